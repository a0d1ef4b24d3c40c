"""Claims on the same quantity: stated twice, on two days, or as a bound for several years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import pandas as pd

from study.analyse.claim import (
    Claim,
    Verdict,
    in_words,
    judge,
    measure_words,
    stated,
    told,
)
from study.analyse.readings import Nature
from study.analyse.tables import TableRow, rows_of
from study.analyse.wording import spread, years
from study.lexicon.loader import alternation, data
from study.model import Status

_SCOPE = ["place", "event", "unit", "status", "nature", "of"]
_PERIOD = ["first", "last"]
_TOLD_APART = 3  # significant digits from which equal numbers are hardly equal by chance


def comparable(facts: pd.DataFrame) -> pd.DataFrame:
    """Facts that may be set against others of their kind.

    Left out are numbers of no place and no event, of no day, and of codes that measure an
    occasion; a code that does not itself say what is counted needs a subject that does.

    Args:
        facts: A table of `study.analyse.readings`.

    Returns:
        The rows, with `family` (codes that articles use for one another), `first` and `last` (the
        period, for standing numbers the day) and `period` as text.
    """
    known = data("claims")
    placed = (facts.place != "") | (facts.event != "")
    named = facts.indicator.isin(known["specific"]) | (facts.core != "")
    # A growth rate or share is one of the number it stands beside; see the rules for these.
    rates = facts.indicator.isin(["growth_rate", "share"])
    kept: pd.DataFrame = facts[placed & named & facts.end.notna() & ~rates & ~_of_one_firm(facts)]
    kept = kept[~kept.indicator.isin(known["apart"])]
    return kept.assign(
        family=kept.indicator.replace(known["families"]),
        first=kept.as_of.fillna(kept.start),
        last=kept.end,
    )


def _of_one_firm(facts: pd.DataFrame) -> pd.Series:
    """Tell amounts that a clause gives of one firm; what they are part of, they do not tell."""
    names = alternation(data("claims")["firm_names"])
    money = facts.indicator.isin(list(data("indicators")["money"]))
    beside: pd.Series = money & (facts.clause + facts.subject).str.contains(names)
    return beside


def same_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Every quantity that is stated more than once.

    Numbers are the same quantity if place, event, indicator, segment, unit, kind of number, period
    and subject are, and different articles state them. An article that gives two numbers means two
    things; then only what bears another article's number out tells anything. One claim for each
    quantity sets its least statement against its greatest.
    """
    keys = [*_SCOPE, "indicator", "industry", "core", *_PERIOD]
    for _, rows in _bounding(comparable(facts)).groupby(keys, dropna=False):
        if rows.doc.nunique() > 1:
            told = list(rows_of(_of_one_meaning(rows)))
            if len({row.doc for row in told}) > 1:
                low, *_, high = told
                yield _pair("same", low, high, tuple(told), language)


