"""Scrambled characters that forums put between lines against copying."""

from __future__ import annotations

from study.extract import extract_facts
from study.read import read_text

PAGE = """发表于 2013-12-30 09:52:16
' k) W7 a# t$ x- R
【時報-台南電】南部科學工業園區(南科)生技醫療器材產業聚落成形。南科管理局長昨(29)日於年
; Q2 e$ z) M  P. m6 d
終記者會指出,今年前11月南科生技產業營業額達新台幣68.7億元,比去年同期成長18.4%,全
& f! H9 n, V3 b' t
年可望突破75億元。累計促成
( p3; w: T# B) u$ K2 h20項新藥上市,外銷占營業額約37% 。
) h5 J. p2 Q( c7 x/ t

  管理局統計,截至11月底,南科廠商共62家。
"""


def test_lines_of_scrambled_characters_are_taken_out_and_sentences_joined() -> None:
    document = read_text(PAGE)
    assert "终记者会指出" in document.text
    assert "于年终记者会" in document.text
    assert not any(sign in document.text for sign in "#$&")
    assert len(document.noise) >= 5


def test_every_number_of_a_scrambled_page_is_found_where_it_stands() -> None:
    document = read_text(PAGE)
    facts = extract_facts(document)
    assert {"68.7億元", "18.4%", "突破75億元", "20項", "約37%", "62家"} <= {f.quote for f in facts}
    assert all(document.raw[f.raw_start : f.raw_end] == f.quote for f in facts)


def test_rows_of_numbers_and_lists_of_letters_stay() -> None:
    rows = "9.7 8.1 -4.3 12%\n3.5 2.1 4.4 1.2\nA B C D E\n1 2 3 4 5 6\na b c d\nx = y + z\n"
    assert read_text(rows * 3).text.count("8.1") == 3
    assert read_text(rows * 3).text.count("C D") == 3
