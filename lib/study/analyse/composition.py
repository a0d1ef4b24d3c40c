"""What output and investment of a year are made of, segment by segment, as stated."""

from __future__ import annotations

import pandas as pd

from study.analyse.scale import scale
from study.lexicon.figures import is_duration
from study.lexicon.loader import data
from study.model import Qualifier, Status

MEASURES = ("output_value", "fixed_asset_investment")


def composition(facts: pd.DataFrame) -> pd.DataFrame:
    """Stated output and investment of the year of which most is stated, by place and segment.

    A bound said of every one of several years (连续4年超过120亿) gives a row for each of them.
    Segments may overlap, so nothing is added up.

    Args:
        facts: A table of facts.

    Returns:
        Rows of `study.analyse.statements.statements` with `each_year` (whether the row is a bound
        of several years) and `year`, the year of the row. For each place the year with most
        segments of output, the latest of equals, is kept; bounds of several years that hold for
        it are kept for all of them.
    """
    rows: pd.DataFrame = scale(facts)
    rows = rows[rows.indicator.isin(MEASURES) & (rows.status == Status.ACTUAL) & rows.end.notna()]
    whole = rows.start.dt.strftime("%m-%d").eq("01-01") & rows.end.dt.strftime("%m-%d").eq("12-31")
    rows = rows[whole]
    several = rows.start.dt.year < rows.end.dt.year
    named = rows.subject.map(_of_every_year).astype(bool)
    each = rows[several & named & _is_bound(rows)]
    single = rows[~several].assign(each_year=False)
    main = _main_years(single)
    kept = single[single.year == single.place.map(main)]
    parts: list[pd.DataFrame] = [kept, _spread(each, main)]
    frame = pd.concat(parts, ignore_index=True).astype({"each_year": bool})
    order = ["place", "indicator", "each_year", "year", "industry", "point"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def _of_every_year(subject: str) -> bool:
    return data("claims")["every_year"] in subject or is_duration(subject)


def _is_bound(rows: pd.DataFrame) -> pd.Series:
    bounds = [Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.NEARLY, Qualifier.AT_MOST]
    return rows.qualifier.isin(bounds)


def _main_years(rows: pd.DataFrame) -> dict[str, int]:
    """For each place the year of which most segments of output are stated."""
    counts = rows.groupby(["place", "year"]).industry.nunique().reset_index()
    best = counts.sort_values(["place", "industry", "year"]).groupby("place").tail(1)
    return dict(zip(best.place, best.year.astype(int), strict=True))


def _spread(rows: pd.DataFrame, main: dict[str, int]) -> pd.DataFrame:
    """A row for each year of bounds that hold for the main year of their place."""
    parts = [rows.iloc[:0].assign(each_year=True)]
    for _, row in rows.iterrows():
        years = range(row.start.year, row.end.year + 1)
        if main.get(row.place) in years:
            parts += [
                pd.DataFrame([row]).assign(
                    year=year,
                    start=pd.Timestamp(year, 1, 1),
                    end=pd.Timestamp(year, 12, 31),
                    each_year=True,
                )
                for year in years
            ]
    return pd.concat(parts, ignore_index=True).astype(rows.dtypes.to_dict())
