"""Growth as stated, as implied by stated levels, and as needed to reach stated targets.

Which levels may be set against each other:

- same place, segment and unit, and the same indicator; failing that, two indicators of the
  same family in `FAMILIES`, and then the row says `mixed_indicators`;
- a number whose segment is not stated is taken for the only segment stated of that place and
  measure, and then the row says `segment_assumed`; where several are stated, it stays apart;
- amounts of money when both are those of whole calendar years, counts of firms on any two days;
  nothing else: months, several years and undated levels have no yearly growth;
- a floor or ceiling (不少于, 最高) is no level to count from; a floor may be a target;
- a level is set against the latest earlier one, a target against the latest actual level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from study.analyse.firms import firms
from study.analyse.intervals import Interval, exactly, plausible_bounds
from study.analyse.scale import LEVELS, scale
from study.analyse.statements import sources_of
from study.analyse.tables import TableRow, rows_of
from study.lexicon.loader import data
from study.model import Qualifier, Status

# Press articles use the scale of an industry and its revenue for one another.
FAMILIES = {"industry_scale": "turnover", "revenue": "turnover"}

COLUMNS = (
    "kind",
    "place",
    "industry",
    "indicator",
    "base_indicator",
    "mixed_indicators",
    "segment_assumed",
    "measure",
    "from_year",
    "to_year",
    "years",
    "value",
    "low",
    "high",
    "qualifier",
    "stated",
    "fact_ids",
    "sources",
)
AVERAGE, YEARLY = "年均", "同比"  # codes of `of`, in the guide
_MEASURES = {AVERAGE: "average", YEARLY: "yoy"}
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Level:
    """A point of a series with all that was stated of it.

    Attributes:
        indicator: What it measures.
        at: Day it is true of; for a year's flow the year's last day.
        bounds: All plausible values, over all sources.
        floor: The least that a target asks for.
        open: Whether the target asks for more than `floor`.
        rows: Rows of statements it rests on.
    """

    indicator: str
    at: pd.Timestamp
    bounds: Interval
    floor: Interval
    open: bool
    rows: pd.DataFrame


def growth(facts: pd.DataFrame) -> pd.DataFrame:
    """Set stated growth beside implied and needed growth.

    Args:
        facts: A table of facts.

    Returns:
        Columns as in `COLUMNS`, sorted by place, segment, indicator and kind. `kind` is "stated",
        "implied" (between two actual levels) or "needed" (from the last actual level to a
        target). `value`, `low` and `high` are percent, `value` being the middle where it is not
        stated: percent a year where `measure` is "average" or "yoy", in all where it is "total"
        (less than a year lies between), not told where it is "". `years` is the time between the
        levels. A needed growth of qualifier "over" is the least that the target asks for.
    """
    rows = [*_stated(facts), *_between(facts)]
    frame = pd.DataFrame(rows, columns=pd.Index(COLUMNS))
    frame = frame.astype(dict.fromkeys(("value", "low", "high", "years"), float))
    frame = frame.astype(
        {
            "from_year": "Int64",
            "to_year": "Int64",
            "mixed_indicators": bool,
            "segment_assumed": bool,
        }
    )
    order = ["place", "industry", "indicator", "kind", "to_year", "from_year", "low"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def rate(base: Interval, level: Interval, years: float) -> Interval:
    """Compound growth a year that leads from one level to another.

    Args:
        base: Level at the start, above zero.
        level: Level at the end, in the same unit.
        years: Time between, above zero.

    Returns:
        Percent a year.
    """
    ratio = (level / base) ** (1 / years)
    return (ratio - exactly(1)) * exactly(100)


def _stated(facts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of growth rates given in percent of a place's level."""
    stated = (facts.indicator == "growth_rate") & (facts.unit == "%") & (facts.counter == "")
    rates = facts[stated & (facts.place != "")]
    sources = sources_of(rates)
    named = measured(rates, facts)
    for fact, indicator, source in zip(rows_of(rates), named, sources, strict=True):
        bounds = plausible_bounds(fact.value, fact.qualifier, fact.low, fact.high)
        measure = _MEASURES.get(fact.of, "")
        first = fact.start.year - 1 if pd.notna(fact.start) else pd.NA
        last = fact.end.year if pd.notna(fact.end) else pd.NA
        yield {
            "kind": "stated",
            "place": fact.place,
            "industry": fact.industry,
            "indicator": indicator,
            "base_indicator": indicator,
            "mixed_indicators": False,
            "segment_assumed": False,
            "measure": measure,
            "from_year": first,
            "to_year": last,
            "years": last - first if pd.notna(first) and pd.notna(last) else float("nan"),
            "value": fact.value,
            "low": bounds.low,
            "high": bounds.high,
            "qualifier": fact.qualifier,
            "stated": fact.stated,
            "fact_ids": [fact.fact_id],
            "sources": [source],
        }


