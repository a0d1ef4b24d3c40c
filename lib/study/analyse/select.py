"""Narrows a table of facts to a place, a segment and a span of years."""

from __future__ import annotations

import pandas as pd

from study.lexicon.places import gazetteer


def select(
    facts: pd.DataFrame,
    place: str = "",
    industry: str = "",
    first_year: int | None = None,
    last_year: int | None = None,
) -> pd.DataFrame:
    """Keep the facts that speak of a place, a segment and a span of years.

    Args:
        facts: A table with columns place, industry, start, end.
        place: Place to keep, with all places that lie in it; "" keeps every place.
        industry: Segment to keep; "" keeps every segment.
        first_year: Earliest year that a fact's period may reach into, or None.
        last_year: Latest year, likewise. Facts without a period are kept.

    Returns:
        The rows kept, in their order.
    """
    kept = pd.Series(data=True, index=facts.index)
    if place:
        inside = {each for each in facts.place.unique() if gazetteer().within(each, place)}
        kept &= facts.place.isin(inside)
    if industry:
        kept &= facts.industry == industry
    if first_year is not None:
        kept &= facts.end.isna() | (facts.end.dt.year >= first_year)
    if last_year is not None:
        kept &= facts.start.isna() | (facts.start.dt.year <= last_year)
    return facts[kept].reset_index(drop=True)


def behind(facts: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The facts that the rows of a table rest on, in the order of the facts.

    Args:
        facts: The table of facts.
        rows: A table with a column `fact_ids`.
    """
    ids = {fact for each in rows.fact_ids for fact in each}
    return facts[facts.fact_id.isin(ids)].reset_index(drop=True)
