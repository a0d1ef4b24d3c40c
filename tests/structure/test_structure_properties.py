"""Whatever the text, structure is found without an error, and grounded in its characters."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from structure.answers import rows

from study.extract.forums import extract_forums
from study.extract.links import extract_links
from study.extract.organisations import extract_organisations
from study.lexicon.organisations import known_firms
from study.read import read_text

TEXTS = [str(row["text"]) for name in ("articles", "clauses", "sentences") for row in rows(name)]
FIRMS = sorted(known_firms())


@st.composite
def windows(draw: st.DrawFn) -> str:
    """A piece of an article, cut where it should not be, at times behind the name of a firm."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text)))
    piece = text[start : start + draw(st.integers(0, 160))]
    firm = draw(st.sampled_from(["", "", draw(st.sampled_from(FIRMS))]))
    return firm + draw(st.sampled_from([piece, piece[::-1], piece * 2, piece.replace("，", "")]))


@settings(max_examples=400)
@given(windows())
@example("扬子江药业集团入驻高港区。")  # a known firm at the very beginning
@example("")
def test_structure_is_found_without_an_error_and_grounded(text: str) -> None:
    document = read_text(text, doc="t", date=date(2024, 5, 1))
    for organisation in extract_organisations(document):
        assert organisation.name
        assert 0 <= organisation.raw_start < organisation.raw_end <= len(document.raw)
    for link in extract_links(document):
        assert link.head
        assert link.tail
        assert link.head != link.tail
        assert document.raw[link.raw_start : link.raw_end] == link.quote
    extract_forums(document)
