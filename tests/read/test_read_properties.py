"""What holds for any text."""

from __future__ import annotations

import random
import string

from hypothesis import example, given
from hypothesis import strategies as st

from study.model import Document, Script
from study.read import read_text

PIECES = st.sampled_from(
    [
        *"北京市企业产值亿元年月日，。、：；“”（）0123456789%~+·/-—…",
        *(
            " ",
            "\n",
            "\r\n",
            "\t",
            "　",
            "\u200b",
            "\ufeff",
            "■",
            "★",
            "▲",
            "#",
            "*",
            "|",
            "<",
            ">",
        ),
        *("(yī)", "[zhong1]", "資訊", "網際網路", "衞", "產", "<p>", "</div>", "&nbsp;", "<html>"),
        *(
            "来源：",
            "2024-08-08",
            "相关阅读",
            "更多",
            "image.png",
            "图为",
            "免责声明：",
            "1 000",
            "1. 5",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=80),
    st.text(string.printable, max_size=80),
)


def check(document: Document) -> None:
    """What every document keeps to."""
    text, origin, raw = document.text, list(document.origin), document.raw
    assert document.origin.typecode == "i"
    assert len(origin) == len(text)
    assert origin == sorted(origin)
    assert all(0 <= at < len(raw) for at in origin)
    assert "\n".join(text[p.start : p.end] for p in document.paragraphs) == text
    assert all(text[p.start : p.end].strip() == text[p.start : p.end] for p in document.paragraphs)
    assert list(document.noise) == sorted(document.noise)
    for (_, end), (start, _) in zip(document.noise, document.noise[1:], strict=False):
        assert end < start
    for start in range(0, len(text), 7):
        begin, end = document.raw_span(start, min(start + 5, len(text)))
        assert 0 <= begin < end <= len(raw)


@given(TEXTS)
@example("\ud800 lone surrogate 企业80家")
@example("<html><body>&#0;&#x110000;&amp</body>")
def test_any_text_is_read(raw: str) -> None:
    document = read_text(raw)
    check(document)
    assert read_text(raw) == document


def test_each_character_comes_from_where_it_says(seed_documents: tuple[Document, ...]) -> None:
    for document in seed_documents:
        check(document)
        if document.script is Script.SIMPLIFIED:
            at = [document.raw[o] for o in document.origin]
            assert all(a == b or a.isspace() for a, b in zip(at, document.text, strict=True))


@given(st.integers(0, 10**6))
def test_shuffled_paragraphs_keep_their_text(seed: int) -> None:
    paragraphs = [
        "5月20日，苏州工业园区举行推介会，发布政策32条，签约项目46个。",
        "2023年，园区生物医药产业实现产值1368亿元，同比增长10.2%。",
        "截至目前，园区集聚企业2300余家，其中上市企业30家。",
        "到2026年，产业规模力争突破2000亿元，年均增速保持在12%以上。",
    ]
    shuffled = random.Random(seed).sample(paragraphs, len(paragraphs))
    assert read_text("\n".join(shuffled)).text == "\n".join(shuffled)
