"""Claims on growth: a stated rate against the levels at both ends of its period."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from study.analyse.claim import (
    Claim,
    Side,
    Verdict,
    in_words,
    judge,
    measure_words,
    span_words,
    stated,
    told,
)
from study.analyse.claims_same import comparable
from study.analyse.growth import AVERAGE, YEARLY, measured, rate
from study.analyse.intervals import Interval, exactly
from study.analyse.readings import Nature
from study.analyse.scale import LEVELS
from study.analyse.tables import TableRow, rows_of
from study.analyse.wording import value_of, years
from study.lexicon.loader import data
from study.model import Status


def growth_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Every stated rate of growth whose levels are stated too.

    A rate over the year before (同比) is set against the level of its period and that of the same
    period a year earlier, an average (年均) against the years at its ends. Where the level at the
    end and one in between are stated, the average binds neither, and the claim says so.
    """
    rates = facts[(facts.indicator == "growth_rate") & facts.of.isin([AVERAGE, YEARLY])]
    rates = rates[(rates.place != "") & rates.start.notna() & rates.end.notna()]
    rates = rates[rates.status == Status.ACTUAL]
    named = rates.assign(measure=measured(rates, facts))
    rows = comparable(facts)
    levels = rows[
        rows.indicator.isin(LEVELS)
        & (rows.nature == Nature.FLOW)
        & (rows.status == Status.ACTUAL)
        & (rows.interval_low > 0)
    ]
    for fact in rows_of(named[named.measure != ""]):
        yield from _of_rate(fact, _of_place(levels, fact), language)


def _of_place(levels: pd.DataFrame, fact: TableRow) -> pd.DataFrame:
    """Levels of the rate's place, segment and family of measures, its own measure first."""
    families = data("claims")["families"]
    family = families.get(fact.measure, fact.measure)
    same: pd.DataFrame = levels[
        (levels.place == fact.place)
        & (levels.industry == fact.industry)
        & (levels.family == family)
    ]
    return same.assign(other=same.indicator != fact.measure).sort_values(["other", "start"])


def _of_rate(fact: TableRow, levels: pd.DataFrame, language: str) -> Iterator[Claim]:
    first, last = _ends(fact)
    level = _at(levels[levels.indicator == fact.measure], *last)
    base = _at(levels, *first)
    if level is None:
        return
    if base is not None:
        yield _direct(fact, base, level, language)
        return
    between = levels[(levels.start > first[0]) & (levels.end < last[0]) & _whole_years(levels)]
    if fact.of == AVERAGE and len(between):
        yield _average(fact, next(rows_of(between)), level, language)


def _ends(fact: TableRow) -> tuple[tuple[pd.Timestamp, pd.Timestamp], ...]:
    """Periods of the levels that a rate leads from and to."""
    year = pd.DateOffset(years=1)
    if fact.of == YEARLY:
        return (fact.start - year, fact.end - year), (fact.start, fact.end)
    last = (pd.Timestamp(fact.end.year, 1, 1), pd.Timestamp(fact.end.year, 12, 31))
    return (fact.start - year, fact.start - pd.DateOffset(days=1)), last


def _at(levels: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> TableRow | None:
    found = levels[(levels.start == start) & (levels.end == end)]
    return None if found.empty else next(rows_of(found.head(1)))


def _whole_years(levels: pd.DataFrame) -> pd.Series:
    whole: pd.Series = (levels.start.dt.strftime("%m%d") == "0101") & (
        levels.end.dt.strftime("%m%d") == "1231"
    )
    return whole


def implied_growth(base: TableRow, level: TableRow) -> Side:
    """Growth a year between two levels of money, as a side of a claim."""
    span = max(level.end.year - base.end.year, 1)
    bounds, near, wider = (
        rate(
            Interval(getattr(base, f"{kind}_low"), getattr(base, f"{kind}_high")),
            Interval(getattr(level, f"{kind}_low"), getattr(level, f"{kind}_high")),
            span,
        )
        for kind in ("interval", "near", "wider")
    )
    return Side(bounds, near, wider, "%", True, base.end, level.end, (base, level))


def _direct(fact: TableRow, base: TableRow, level: TableRow, language: str) -> Claim:
    left, right = implied_growth(base, level), stated(fact)
    verdict = judge(left, right)
    if base.indicator != level.indicator and verdict == Verdict.CONFLICT:
        verdict = Verdict.CANNOT_TELL
    form = "mixed" if verdict == Verdict.CANNOT_TELL else verdict
    words = told(f"growth_{form}", language, **_slots(fact, base, level, left, language))
    return Claim("growth", verdict, "=", left, right, words, level, (fact, base, level))


def _slots(
    fact: TableRow, base: TableRow, level: TableRow, left: Side, language: str
) -> dict[str, str]:
    return {
        "base": in_words(base, language),
        "level": in_words(level, language),
        "implied": span_words(left.bounds, "%", language),
        "rate": value_of(fact, language),
        "base_measure": measure_words(base, language),
        "level_measure": measure_words(level, language),
    }


def _average(fact: TableRow, base: TableRow, level: TableRow, language: str) -> Claim:
    left, right = implied_growth(base, level), stated(fact)
    first, last = fact.start.year - 1, fact.end.year
    factor = (exactly(1) + right.bounds / exactly(100)) ** (last - first)
    words = told(
        "growth_average",
        language,
        **_slots(fact, base, level, left, language),
        years=years(first + 1, last),
        back_year=first,
        back=span_words(stated(level).bounds / factor, level.unit, language),
    )
    facts = (fact, base, level)
    return Claim("growth", Verdict.CANNOT_TELL, "=", left, right, words, level, facts)
