"""How far actual levels have come towards their targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from study.analyse.firms import firms
from study.analyse.growth import Level, base_of, levels_of, with_segments
from study.analyse.intervals import exactly
from study.analyse.scale import scale
from study.analyse.subjects import core
from study.model import Qualifier, Status

COLUMNS = (
    "place",
    "industry",
    "indicator",
    "base_indicator",
    "mixed_indicators",
    "segment_assumed",
    "scope",
    "unit",
    "from_year",
    "to_year",
    "actual",
    "target",
    "actual_stated",
    "target_stated",
    "actual_qualifier",
    "target_qualifier",
    "value",
    "low",
    "high",
    "qualifier",
    "status",
    "fact_ids",
    "sources",
)


def progress(facts: pd.DataFrame) -> pd.DataFrame:
    """Set every dated target against the latest actual level before it.

    What may be set against what is as in `study.analyse.growth`.

    Args:
        facts: A table of facts.

    Returns:
        Columns as in `COLUMNS`, sorted by place, segment and indicator. `actual` and `target` are
        in `unit`; `value`, `low` and `high` are the actual level in percent of the target, at most
        that where the target is a floor (突破500). `scope` is what the subject of the target or of
        the level adds, where the two differ, else "".
    """
    frame = pd.DataFrame(_rows(facts), columns=pd.Index(COLUMNS))
    frame = frame.astype(dict.fromkeys(("actual", "target", "value", "low", "high"), float))
    frame = frame.astype({"mixed_indicators": bool, "segment_assumed": bool})
    order = ["place", "industry", "indicator", "to_year", "target"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def _rows(facts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    stated = with_segments(pd.concat([scale(facts), firms(facts)], ignore_index=True))
    keys = ["place", "industry", "family", "unit"]
    for (place, industry, _, unit), rows in stated.groupby(keys):
        bounded = rows.interval_high < float("inf")
        actual = levels_of(rows[(rows.status == Status.ACTUAL) & bounded])
        for aim in levels_of(rows[rows.status != Status.ACTUAL]):
            base = base_of(aim, actual)
            if base is not None:
                yield {"place": place, "industry": industry, "unit": unit} | _row(base, aim)


def _row(base: Level, aim: Level) -> dict[str, Any]:
    share = base.bounds / aim.floor * exactly(100)
    rows = pd.concat([base.rows, aim.rows])
    ranged = share.low < share.high
    qualifier = Qualifier.AT_MOST if aim.open else Qualifier.EXACT
    return {
        "indicator": aim.indicator,
        "base_indicator": base.indicator,
        "mixed_indicators": base.indicator != aim.indicator,
        "segment_assumed": bool(rows.assumed.any()),
        "scope": _scope(base, aim),
        "from_year": base.at.year,
        "to_year": aim.at.year,
        "actual": base.rows.value.iloc[-1],
        "target": aim.rows.value.iloc[-1],
        "actual_stated": base.rows.stated.iloc[-1],
        "target_stated": aim.rows.stated.iloc[-1],
        "actual_qualifier": base.rows.qualifier.iloc[-1],
        "target_qualifier": aim.rows.qualifier.iloc[-1],
        "value": (share.low + share.high) / 2,
        "low": share.low,
        "high": share.high,
        "qualifier": str(Qualifier.RANGE if ranged else qualifier),
        "status": str(Status.ACTUAL),
        "fact_ids": list(dict.fromkeys(fact for ids in rows.fact_ids for fact in ids)),
        "sources": list(dict.fromkeys(source for each in rows.sources for source in each)),
    }


def _scope(base: Level, aim: Level) -> str:
    """What one subject adds and the other does not: 全口径."""
    one, other = (
        {core(row.subject, row.indicator) for row in level.rows.itertuples()}
        for level in (base, aim)
    )
    return next(iter(sorted((one ^ other) - {""})), "")
