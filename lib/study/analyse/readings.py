"""Facts read for what they may be set against: kind of number, day, scope, and bounds.

Two numbers bear on each other only if they measure the same thing of the same place in the same
way. What kind of number a fact states is told by its indicator, its period and the words of its
own clause: 累计78个 counts from the beginning, 新获批6个 within a period, 87家 stands on a day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.intervals import wider_bounds, with_bounds, written_bounds
from study.analyse.statements import sources_of
from study.analyse.subjects import core
from study.analyse.tables import TableRow, rows_of
from study.lexicon.domain import flows
from study.lexicon.loader import alternation, data
from study.model import Document

_CLAUSE = re.compile("[,，;；。:：!！?？\n]")


class Nature(StrEnum):
    """How a number relates to time."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    RATE = "rate"


class _Context(NamedTuple):
    before: str
    after: str
    clause: str


def readings(study: Study) -> pd.DataFrame:
    """Read every fact of a study for what it may be compared with.

    Args:
        study: Tables and articles.

    Returns:
        The table of facts with, for each row: `nature` (a code of `Nature`); `as_of`, the day
        that a stock or cumulative count is true of; `core`, what its subject adds to indicator,
        place and segment; `interval_low` and `interval_high`, its bounds; `near_low` and
        `near_high`, the same minding how it was rounded; `wider_low` and `wider_high`, the
        furthest it can be stretched; `before` and `after`, clean text of its sentence around the
        quote; `clause`, clean text from the start of its clause to the quote; `source`, the name
        of its article.
    """
    facts = with_bounds(study.facts)
    contexts = [_context(study.articles[row.doc], row) for row in rows_of(facts)]
    frame = facts.assign(
        **{
            name: pd.Series([getattr(each, name) for each in contexts], facts.index, dtype="str")
            for name in _Context._fields
        },
        source=pd.Series(sources_of(facts), facts.index, dtype="str"),
    )
    natures = [str(nature_of(row, row.clause, row.after)) for row in rows_of(frame)]
    frame["nature"] = pd.Series(natures, facts.index, dtype="str")
    standing = frame.nature.isin([Nature.STOCK, Nature.CUMULATIVE])
    frame["as_of"] = frame.end.where(standing)
    cores = [core(row.subject, row.indicator) for row in rows_of(frame)]
    frame["core"] = pd.Series(cores, facts.index, dtype="str")
    return _bounded(frame)


def _bounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Bounds as written, and as far as they can be stretched."""
    near, far = [], []
    for row in rows_of(frame):
        near.append(
            written_bounds(row.value, row.qualifier, (row.low, row.high), row.unit, row.stated)
        )
        far.append(wider_bounds(row.value, row.qualifier, row.low, row.high))
    columns = {
        "near_low": [each.low for each in near],
        "near_high": [each.high for each in near],
        "wider_low": [min(a.low, b.low) for a, b in zip(near, far, strict=True)],
        "wider_high": [max(a.high, b.high) for a, b in zip(near, far, strict=True)],
    }
    return frame.assign(
        **{name: pd.Series(cells, frame.index, dtype=float) for name, cells in columns.items()}
    )


def _context(document: Document, row: TableRow) -> _Context:
    """Clean text around a quote."""
    first, start, end, last = (
        bisect_left(document.origin, at)
        for at in (row.sentence_start, row.raw_start, row.raw_end, row.sentence_end)
    )
    before, after = document.text[first:start], document.text[end:last]
    return _Context(before, after, _CLAUSE.split(before)[-1])


def nature_of(fact: TableRow, clause: str = "", after: str = "") -> Nature:
    """Tell a level from what accrues over a period, from a cumulative count, from a rate.

    Args:
        fact: A row of facts.
        clause: Text of its clause before the quote; its words decide over the indicator.
        after: Text behind the quote; what its clause says is handed over stands no longer.

    Returns:
        The kind of number.
    """
    known = data("claims")
    if fact.unit == "%":
        return Nature.RATE
    spoken = _last_word(clause)
    if spoken:
        return Nature.CUMULATIVE if spoken in known["cumulative"] else Nature.FLOW
    passing = known["passing"].get(fact.indicator, ())
    if any(word in clause + _CLAUSE.split(after)[0] for word in passing):
        return Nature.FLOW
    return _usual_nature(fact)


def _usual_nature(fact: TableRow) -> Nature:
    """What a number of an indicator is where no word of its clause tells."""
    known = data("claims")
    if fact.indicator in known["stocks"]:
        return Nature.STOCK
    day = pd.notna(fact.start) and fact.start == fact.end
    if fact.indicator in known["accumulating"]:
        return Nature.CUMULATIVE if day else Nature.FLOW
    if fact.indicator in flows():
        return Nature.FLOW
    return Nature.STOCK if day else Nature.FLOW


@cache
def _kind_words() -> re.Pattern[str]:
    return re.compile(alternation([*data("claims")["cumulative"], *data("claims")["new"]]))


def _last_word(clause: str) -> str:
    """The last word of a clause that tells a cumulative count or a new one."""
    found = _kind_words().findall(clause)
    return found[-1] if found else ""
