"""Shares as stated, the wholes that they imply, and what is stated of those wholes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from study.analyse.claims_same import comparable
from study.analyse.claims_shares import Whole, before_new, new_within, of_quantity, wholes
from study.analyse.corpus import Study
from study.analyse.readings import Nature, readings
from study.analyse.tables import TableRow, rows_of, with_days
from study.model import Qualifier, Status

COLUMNS = (
    "kind",
    "place",
    "whole",
    "industry",
    "indicator",
    "unit",
    "start",
    "end",
    "value",
    "interval_low",
    "interval_high",
    "qualifier",
    "status",
    "stated",
    "part_stated",
    "part_value",
    "part_qualifier",
    "subject",
    "fact_ids",
    "sources",
)
SHARE, IMPLIED, STATED = "share", "implied", "stated"


def part_shares(study: Study, facts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Shares of places around, with their wholes.

    Args:
        study: Tables and articles; wholes are looked for in all of them.
        facts: Rows of its facts whose shares to take; all where none are given.

    Returns:
        Columns as in `COLUMNS`. `kind` is "share" (in percent, `place` being the part's and
        `whole` the place it is of), "implied" (a part divided by its share, or a cumulative count
        less its new ones) or "stated" (the whole as an article states it); the latter two are in
        the unit of the part, and `place` is the whole. Sorted by whole, indicator and day.
    """
    read = readings(study)
    kept = set(study.facts.fact_id if facts is None else facts.fact_id)
    found = [whole for whole in wholes(read) if whole.share.fact_id in kept]
    rows = [*map(_share, found), *map(_implied, found), *_stated(found, comparable(read))]
    unique = {(row["kind"], *row["fact_ids"], row["whole"]): row for row in rows}
    frame = pd.DataFrame(list(unique.values()), columns=pd.Index(COLUMNS))
    numbers = ("value", "interval_low", "interval_high", "part_value")
    frame = with_days(frame.astype(dict.fromkeys(numbers, float)), ("start", "end"))
    order = ["kind", "whole", "indicator", "industry", "end", "place", "value"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def _share(whole: Whole) -> dict[str, Any]:
    share, part = whole.share, whole.part
    return {
        **_of(part),
        "kind": SHARE,
        "place": part.place,
        "whole": whole.place,
        "unit": "%",
        "start": whole.side.start,
        "end": whole.side.end,
        "value": share.value,
        "interval_low": share.interval_low,
        "interval_high": share.interval_high,
        "qualifier": share.qualifier,
        "stated": share.stated,
        "part_stated": part.stated,
        "part_value": part.value,
        "part_qualifier": part.qualifier,
        "fact_ids": [part.fact_id, share.fact_id],
        "sources": [share.source],
    }


def _of(part: TableRow) -> dict[str, Any]:
    """What the rows of one quantity share."""
    blank = dict.fromkeys(("stated", "part_stated", "part_qualifier"), "")
    return blank | {
        "industry": part.industry,
        "indicator": part.indicator,
        "subject": part.subject,
        "status": str(Status.ACTUAL),
        "part_value": float("nan"),
    }


def _implied(whole: Whole) -> dict[str, Any]:
    side = whole.side
    ids = [whole.part.fact_id, whole.share.fact_id]
    return _computed(whole.part, whole.place, side, ids, [whole.share.source])


def _computed(
    about: TableRow,
    place: str,
    side: Any,  # noqa: ANN401 - a side of a claim
    ids: list[str],
    sources: list[str],
) -> dict[str, Any]:
    bounds = side.bounds
    ranged = bounds.low < bounds.high
    return {
        **_of(about),
        "kind": IMPLIED,
        "place": place,
        "whole": place,
        "unit": side.unit,
        "start": side.start,
        "end": side.end,
        "value": (bounds.low + bounds.high) / 2,
        "interval_low": bounds.low,
        "interval_high": bounds.high,
        "qualifier": str(Qualifier.RANGE if ranged else Qualifier.EXACT),
        "fact_ids": ids,
        "sources": sources,
    }


def _stated(found: list[Whole], rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What articles state of the wholes, and what these were before their new ones came."""
    for whole in found:
        for row in rows_of(of_quantity(whole.part, rows, whole.place)):
            yield _as_stated(row)
            new = new_within(row, rows) if row.nature == Nature.CUMULATIVE else None
            if new is not None:
                side = before_new(row, new)
                ids = [row.fact_id, new.fact_id]
                sources = list(dict.fromkeys((row.source, new.source)))
                yield _computed(row, row.place, side, ids, sources)


def _as_stated(row: TableRow) -> dict[str, Any]:
    day = row.as_of if pd.notna(row.as_of) else row.start
    return {
        **_of(row),
        "kind": STATED,
        "place": row.place,
        "whole": row.place,
        "unit": row.unit,
        "start": day,
        "end": row.as_of if pd.notna(row.as_of) else row.end,
        "value": row.value,
        "interval_low": row.interval_low,
        "interval_high": row.interval_high,
        "qualifier": row.qualifier,
        "stated": row.stated,
        "fact_ids": [row.fact_id],
        "sources": [row.source],
    }
