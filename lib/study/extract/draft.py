"""A fact in the making."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from study.extract.heads import Head
from study.extract.quantity import Quantity
from study.extract.tabulated import Cell
from study.model import Status


@dataclass(slots=True)
class Draft:
    """The number and what its context has told so far.

    Attributes:
        quantity: The number.
        index: Its place among the numbers of the sentence.
        clause: Span of its clause.
        sentence: Span of its sentence.
        cell: Its cell, if it stands in a table.
        head: The phrase it counts, if any.
        indicator: What it measures.
        place: Place it speaks of, or "".
        event: Event it speaks of, or "".
        industry: Segment it speaks of, or "".
        of: Whole or base of a share or rate, or "".
        subject: The thing counted or measured.
        start: First day of the period it is true of, or None.
        end: Last day of that period, or None.
        status: Actual, target or plan.
    """

    quantity: Quantity
    index: int
    clause: tuple[int, int]
    sentence: tuple[int, int]
    cell: Cell | None = None
    head: Head | None = None
    indicator: str = ""
    place: str = ""
    event: str = ""
    industry: str = ""
    of: str = ""
    subject: str = ""
    start: date | None = None
    end: date | None = None
    status: Status = Status.ACTUAL
