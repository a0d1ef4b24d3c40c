"""What is stated of a place, one row per source, with sources of the same point side by side."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

import pandas as pd

from study.analyse.intervals import Interval, wider_bounds, with_bounds, written_bounds
from study.analyse.subjects import core
from study.analyse.tables import TableRow, rows_of

COLUMNS = (
    "point",
    "place",
    "industry",
    "indicator",
    "year",
    "start",
    "end",
    "status",
    "qualifier",
    "value",
    "unit",
    "interval_low",
    "interval_high",
    "bound_low",
    "bound_high",
    "stated",
    "subject",
    "agreement",
    "fact_ids",
    "sources",
)
_POINT = ("place", "industry", "indicator", "unit", "start", "end", "status")


def statements(facts: pd.DataFrame, indicators: Collection[str]) -> pd.DataFrame:
    """Rows of the facts that measure one of the indicators of a place.

    Args:
        facts: A table of facts, as `study.analyse.tables` makes it.
        indicators: Codes to keep.

    Returns:
        Columns as in `COLUMNS`, one row per fact, sorted by place, industry, indicator and
        period. `point` names what is measured: place, segment, indicator, unit, period and status;
        `agreement` tells whether its sources agree (see `_agreement`). `interval_low` to
        `bound_high` are in the unit of `value`. `fact_ids` and `sources` are lists. `year` is
        that of the period's end, missing where no period is stated.
    """
    kept = facts[facts.indicator.isin(list(indicators)) & (facts.place != "")]
    frame = with_bounds(kept)
    frame["year"] = frame.end.dt.year.astype("Int64")
    days = [frame[name].dt.strftime("%Y-%m-%d").fillna("") for name in ("start", "end")]
    keys = [frame[name].astype(str) for name in _POINT if name not in ("start", "end")]
    frame["point"] = pd.Series(
        ["|".join(parts) for parts in zip(*keys[:4], *days, keys[4], strict=True)],
        frame.index,
        dtype="str",
    )
    frame["agreement"] = _agreement(frame)
    frame["fact_ids"] = [[fact] for fact in frame.fact_id]
    frame["sources"] = [[source] for source in sources_of(frame)]
    order = ["place", "industry", "indicator", "start", "end", "status", "label", "raw_start"]
    return frame.sort_values(order, kind="stable", ignore_index=True)[list(COLUMNS)]


def sources_of(rows: pd.DataFrame) -> list[str]:
    """Name the article of each row as figures do.

    Args:
        rows: A table with columns label, publisher, title, date.

    Returns:
        For each row label, publisher (or else the title) and day, as one string.
    """
    days = rows.date.dt.strftime("%Y-%m-%d").fillna("")
    named = rows.publisher.where(rows.publisher != "", rows.title)
    parts = zip(rows.label, named, days, strict=True)
    return [" ".join(part for part in each if part) for each in parts]


def _agreement(frame: pd.DataFrame) -> pd.Series:
    """Say for every row whether the sources of its point agree.

    Two rows are set against each other when different articles state them of one subject, up to
    wording. An article that gives two numbers means two things, so it contradicts nobody.

    Returns:
        "single" where nothing is set against the row's point; "agree" where all numbers set
        against each other may be one, minding rounding; "conflict" where some two cannot be,
        however far 近 and 超 are stretched; else "cannot tell".
    """
    verdicts = pd.Series("single", frame.index, dtype="str")
    cores = pd.Series([core(row.subject, row.indicator) for row in rows_of(frame)], frame.index)
    for _, rows in frame.groupby([frame.point, cores]):
        plain = [row for row in rows_of(rows) if _means_one_thing(row, rows)]
        pairs = [_pair_agreement(a, b) for a, b in combinations(plain, 2) if a.doc != b.doc]
        if pairs:
            worst = (each for each in ("conflict", "cannot tell", "agree") if each in pairs)
            named = rows.index[rows.fact_id.isin([row.fact_id for row in plain])]
            verdicts[named] = next(worst)
    return verdicts


def _means_one_thing(row: TableRow, rows: pd.DataFrame) -> bool:
    """Whether all numbers that a row's article gives of its point can be one."""
    return all(_near(row).overlaps(_near(other)) for other in rows_of(rows[rows.doc == row.doc]))


def _pair_agreement(a: TableRow, b: TableRow) -> str:
    if _near(a).overlaps(_near(b)):
        return "agree"
    return "cannot tell" if _wider(a).overlaps(_wider(b)) else "conflict"


def _near(row: TableRow) -> Interval:
    return written_bounds(row.value, row.qualifier, (row.low, row.high), row.unit, row.stated)


def _wider(row: TableRow) -> Interval:
    near, wide = _near(row), wider_bounds(row.value, row.qualifier, row.low, row.high)
    return Interval(min(near.low, wide.low), max(near.high, wide.high))
