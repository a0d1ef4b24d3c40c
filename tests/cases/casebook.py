"""The hand-made cases: loaded, held against their own rules, and read as the study reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from study.extract import extract_facts
from study.lexicon.domain import indicator_kinds
from study.lexicon.loader import data
from study.model import Document, Fact, Qualifier, Status
from study.read import read_text

HERE = Path(__file__).parent
BOOKS = ("quantities", "context")

Answer = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One mini-article with its hand-made facts.

    Attributes:
        book: File it stands in, without ending.
        id: Its name, unique over all books.
        topic: What it tries.
        day: Day of publication, as ISO 8601.
        text: The raw text.
        answers: The reference facts.
        held_out: Whether it is for measuring only.
    """

    book: str
    id: str
    topic: str
    day: str
    text: str
    answers: tuple[Answer, ...]
    held_out: bool

    def document(self) -> Document:
        """The mini-article as the study reads it."""
        return read_text(self.text, doc=self.id, date=date.fromisoformat(self.day))

    def facts(self) -> list[Fact]:
        """What the study finds in it."""
        return extract_facts(self.document())


@cache
def rows(book: str) -> tuple[dict[str, Any], ...]:
    """The lines of a book as they stand."""
    lines = (HERE / f"{book}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def cases(book: str) -> tuple[Case, ...]:
    """The cases of a book, in its order."""
    return tuple(
        Case(
            book=book,
            id=row["id"],
            topic=row["topic"],
            day=row["date"],
            text=row["text"],
            answers=tuple(row["facts"]),
            held_out=row.get("held_out", False),
        )
        for row in rows(book)
    )


# --- what a well-made book looks like ---------------------------------------------------------


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CASE_KEYS = frozenset({"id", "topic", "date", "text", "facts"})
_CASE_MORE = frozenset({"held_out"})
_FACT_KEYS = _codes("quote value unit qualifier indicator subject place start end status")
_FACT_MORE = _codes("occurrence low high counter industry event of optional")
_GUIDE_CODES = _codes(
    "industry_scale revenue output_value fixed_asset_investment investment fiscal_support price"
    " growth_rate share occupancy_rate effect_size price_ratio enterprises enterprises.listed"
    " enterprises.specialised enterprises.little_giant enterprises.unicorn"
    " enterprises.above_scale enterprises.tenant enterprises.founded enterprises.ranked"
    " enterprises.large enterprises.selected institutions platforms standard_factories"
    " floor_area land_area approved_drugs approved_devices approved_products clinical_approvals"
    " products projects.signed projects.completed projects.started projects.topped_out projects"
    " policies review_time events exhibitors exhibits participants speakers duration"
    " beneficiaries cities rank level_gain other"
)
_UNITS = _codes(
    "CNY USD HKD EUR TWD MOP % ratio m2 mu t minute hour day workday week month year level count"
)
_CODES = {
    "unit": _UNITS,
    "indicator": _GUIDE_CODES,
    "qualifier": frozenset(map(str, Qualifier)),
    "status": frozenset(map(str, Status)),
}
_RELATIVE = _codes("% ratio")
_TIMES = "倍"  # the counter of a multiple, whose unit is count
_KINDS = {"count": "count"}


def options(value: Any) -> list[Any]:  # noqa: ANN401 - as JSON holds it
    """Every admissible value of a field: it holds one, or a list of them."""
    return value if isinstance(value, list) else [value]


def faults(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one line of a book, in words; nothing if it is well made."""
    if not (row.keys() >= _CASE_KEYS and row.keys() <= _CASE_KEYS | _CASE_MORE):
        yield f"{row.get('id')}: has the keys {sorted(row)}"
        return
    if not _is_day(row["date"]):
        yield f"{row['id']}: {row['date']!r} is no date"
    if row.get("held_out", True) is not True:
        yield f"{row['id']}: held_out is written only where it is true"
    for answer in row["facts"]:
        for fault in _faults_of(answer, row["text"]):
            yield f"{row['id']} {answer.get('quote')!r}: {fault}"


def _faults_of(answer: Answer, text: str) -> Iterator[str]:
    if not (answer.keys() >= _FACT_KEYS and answer.keys() <= _FACT_KEYS | _FACT_MORE):
        yield f"has the keys {sorted(answer)}"
        return
    yield from _faults_of_quote(answer, text)
    yield from _faults_of_codes(answer)
    yield from _faults_of_numbers(answer)
    yield from _faults_of_days(answer)


def _faults_of_quote(answer: Answer, text: str) -> Iterator[str]:
    occurrence = answer.get("occurrence", 1)
    if "occurrence" in answer and occurrence < 2:
        yield "occurrence is omitted when it is 1"
    if count_of(answer["quote"], text) < occurrence:
        yield f"does not occur {occurrence} times"
    if answer["quote"] != answer["quote"].strip():
        yield "has spaces around it"


def count_of(quote: str, text: str) -> int:
    """How often a quote occurs in a text, overlaps included."""
    return sum(text.startswith(quote, at) for at in range(len(text)))


def _faults_of_codes(answer: Answer) -> Iterator[str]:
    for field, codes in _CODES.items():
        unknown = [code for code in options(answer[field]) if code not in codes]
        if unknown:
            yield f"{field} {unknown} is not known"
            return
    kinds = {unit["code"]: unit["kind"] for unit in data("units")["units"]} | _KINDS
    stated = {kinds[unit] for unit in options(answer["unit"])}
    multiple = _TIMES in options(answer.get("counter"))
    stated |= {"multiple"} if multiple else set()
    admitted = {kind for code in options(answer["indicator"]) for kind in indicator_kinds()[code]}
    if not (stated & admitted or "optional" in answer):
        yield f"{answer['indicator']} is not measured in {answer['unit']}"
    # A rise in number may name its base; only a rate must.
    relative = multiple or _RELATIVE & set(options(answer["unit"]))
    if None not in options(answer.get("of")) and not relative:
        yield "has a base though it is no rate"
    if answer.get("optional", True) is not True:
        yield "optional is written only where it is true"


def _faults_of_numbers(answer: Answer) -> Iterator[str]:
    values = options(answer["value"])
    if not all(isinstance(value, int | float) for value in values):
        yield f"value {answer['value']!r} is no number"
        return
    ranged = "range" in options(answer["qualifier"])
    if ranged != ("low" in answer and "high" in answer):
        yield "low and high belong to a range, and to nothing else"
    elif ranged and not any(_is_middle(value, answer) for value in values):
        yield "value is not the middle of low and high"


def _is_middle(value: float, answer: Answer) -> bool:
    lows, highs = options(answer["low"]), options(answer["high"])
    return any(
        low < high and abs((low + high) / 2 - value) <= 1e-9 * max(1, abs(value))
        for low in lows
        for high in highs
    )


def _faults_of_days(answer: Answer) -> Iterator[str]:
    starts, ends = options(answer["start"]), options(answer["end"])
    days = [day for day in (*starts, *ends) if day is not None]
    wrong = [day for day in days if not _is_day(day)]
    if wrong:
        yield f"{wrong} is no date"
        return
    known = [(s, e) for s in starts for e in ends if s is not None and e is not None]
    if known and all(start > end for start, end in known):
        yield "ends before it starts"


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
