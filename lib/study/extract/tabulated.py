"""Reads the numbers of small tables in a text: their units stand in a column or in the header.

指标 单位 2015年 比上年增长(%)
工业总产值 亿元 368.4 18.6
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from study.extract.numerals import read_number
from study.extract.quantity import Quantity
from study.extract.units import Unit, unit_words
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data
from study.model import Qualifier

_CELL = re.compile(r"\S+")
_NUMBER = re.compile(r"[-−－]?\d[\d,]*(?:\.\d+)?")
_PULLED = re.compile(rf"(?P<unit>[^\d\s(（-]+)({_NUMBER.pattern})")
_IN_BRACKETS = re.compile(r"[(（](?P<unit>[^()（）\d]{1,8})[)）]$")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年?")
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2
_PERCENT = Unit("%", "rate", 1, "")
_MINUS_SIGNS = str.maketrans("−－", "--", ",")


class Word(NamedTuple):
    """What stands in a cell, with its span in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table and what its header tells of it.

    Attributes:
        quantity: The number, with the unit of its row or column.
        code: Indicator that the header tells of a rate, growth_rate or share, else "".
        year: Year that the header gives its column or the one before, or None.
        named: Span of what names the measure: the first cell of the row, or the header.
        label: The same in words, without the unit.
    """

    quantity: Quantity
    code: str
    year: int | None
    named: tuple[int, int]
    label: str

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day of the year, or None."""
        return (date(self.year, 1, 1), date(self.year, 12, 31)) if self.year else None


class Tables:
    """The tables of an article.

    Args:
        text: Clean text.
        lines: Spans of its paragraphs, in order.
    """

    def __init__(self, text: str, lines: Sequence[tuple[int, int]]) -> None:
        """Find every table once; look-ups afterwards are by position."""
        self._rows = dict(_rows(text, lines))
        self._cells = {c.quantity.number: c for cells in self._rows.values() for c in cells}

    def numbers(self, start: int) -> list[Quantity] | None:
        """Numbers of the row that begins at an offset, or None where none does."""
        cells = self._rows.get(start)
        return None if cells is None else [cell.quantity for cell in cells]

    def cell(self, number: int) -> Cell | None:
        """The cell whose numeral begins at an offset, or None."""
        return self._cells.get(number) if self._cells else None


def _rows(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[Cell]]]:
    at = 0
    while at < len(lines):
        header = _cells_of(text, lines[at])
        at += 1
        if not _is_header(header):
            continue
        rows = []
        while at < len(lines) and _is_row(cells := _cells_of(text, lines[at]), len(header)):
            rows.append((lines[at][0], cells))
            at += 1
        if len(rows) >= _FEWEST_ROWS:
            for start, cells in rows:
                yield start, list(_read(header, cells))


def _cells_of(text: str, line: tuple[int, int]) -> list[Word]:
    """Cells of a line; a unit that was pulled to its number is a cell of its own."""
    cells: list[Word] = []
    if text.count(" ", *line) < _FEWEST_CELLS - 1:
        return cells  # as nearly every line, which need not be cut up
    for match in _CELL.finditer(text, *line):
        pulled = _PULLED.fullmatch(match[0])
        if pulled and _unit(pulled["unit"]):
            cut = match.start() + pulled.end("unit")
            cells += (Word(pulled["unit"], match.start(), cut), Word(pulled[2], cut, match.end()))
        else:
            cells.append(Word(match[0], *match.span()))
    return cells


def _is_header(cells: Sequence[Word]) -> bool:
    """Whether a line names columns, of which one tells units or is told its own."""
    if len(cells) < _FEWEST_CELLS or any(_NUMBER.fullmatch(cell.text) for cell in cells):
        return False
    return any(_is_unit_column(cell.text) or _unit_in(cell.text) for cell in cells[1:])


def _is_row(cells: Sequence[Word], width: int) -> bool:
    if len(cells) != width or _NUMBER.fullmatch(cells[0].text):
        return False
    return any(_NUMBER.fullmatch(cell.text) for cell in cells[1:])


def _is_unit_column(header: str) -> bool:
    return header in data("units")["unit_columns"]


def _unit_in(header: str) -> tuple[Unit, float] | None:
    """The unit that a header tells in brackets: 产值(亿元)."""
    told = _IN_BRACKETS.search(header)
    return _unit(told["unit"]) if told else None


@cache
def _unit(words: str) -> tuple[Unit, float] | None:
    """A unit and its multiplier: 万平方米."""
    if words in ("%", "％", "百分比"):
        return _PERCENT, 1.0
    match = re.fullmatch(f"(?P<times>[十百千万亿]*)(?P<unit>{alternation(unit_words())})", words)
    if match is None:
        return None
    return unit_words()[match["unit"]], read_number(match["times"]) if match["times"] else 1.0


def _read(header: Sequence[Word], row: Sequence[Word]) -> Iterator[Cell]:
    columns = list(zip(header, row, strict=True))
    own = next((_unit(cell.text) for head, cell in columns if _is_unit_column(head.text)), None)
    year: int | None = None
    grown = row[0]
    for head, cell in columns[1:]:
        told = _YEAR.search(head.text)
        year = int(told["year"]) if told else year
        unit = _unit_in(head.text) or own
        if unit and _NUMBER.fullmatch(cell.text):
            code = _code(head.text, unit[0])
            names = row[0] if own or told else head
            names = grown if code == "growth_rate" else names
            grown = grown if code else names
            label = _IN_BRACKETS.sub("", names.text)
            yield Cell(_quantity(cell, *unit), code, year, (names.start, names.end), label)


@cache
def _grows() -> re.Pattern[str]:
    return re.compile(f"{context('rises')}|增速|增幅|同比|±")


def _code(header: str, unit: Unit) -> str:
    if unit.kind != "rate":
        return ""
    if _grows().search(header):
        return "growth_rate"
    return "share" if "占" in header or "比重" in header else ""


def _quantity(cell: Word, unit: Unit, times: float) -> Quantity:
    number = float(cell.text.translate(_MINUS_SIGNS))
    value = float(f"{number * times * unit.factor:.15g}")
    return Quantity(
        cell.start, cell.start, cell.end, value, None, None, unit.code, unit.kind, unit.counter,
        Qualifier.EXACT, unit.factor,
    )  # fmt: skip