def measured(rates: pd.DataFrame, facts: pd.DataFrame | None = None) -> pd.Series:
    """Codes of the levels that rates of growth speak of.

    A rate whose subject names one level speaks of it. Where subjects name several ("revenue and
    output grew by 10 % and 16.6 %"), the rates of that sentence that name the same ones speak of
    them in turn, if there are as many. A rate whose subject names nothing
    (产值2500亿元，同比增长10%) speaks of the level that stands before it in its sentence.

    Args:
        rates: A table of facts, those of rates.
        facts: The table they are taken from, or None to go by subjects alone.

    Returns:
        A code of `LEVELS` for each row, "" where the subject leaves it open.
    """
    codes = pd.Series("", rates.index, dtype="str")
    lists = rates.subject.map(_levels_named)
    for _, rows in rates.groupby([rates.doc, rates.sentence_start, lists]):
        order = rows.raw_start.sort_values().index
        named: tuple[str, ...] = lists[order[0]]
        if len(named) in (1, len(order)):
            turn = named * (len(order) // len(named))
            codes = codes.mask(codes.index.isin(order), pd.Series(turn, order))
    return codes if facts is None else codes.mask(codes == "", _level_before(rates, facts))


def _level_before(rates: pd.DataFrame, facts: pd.DataFrame) -> pd.Series:
    """Code of the level that is the last number before a rate in its sentence, else "".

    Only for rates whose subject says nothing but that something grew.
    """
    words = data("indicators")["growth_words"]
    bare = rates.subject.str.replace("|".join(map(re.escape, words)), "", regex=True) == ""
    ordered = facts.sort_values(["doc", "raw_start"])
    before = ordered.shift(1).reindex(rates.index)
    same = (before.doc == rates.doc) & (before.sentence_start == rates.sentence_start)
    level = before.indicator.isin(LEVELS) & (before.place == rates.place)
    return before.indicator.where(bare & same & level, "").fillna("").astype("str")


def _levels_named(subject: str) -> tuple[str, ...]:
    """Codes of the levels that a subject names, each once, in the order of their names."""
    words = data("indicators")["money"]
    code_of = {word: code for code in LEVELS for word in words[code]}
    longest_first = sorted(code_of, key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, longest_first)), subject)
    return tuple(dict.fromkeys(code_of[word] for word in found))


