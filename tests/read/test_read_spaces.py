"""Stray spaces go, spaces that part words stay."""

from __future__ import annotations

import pytest

from study.read import read_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2023 年收入达到 910 亿元，增长 10 %。", "2023年收入达到910亿元，增长10%。"),
        ("产 业 规 模 达 到 9 1 0 亿 元 ， 增 长 1 0 % 。", "产业规模达到910亿元，增长10%。"),
        ("投资 3 000 亿元，人均 12 500 元。", "投资3000亿元，人均12500元。"),
        (
            "增长 1. 5%，下降 2 .5 个百分点，约 3 . 5 亿元。",
            "增长1.5%，下降2.5个百分点，约3.5亿元。",
        ),
        ("企业\u00a080\u2009家，\u3000其中上市 \t 8 家。", "企业80家，其中上市8家。"),
        ("融资 3 亿元", "融资3亿元"),
        ("发布 AI 模型 12 个，由 Pascal Soriot 主持。", "发布AI模型12个，由Pascal Soriot主持。"),
        ("　　首行缩进的段落，企业80家。　", "首行缩进的段落，企业80家。"),
    ],
)
def test_stray_spaces_go(raw: str, text: str) -> None:
    document = read_text(raw)
    assert document.text == text
    assert [raw[at] for at in document.origin] == list(text)


@pytest.mark.parametrize(
    "text",
    [
        "以“探索生命 共创未来”为主题举办论坛8场。",
        "论坛启幕 园区将新增企业80家",
        "产业规模创新高 2024年论坛举行",
        "张三 李四 王五",
        "Nature Index 2024 released 12 lists.",
    ],
)
def test_spaces_that_part_words_stay(text: str) -> None:
    assert read_text(text).text == text


def test_cells_of_a_row_stay_apart() -> None:
    raw = "年份\t产值\t企业\n2022年\t1200\t350家\n2023年\t1350\t380家"
    assert read_text(raw).text == "年份 产值 企业\n2022年 1200 350家\n2023年 1350 380家"


def test_list_numbers_are_no_decimals() -> None:
    assert (
        read_text("1. 5家企业入选。\n2. 8家企业获奖。").text == "1. 5家企业入选。\n2. 8家企业获奖。"
    )


def test_spaces_strewn_with_other_noise_break_no_number() -> None:
    raw = "总投■资2 3.5亿元的基★地投产,增◆长11. 2%,占六 成以★上;占地1 .2万◆亩,收入5 12亿★元。"
    text = read_text(raw * 3).text
    assert "总投资23.5亿元" in text
    assert "六成以上" in text
    assert "512亿元" in text


def test_a_day_and_a_clock_stay_apart_amid_noise() -> None:
    raw = "总投■资2 3.5亿元的基★地,增◆长11. 2%,规划1 .2万◆亩。2016-06-21 10:03报★道,收◆入。"
    assert "2016-06-21 10:03" in read_text(raw * 3).text