def _of_one_meaning(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements of one quantity, the least first, without articles that give it two numbers."""
    ends = rows.groupby("doc").agg(low=("near_high", "min"), high=("near_low", "max"))
    single = ends.index[ends.high <= ends.low]  # all numbers of the article can be one
    kept = rows[rows.doc.isin(single)].drop_duplicates(["doc", "value", "qualifier"])
    return kept.sort_values(["interval_low", "interval_high", "label", "raw_start"])


def _bounding(facts: pd.DataFrame) -> pd.DataFrame:
    """Leave out bounds said of every one of several years, which have a rule of their own."""
    return facts[~_every_year(facts)]


def _every_year(facts: pd.DataFrame) -> pd.Series:
    word = data("claims")["every_year"]
    several = facts.start.dt.year < facts.end.dt.year
    flow = facts.nature == Nature.FLOW
    said: pd.Series = several & flow & facts.clause.str.contains(word, regex=False)
    return said


def _pair(
    rule: str, one: TableRow, other: TableRow, facts: tuple[TableRow, ...], language: str
) -> Claim:
    """A claim that two statements are of one number."""
    left, right = stated(one), stated(other)
    verdict = judge(left, right)
    form = "doubt" if verdict == Verdict.CANNOT_TELL else verdict
    words = told(
        f"same_{form}", language, left=in_words(one, language), right=in_words(other, language)
    )
    return Claim(rule, verdict, "=", left, right, words, one, facts)


def alike_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Quantities that differ in one respect that articles are careless of.

    Either the measures are of one family (an industry's scale and its revenue), or one of the
    numbers names no segment, or subjects differ in wording while the number is the same to three
    digits or more. Overlapping numbers agree; others tell nothing.
    """
    rows = _bounding(comparable(facts))
    for _, group in rows.groupby([*_SCOPE, "family", *_PERIOD], dropna=False):
        for one, other in combinations(rows_of(group), 2):
            claim = _alike(one, other, language)
            if claim is not None:
                yield claim


def _alike(one: TableRow, other: TableRow, language: str) -> Claim | None:
    left, right = stated(one), stated(other)
    agree = judge(left, right) == Verdict.AGREE
    mixed = one.indicator != other.indicator
    unnamed = (one.industry == "") != (other.industry == "")
    reworded = one.core != other.core
    if one.industry != other.industry and not unnamed:
        return None
    if [mixed, unnamed, reworded].count(True) != 1:
        return None
    if reworded and not (agree and _distinctive(one) and one.value == other.value):
        return None
    if not agree and (one.doc == other.doc or one.indicator not in data("claims")["specific"]):
        return None  # an article that gives two numbers means two things
    verdict = Verdict.AGREE if agree else Verdict.CANNOT_TELL
    form = f"alike_{verdict.replace(' ', '_')}" if mixed or agree else "alike_segment"
    words = told(
        form,
        language,
        left_measure=measure_words(one, language),
        right_measure=measure_words(other, language),
        left=in_words(one, language),
        right=in_words(other, language),
    )
    return Claim("alike", verdict, "=", left, right, words, one, (one, other))


def _distinctive(fact: TableRow) -> bool:
    digits = f"{fact.value:.12g}".replace(".", "").split("e")[0].strip("0")
    return len(digits) >= _TOLD_APART


def later_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Standing numbers of one quantity on two days, each with the next.

    A cumulative count may not fall. Any other may: then nothing follows, and only statements of
    different articles are worth putting side by side.
    """
    rows = comparable(facts)
    rows = rows[rows.as_of.notna() & (rows.status == Status.ACTUAL)]
    keys = ["place", "event", "unit", "indicator", "nature", "core"]
    for _, group in rows.groupby(keys, dropna=False):
        for of_segment in _by_segment(group):
            days = of_segment.sort_values(["as_of", "label", "raw_start"])
            firsts = days.drop_duplicates("as_of")
            for one, other in pairwise(rows_of(firsts)):
                if one.nature == Nature.CUMULATIVE:
                    yield _not_falling(one, other, language)
                elif one.doc != other.doc:
                    yield _moved(one, other, language)


def _by_segment(group: pd.DataFrame) -> Iterable[pd.DataFrame]:
    """Numbers of one segment; those without join the only segment that is named."""
    named = sorted(set(group.industry) - {""})
    if len(named) < 2:
        return [group]
    return [group[group.industry == segment] for segment in [*named, ""]]


def _not_falling(one: TableRow, other: TableRow, language: str) -> Claim:
    left, right = stated(one), stated(other)
    verdict = judge(left, right, "≤")
    form = "doubt" if verdict == Verdict.CANNOT_TELL else verdict
    words = told(
        f"later_{form}", language, left=in_words(one, language), right=in_words(other, language)
    )
    return Claim("later", verdict, "≤", left, right, words, one, (one, other))


def _moved(one: TableRow, other: TableRow, language: str) -> Claim:
    left, right = stated(one), stated(other)
    change = right.bounds - left.bounds
    words = told(
        "later_stock",
        language,
        left=in_words(one, language),
        right=in_words(other, language),
        change=spread(change.low, change.high, one.unit, language),
    )
    return Claim("later", Verdict.CANNOT_TELL, "=", left, right, words, one, (one, other))


def every_year_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """A bound said of each of several years (连续4年超过120亿) against the number of one year."""
    rows = comparable(facts)
    bounds = rows[_every_year(rows)]
    others = rows[~_every_year(rows) & (rows.nature == Nature.FLOW)]
    for bound in rows_of(bounds):
        same = others[
            (others.place == bound.place)
            & (others.indicator == bound.indicator)
            & (others.industry == bound.industry)
            & (others.unit == bound.unit)
            & (others.status == bound.status)
            & (others.start.dt.year == others.end.dt.year)
            & (others.start.dt.strftime("%m-%d") == "01-01")
            & (others.end.dt.strftime("%m-%d") == "12-31")
            & (others.start >= bound.start)
            & (others.end <= bound.end)
        ]
        for value in rows_of(same):
            yield _bounded(bound, value, language)


def _bounded(bound: TableRow, value: TableRow, language: str) -> Claim:
    left, right = stated(value), stated(bound)
    verdict = judge(left, right)
    if verdict != Verdict.AGREE and bound.bound_low <= value.value <= bound.bound_high:
        verdict = Verdict.AGREE  # over 120 each year is a floor for all of them, not a number
    form = "doubt" if verdict == Verdict.CANNOT_TELL else verdict
    words = told(
        f"every_year_{form}",
        language,
        bound=in_words(bound, language),
        years=years(bound.start.year, bound.end.year),
        value=in_words(value, language),
    )
    return Claim("every_year", verdict, "=", left, right, words, value, (value, bound))
