"""Paragraphs are lines, or what was wrapped into lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from study.model import Role
from study.read import read_text

FIRST = (
    "苏州工业园区生物医药产业近年来保持快速增长，截至去年年底，全区共有相关企业两千余家，从业人员超过五万人，"
    "全年实现产值1368亿元，同比增长10.2%，其中规模以上企业320家，利润总额同比增长8.5%。"
)
SECOND = (
    "目前园区正在规划建设三期项目，总建筑面积约120万平方米，预计2026年全部投入使用，届时可新增就业岗位1万余个，"
    "年产值有望突破2000亿元，成为长三角地区重要的产业高地。"
)


def by_characters(text: str, width: int) -> list[str]:
    """Lines of so many characters."""
    return [text[at : at + width] for at in range(0, len(text), width)]


def by_columns(text: str, width: int) -> list[str]:
    """Lines of so many columns, two for a Han character."""
    lines = [""]
    columns = 0
    for character in text:
        wide = 1 if character.isascii() else 2
        if columns + wide > width:
            lines.append("")
            columns = 0
        lines[-1] += character
        columns += wide
    return lines


@pytest.mark.parametrize(
    "wrap", [partial(by_characters, width=w) for w in (17, 28)] + [partial(by_columns, width=50)]
)
@pytest.mark.parametrize("indent", ["　　", "    ", ""])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_joined(
    wrap: Callable[[str], list[str]], indent: str, line_end: str
) -> None:
    blocks = [line_end.join(wrap(indent + text)) for text in (FIRST, SECOND, FIRST)]
    wrapped = (line_end if indent else 2 * line_end).join(blocks)
    document = read_text(wrapped)
    assert document.text == f"{FIRST}\n{SECOND}\n{FIRST}"
    start = document.text.index("1368亿元")
    quote = document.raw[slice(*document.raw_span(start, start + 6))]
    assert "".join(quote.split()) == "1368亿元"


def test_wrapped_lines_are_joined_between_headings_and_what_surrounds_a_page() -> None:
    blocks = ["\n".join(by_columns(f"  {text}", 80)) for text in (FIRST, SECOND, FIRST)]
    heading = "  产业再上台阶"
    page = [
        "金陵商讯",
        "版面:第A05版",
        "苏州生物医药",
        heading,
        blocks[0],
        heading,
        blocks[1],
        heading,
    ]
    document = read_text("\n\n".join([*page, blocks[2], "上一篇", "下一篇"]))
    for told in (FIRST, SECOND):
        assert told in document.text.split("\n")


def test_wrapped_latin_words_keep_their_gap() -> None:
    lines = [
        "本次论坛邀请了来自海外高校的知名学者以及企业代表共计三百余人，其中包括 Pascal",
        "Soriot 等嘉宾，共同探讨新药研发与国际合作，现场签约合作项目十二个，总金额约八",
        "十亿元，参会人数创下历届新高，配套展览吸引观众超过三万人次，线上直播观看量突破",
        "百万次，主办方还发布了产业地图、人才目录和政策汇编，方便企业查询各类信息和服务",
        "事项，下一届论坛将在明年春天举行，届时规模还将进一步扩大，更多海外机构参与其中",
        "，形成常态化交流机制。",
    ]
    text = read_text("\n".join(lines)).text
    assert "包括Pascal Soriot等嘉宾" in text
    assert "总金额约八十亿元" in text
    assert "\n" not in text


@pytest.mark.parametrize(
    "line",
    [
        "第{}批签约项目共有{}0个涉及生物医药和医疗器械等领域的重点企业。",
        "第{}批签约项目共有{}0个涉及生物医药和医疗器械等领域的重点企业",
        "{}、生物医药产业园签约项目{}0个，总投资80亿元，涉及医疗器械",
        "苏州{}号园区入驻企业{}0家，其中上市企业三家，产值九十亿元",
        "企业代表{}号，来自生物医药领域，任职{}0年以上的高级工程师",
    ],
)
def test_rows_of_like_length_are_not_joined(line: str) -> None:
    text = "\n".join(line.format(n, n) for n in "一二三四五六七八九")
    assert read_text(text).text == text


def test_a_line_that_ends_with_a_comma_goes_on() -> None:
    assert read_text("产值达到90亿元，\n同比增长8%。").text == "产值达到90亿元，同比增长8%。"
    assert read_text("产值达到326亿\n元，同比增长8%。").text == "产值达到326亿元，同比增长8%。"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n\n", "\u2028", "\n　　"])
def test_every_kind_of_line_end_parts_paragraphs(end: str) -> None:
    document = read_text(f"企业80家。{end}产值9亿元。")
    assert document.text == "企业80家。\n产值9亿元。"
    assert [(p.start, p.end, p.role) for p in document.paragraphs] == [
        (0, 6, Role.BODY),
        (7, 13, Role.BODY),
    ]


@pytest.mark.parametrize("raw", ["", " ", "\n\n", "★★", "\ufeff"])
def test_no_words_make_no_paragraphs(raw: str) -> None:
    document = read_text(raw)
    assert document.text == ""
    assert document.paragraphs == ()
