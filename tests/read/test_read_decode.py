"""Bytes become characters, or a message says by name why they cannot."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from study.model import StudyError
from study.read import read_document

SIMPLIFIED = "苏州工业园区2023年生物医药产业产值达到1368亿元，同比增长10.2%，企业超过2000家。\n"
TRADITIONAL = "臺北市生技產業去年營收達到六千億元，較前年成長一成，廠商超過兩千家。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "data"),
    [
        (SIMPLIFIED, "utf-8", SIMPLIFIED.encode()),
        (SIMPLIFIED, "gb18030", SIMPLIFIED.encode("gbk")),
        (SIMPLIFIED, "gb18030", ("㐂" + SIMPLIFIED).encode("gb18030")),
        (TRADITIONAL, "big5", TRADITIONAL.encode("big5")),
        (SIMPLIFIED, "utf-16", SIMPLIFIED.encode("utf-16")),
        (SIMPLIFIED, "utf-16", codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be")),
        (SIMPLIFIED, "utf-16-le", SIMPLIFIED.encode("utf-16-le")),
        (SIMPLIFIED, "utf-16-be", SIMPLIFIED.encode("utf-16-be")),
        ("GDP rose by 5 percent.\n", "utf-8", b"GDP rose by 5 percent.\n"),
        ("GDP rose by 5 percent.\n", "utf-16-le", "GDP rose by 5 percent.\n".encode("utf-16-le")),
    ],
)
def test_an_encoding_is_recognised(tmp_path: Path, text: str, encoding: str, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    document = read_document(path)
    assert document.encoding == encoding
    assert document.raw == data.decode(encoding)
    assert text.strip() in document.raw


def test_a_byte_order_mark_stays_in_raw_and_leaves_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + SIMPLIFIED.encode())
    document = read_document(path)
    with path.open(encoding="utf-8", newline="") as file:
        assert document.raw == file.read()
    assert document.text == SIMPLIFIED.strip()
    assert document.origin[0] == 1
    assert document.noise[0] == (0, 1)


def test_line_ends_are_not_translated_in_raw(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("企业80家。\r\n产值9亿元。\r\n".encode())
    document = read_document(path)
    assert "\r\n" in document.raw
    assert document.text == "企业80家。\n产值9亿元。"
    start = document.text.index("产值")
    assert document.raw_span(start, start + 2) == (8, 10)


def test_a_web_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = f'<html><head><meta charset="gb2312"></head><body><p>{SIMPLIFIED}</p></body></html>'
    path.write_bytes(page.encode("gbk"))
    assert SIMPLIFIED.strip() in read_document(path).text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty: put the article's text into it, or delete it"),
        (b" \n\t\r\n", "is empty"),
        (codecs.BOM_UTF8 + b"\n", "holds no words"),
        ("★★★\n◆◆◆\n".encode(), "holds no words"),
        (b"%PDF-1.7\n" + bytes(range(256)), "is a PDF, not text: save the article as UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "is a PNG image, not text"),
        (b"PK\x03\x04" + bytes(64), "is a ZIP archive or an office document, not text"),
        (bytes(range(256)) * 40, "is binary, not text"),
        (b"\x00\x01\x02\x03" * 100, "is binary, not text"),
        ("医药健康".encode() + b"\xff\xfe\x80\x81" * 40, "save it as UTF-8"),
        (b"caf\xe9 \xc0\xc1 na\xefve " * 40, "save it as UTF-8"),
        (codecs.BOM_UTF8 + b"\xff\xff", "starts as UTF-8 but is not: save it as UTF-8 again"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(StudyError) as caught:
        read_document(path)
    message = str(caught.value)
    assert str(path) in message
    assert told in message
    assert "\n" not in message
