"""Readings in brackets go, real brackets stay."""

from __future__ import annotations

import re

import pytest

from study.read import read_text

TEXT = "截至2024年底，全市医药企业达到1200家，产值3500亿元，占全国的一成。"


@pytest.mark.parametrize("brackets", ["()", "（）", "[]", "【】"])
@pytest.mark.parametrize(
    "reading", ["yī", "lǜ", "zhong", "yi1", "zhua4ng", "ㄓㄨㄥ", "ㄧˋ", " yī "]
)
def test_a_reading_behind_every_character_goes(reading: str, brackets: str) -> None:
    raw = re.sub("([\u4e00-\u9fff])", rf"\1{brackets[0]}{reading}{brackets[1]}", TEXT)
    document = read_text(raw)
    assert document.text == TEXT
    start = document.text.index("1200家")
    assert document.raw[slice(*document.raw_span(start, start + 5))] == "1200家"


@pytest.mark.parametrize("reading", ["yī", "èr", "lú", "lü4", "de", "ㄧˋ"])
def test_a_single_reading_goes(reading: str) -> None:
    assert read_text(f"医({reading})药企业80家。").text == "医药企业80家。"


def test_the_reading_of_a_word_goes() -> None:
    assert read_text("北京(Běijīng)与西安(Xī'ān)签约。").text == "北京与西安签约。"


@pytest.mark.parametrize(
    "text",
    [
        "苏博科(Pascal Soriot)表示，人工智能(AI)与CDMO(合同研发)并举。",
        "北京经开区(北京亦庄)新增企业(含个体)80家。",
        "国家标准(GB)与抗体(PD-1)、细胞(CAR-T)疗法。",
        "品牌(mini)系列、软件(app)各3款。",
        "安德烈(André)与佐伊(Zoé)到访。",
        "企业(1)家，《措施(2025年)》共20条，第(三)项。",
    ],
)
def test_real_brackets_stay(text: str) -> None:
    assert read_text(text).text == text