def _between(facts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of growth between two levels, implied or needed."""
    stated = with_segments(pd.concat([scale(facts), firms(facts)], ignore_index=True))
    for (place, industry, _, _), rows in stated.groupby(["place", "industry", "family", "unit"]):
        head = {"place": place, "industry": industry}
        bounded = rows.interval_high < float("inf")
        actual = levels_of(rows[(rows.status == Status.ACTUAL) & bounded])
        aims = levels_of(rows[rows.status != Status.ACTUAL])
        for kind, levels in (("implied", actual), ("needed", aims)):
            for level in levels:
                base = base_of(level, actual)
                if base is not None:
                    yield head | _pair(kind, base, level)


def with_segments(rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows their `family`, and the segment of their place and family if only one is named.

    Returns:
        A copy; `assumed` tells where the segment is not stated of the row itself.
    """
    family = rows.indicator.replace(FAMILIES)
    named = rows.industry.mask(rows.industry == "").groupby([rows.place, family, rows.unit])
    only = named.transform("first").where(named.transform("nunique") == 1, "").fillna("")
    assumed = (rows.industry == "") & (only != "")
    industry = rows.industry.where(~assumed, only)
    return rows.assign(family=family, assumed=assumed, industry=industry)


def levels_of(rows: pd.DataFrame) -> list[Level]:
    """Join the sources of each point that a yearly growth can rest on, in order of time.

    Args:
        rows: Statements of one place, segment, family and unit.
    """
    whole_year = (
        (rows.start.dt.strftime("%m-%d") == "01-01")
        & (rows.end.dt.strftime("%m-%d") == "12-31")
        & (rows.start.dt.year == rows.end.dt.year)
    )
    stock = ~rows.indicator.isin(LEVELS) & rows.end.notna()
    usable = rows[(whole_year | stock) & (rows.interval_low > 0)]
    levels = [_level(group) for _, group in usable.groupby(["indicator", "end"])]
    return sorted(levels, key=lambda level: (level.at, level.indicator))


def _level(rows: pd.DataFrame) -> Level:
    return Level(
        indicator=rows.indicator.iloc[0],
        at=rows.end.iloc[0],
        bounds=Interval(rows.interval_low.min(), rows.interval_high.max()),
        floor=Interval(rows.interval_low.min(), rows.interval_low.max()),
        open=bool(rows.qualifier.isin([Qualifier.OVER, Qualifier.AT_LEAST]).any()),
        rows=rows,
    )


def base_of(level: Level, actual: list[Level]) -> Level | None:
    """The latest earlier actual level, of the same indicator if there is one."""
    earlier = [each for each in actual if each.at < level.at]
    same = [each for each in earlier if each.indicator == level.indicator]
    found = same or earlier
    return found[-1] if found else None


def _pair(kind: str, base: Level, level: Level) -> dict[str, Any]:
    """Row of the growth from one level to another."""
    flow = level.indicator in LEVELS
    years = level.at.year - base.at.year if flow else (level.at - base.at).days / _DAYS_A_YEAR
    reached = level.floor if kind == "needed" else level.bounds
    bounds = rate(base.bounds, reached, max(years, 1))
    rows = pd.concat([base.rows, level.rows])
    return {
        "kind": kind,
        "indicator": level.indicator,
        "base_indicator": base.indicator,
        "mixed_indicators": base.indicator != level.indicator,
        "segment_assumed": bool(rows.assumed.any()),
        "measure": _measure(years),
        "from_year": base.at.year,
        "to_year": level.at.year,
        "years": years,
        "value": (bounds.low + bounds.high) / 2,
        "low": bounds.low,
        "high": bounds.high,
        "qualifier": _qualifier(kind, bounds, level),
        "stated": " → ".join(dict.fromkeys(rows.stated)),
        "fact_ids": list(dict.fromkeys(fact for ids in rows.fact_ids for fact in ids)),
        "sources": list(dict.fromkeys(source for each in rows.sources for source in each)),
    }


def _measure(years: float) -> str:
    if years < 1:
        return "total"
    return "yoy" if years == 1 else "average"


def _qualifier(kind: str, bounds: Interval, level: Level) -> Qualifier:
    if bounds.low < bounds.high:
        return Qualifier.RANGE
    return Qualifier.OVER if kind == "needed" and level.open else Qualifier.EXACT


def backcast(facts: pd.DataFrame) -> pd.DataFrame:
    """Levels of the year before a stated growth, counted back from the level at its end.

    An average of 10 % over 2021 to 2023 that ends at 910 leads back over three years to the level
    of 2020.

    Args:
        facts: A table of facts.

    Returns:
        Columns place, industry, indicator, unit, base_year, low, high (in the unit), rate_low,
        rate_high (percent), years, fact_ids and sources of the rate and the level.
    """
    rates = pd.DataFrame(_stated(facts), columns=pd.Index(COLUMNS))
    levels = with_segments(scale(facts))
    levels = levels[levels.status == Status.ACTUAL]
    rates = rates[rates.measure.isin(list(_MEASURES.values())) & rates.years.notna()]
    levels = levels.assign(year=levels.year.astype("Int64"))
    rates = rates.assign(to_year=rates.to_year.astype("Int64"))
    keys = ["place", "industry", "indicator"]
    pairs = rates.merge(
        levels, left_on=[*keys, "to_year"], right_on=[*keys, "year"], suffixes=("_rate", "")
    )
    columns = [*keys, "unit", "base_year", "low", "high", "rate_low", "rate_high", "years"]
    rows = [_counted_back(pair) for pair in rows_of(pairs)]
    return pd.DataFrame(rows, columns=pd.Index([*columns, "fact_ids", "sources"]))


def _counted_back(pair: TableRow) -> dict[str, Any]:
    factor = (exactly(1) + Interval(pair.low, pair.high) / exactly(100)) ** pair.years
    base = Interval(pair.interval_low, pair.interval_high) / factor
    return {
        "place": pair.place,
        "industry": pair.industry,
        "indicator": pair.indicator,
        "unit": pair.unit,
        "base_year": pair.from_year,
        "low": base.low,
        "high": base.high,
        "rate_low": pair.low,
        "rate_high": pair.high,
        "years": pair.years,
        "fact_ids": [*pair.fact_ids_rate, *pair.fact_ids],
        "sources": list(dict.fromkeys([*pair.sources_rate, *pair.sources])),
    }
