"""What a stated quantity is, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Qualifier(StrEnum):
    """How the source limits a number: the words 近, 超, 约 … as codes."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


class Status(StrEnum):
    """Whether a number has come true, is aimed at, or is announced."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Fact:
    """One quantity that an article states.

    Attributes:
        doc: Key of the article (`Document.doc`).
        quote: Characters of the raw file that state it, verbatim.
        raw_start: First character of `quote` in the raw text.
        raw_end: One past the last.
        sentence_start: First raw character of the sentence around the quote.
        sentence_end: One past its last raw character.
        value: Number in base units (yuan, percent, square metres …); the
            midpoint where a range is stated.
        low: Lower end of a stated range, else None.
        high: Upper end of a stated range, else None.
        unit: Code of the lexicon: CNY, USD, %, m2, mu, day, year, count …
        counter: Classifier of a count in simplified characters, else "".
        qualifier: How the source limits the number.
        indicator: Code of the lexicon: industry_scale, revenue …
        subject: The thing counted or measured, in simplified characters.
        place: Canonical name of the place the number speaks of, or "".
        industry: Segment the number speaks of, or "".
        event: Canonical name of the forum or contest it speaks of, or "".
        start: First day of the period it is true of, or None.
        end: Last day of that period, or None.
        status: Actual, target or plan.
        of: Whole or base of a share or rate (全国, 同比 …), else "".
    """

    doc: str
    quote: str
    raw_start: int
    raw_end: int
    sentence_start: int
    sentence_end: int
    value: float
    low: float | None
    high: float | None
    unit: str
    counter: str
    qualifier: Qualifier
    indicator: str
    subject: str
    place: str
    industry: str
    event: str
    start: date | None
    end: date | None
    status: Status
    of: str

    @property
    def fact_id(self) -> str:
        """Name of the fact in tables, figures and sidecars: document and span."""
        return f"{self.doc}:{self.raw_start}-{self.raw_end}"
