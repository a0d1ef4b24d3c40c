"""Series: what is stated of one quantity of one place over time, every source side by side."""

from __future__ import annotations

import pandas as pd

from study.analyse.claims_same import comparable
from study.analyse.corpus import Study
from study.analyse.readings import readings
from study.model import Status

COLUMNS = (
    "series",
    "place",
    "industry",
    "indicator",
    "subject",
    "nature",
    "unit",
    "status",
    "start",
    "end",
    "as_of",
    "qualifier",
    "value",
    "interval_low",
    "interval_high",
    "stated",
    "sources_of_point",
    "fact_ids",
    "sources",
)
_KEY = ["place", "industry", "indicator", "core", "unit", "nature"]


def series(study: Study) -> pd.DataFrame:
    """One series per place, segment, measure and kind of number.

    Levels that stand on a day, amounts that accrue over a period and cumulative counts are series
    of their own, and so are actual numbers and targets. Numbers of no place are left out, and
    those of codes that say neither by themselves nor by a subject what they count.

    Args:
        study: Tables and articles.

    Returns:
        Columns as in `COLUMNS`, one row per fact, sorted by series and time. `series` names place,
        segment, indicator, what the subject adds, unit, nature and status. `nature` is "stock",
        "flow" or "cumulative"; `as_of` is the day a standing number is true of. Bounds are in
        `unit`. `sources_of_point` counts the facts of the same series, period and day.
    """
    rows = comparable(readings(study))
    rows = rows[(rows.event == "") & (rows.place != "")]
    ahead = rows.status.where(rows.status == Status.ACTUAL, Status.TARGET)
    parts = [rows[name].astype(str) for name in _KEY]
    names = ["|".join(each) for each in zip(*parts, ahead, strict=True)]
    frame = rows.assign(
        series=pd.Series(names, rows.index, dtype="str"),
        fact_ids=pd.Series([[fact] for fact in rows.fact_id], rows.index, dtype="object"),
        sources=pd.Series([[source] for source in rows.source], rows.index, dtype="object"),
    )
    point = [frame.series, frame["first"], frame["last"]]
    frame["sources_of_point"] = frame.groupby(point, dropna=False).series.transform("size")
    order = ["series", "first", "last", "label", "raw_start"]
    return frame.sort_values(order, kind="stable", ignore_index=True)[list(COLUMNS)]
