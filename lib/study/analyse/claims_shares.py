"""Claims on shares: part ÷ share = whole, set against what is stated of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

import pandas as pd

from study.analyse.claim import (
    Claim,
    Side,
    Verdict,
    counted_words,
    day_of,
    in_words,
    judge,
    span_words,
    stated,
    told,
)
from study.analyse.claims_same import comparable
from study.analyse.intervals import Interval, exactly, whole_numbers
from study.analyse.readings import Nature
from study.analyse.tables import TableRow, rows_of
from study.analyse.wording import period, value_of
from study.lexicon import label
from study.lexicon.loader import data
from study.lexicon.places import gazetteer
from study.model import Status

# What two numbers of one quantity share, beside place and kind of number.
_QUANTITY = ("indicator", "industry", "core", "unit")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole that a part and its share imply.

    Attributes:
        place: Where it is.
        part: The fact of the part.
        share: The fact of the share.
        side: The implied number.
    """

    place: str
    part: TableRow
    share: TableRow
    side: Side

    def words(self, language: str) -> str:
        """The division in words."""
        return told(
            "share_sum",
            language,
            part=counted_words(self.part, language),
            share=value_of(self.share, language),
            whole=span_words(self.side.bounds, self.side.unit, language),
            place=label(self.place, language),
            day=day_of(self.part, language),
        )


def wholes(facts: pd.DataFrame) -> list[Whole]:
    """Wholes implied by a part and the share that its own sentence gives of it.

    Args:
        facts: A table of `study.analyse.readings`.

    Returns:
        One whole for each share of a place around, in the order of the text.
    """
    shares = facts[(facts.indicator == "share") & (facts.unit == "%")]
    found = []
    for share in rows_of(shares):
        part = _part_of(share, facts)
        place = whole_place(share.of, share.place) or whole_place(_whole_word(share), share.place)
        if part is not None and place and share.interval_low > 0 and part.place != place:
            found.append(Whole(place, part, share, _divided(part, share)))
    return found


def _part_of(share: TableRow, facts: pd.DataFrame) -> TableRow | None:
    """The number that a share speaks of: the last before it in its sentence that is no rate."""
    before = facts[
        (facts.doc == share.doc)
        & (facts.sentence_start == share.sentence_start)
        & (facts.raw_end <= share.raw_start)
        & (facts.unit != "%")
    ].sort_values("raw_start")
    if before.empty:
        return None
    part = next(rows_of(before.tail(1)))
    known = data("claims")
    named = part.indicator in known["specific"] or part.core != ""
    named = named and part.indicator not in known["apart"]
    fits = part.place == share.place and part.status == share.status == Status.ACTUAL
    return part if fits and named and pd.notna(part.end) else None


def _whole_word(share: TableRow) -> str:
    """The word for the whole that stands in a share's own clause, the last one: 约占全国的1/20."""
    words = data("claims")["wholes"]
    at = {share_text: (share.clause + share.stated).rfind(share_text) for share_text in words}
    found = max(words, key=lambda word: at[word])
    return found if at[found] >= 0 else ""


def whole_place(of: str, place: str) -> str:
    """The place that a share is of: 全市 of a district is its city.

    Args:
        of: Whole of the share as stated.
        place: Place of the part.

    Returns:
        Canonical name of a place around the part, or "" where the whole is no such place.
    """
    level = data("claims")["wholes"].get(of)
    known = gazetteer()
    if level == "country":
        return "全国"
    if level == "world":
        return "全球"
    around = known.ancestors(place)
    if level:
        return next((each for each in around if known.places[each].level == level), "")
    named = known.meanings[known.names.index(of)][0] if of in known.names else of
    return named if named in around else ""


def _divided(part: TableRow, share: TableRow) -> Side:
    bounds, near, wider = (
        Interval(getattr(part, f"{kind}_low"), getattr(part, f"{kind}_high"))
        / (Interval(max(getattr(share, f"{kind}_low"), 1e-9), getattr(share, f"{kind}_high")))
        * exactly(100)
        for kind in ("interval", "near", "wider")
    )
    one = stated(part)
    if part.unit == "count":
        bounds = whole_numbers(bounds) or whole_numbers(near) or bounds
    return Side(bounds, near, wider, part.unit, True, one.start, one.end, (part, share))


def share_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Every implied whole against the stated ones, against other implied ones, or alone."""
    rows = comparable(facts)
    implied = wholes(facts)
    met: set[int] = set()
    for number, whole in enumerate(implied):
        for other in rows_of(_stated_wholes(whole, rows)):
            met.add(number)
            yield _against(whole, other, rows, language)
    for (at, one), (later, other) in combinations(enumerate(implied), 2):
        if _same_whole(one, other) and one.share.sentence_start != other.share.sentence_start:
            met |= {at, later}
            early, late = sorted((one, other), key=_end)
            yield _two(early, late, language)
    for number, whole in enumerate(implied):
        if number not in met:
            words = told("share_alone", language, sum=whole.words(language))
            pair = (whole.part, whole.share)
            yield Claim(
                "share", Verdict.CANNOT_TELL, "=", whole.side, None, words, whole.part, pair
            )


def _end(whole: Whole) -> tuple[pd.Timestamp, str]:
    return whole.side.end, whole.part.label


def _stated_wholes(whole: Whole, rows: pd.DataFrame) -> pd.DataFrame:
    """Stated numbers of the same quantity in the place of the whole.

    A flow has but its own period to be compared with, a number of any other kind any day.
    """
    part = whole.part
    same = of_quantity(part, rows, whole.place)
    if part.nature == Nature.FLOW:
        same = same[(same.start == part.start) & (same.end == part.end)]
    return same


def of_quantity(
    like: TableRow, rows: pd.DataFrame, place: str, nature: str | None = None
) -> pd.DataFrame:
    """Actual numbers of a place that measure the same quantity as a fact.

    Args:
        like: The fact.
        rows: Facts to look among, a table of `comparable`.
        place: The place.
        nature: The kind of number; by default that of the fact.
    """
    kept = (rows.place == place) & (rows.status == Status.ACTUAL)
    kept &= rows.nature == (nature or like.nature)
    for name in _QUANTITY:
        kept &= rows[name] == getattr(like, name)
    found: pd.DataFrame = rows[kept]
    return found


def _same_whole(one: Whole, other: Whole) -> bool:
    a, b = one.part, other.part
    return one.place == other.place and all(
        getattr(a, name) == getattr(b, name) for name in (*_QUANTITY, "nature")
    )


def _against(whole: Whole, other: TableRow, rows: pd.DataFrame, language: str) -> Claim:
    """An implied whole against a stated one."""
    right = stated(other)
    if whole.side.end == right.end:
        verdict = judge(whole.side, right)
        form = "doubt" if verdict == Verdict.CANNOT_TELL else verdict
        return _share_claim(whole, other, verdict, f"share_{form}", language)
    if whole.part.nature != Nature.CUMULATIVE:
        return _share_claim(whole, other, Verdict.CANNOT_TELL, "share_other_day", language)
    return _over_time(whole, other, rows, language)


def _share_claim(
    whole: Whole, other: TableRow, verdict: Verdict, form: str, language: str
) -> Claim:
    words = told(form, language, sum=whole.words(language), whole=in_words(other, language))
    facts = (whole.part, whole.share, other)
    return Claim("share", verdict, "=", whole.side, stated(other), words, whole.part, facts)


def _over_time(whole: Whole, other: TableRow, rows: pd.DataFrame, language: str) -> Claim:
    """A cumulative whole against a stated one of another day, less what is new since."""
    right = stated(other)
    facts: tuple[TableRow, ...] = (whole.part, whole.share, other)
    said = told("share_stated", language, whole=in_words(other, language))
    new = new_within(other, rows)
    if new is not None and whole.side.end < new.start:
        right, facts = before_new(other, new), (*facts, new)
        said = told(
            "share_less_new",
            language,
            whole=in_words(other, language),
            new=value_of(new, language),
            whole_number=value_of(other, language),
            new_number=value_of(new, language),
            before=span_words(right.bounds, right.unit, language),
            day=period(right.end, right.end, language),
        )
    return _ordered(whole, right, said, facts, language)


def _ordered(
    whole: Whole, right: Side, said: str, facts: tuple[TableRow, ...], language: str
) -> Claim:
    """A claim that a cumulative count does not fall from the earlier side to the later."""
    early, late = sorted((whole.side, right), key=lambda side: side.end)
    verdict = judge(early, late, "≤")
    order = {Verdict.AGREE: "order_holds", Verdict.CONFLICT: "order_fails"}
    words = told(
        "share_cumulative",
        language,
        sum=whole.words(language),
        other=said,
        order=told(order.get(verdict, "order_open"), language),
    )
    return Claim("share", verdict, "≤", early, late, words, whole.part, facts)


def new_within(total: TableRow, rows: pd.DataFrame) -> TableRow | None:
    """The number of new ones within a cumulative count, of a period that holds its day.

    Args:
        total: The cumulative count.
        rows: Facts to look among.

    Returns:
        The fact of the shortest such period, or None.
    """
    same = of_quantity(total, rows, total.place, Nature.FLOW)
    # 今年 is a whole year, but counted up to now.
    same = same[(same.start < total.as_of) & (same.end >= total.as_of)].sort_values("start")
    return None if same.empty else next(rows_of(same.tail(1)))


def before_new(total: TableRow, new: TableRow) -> Side:
    """What a cumulative count was before its new ones came."""
    day = new.start - timedelta(days=1)
    whole, fresh = stated(total), stated(new)
    return Side(
        whole.bounds - fresh.bounds,
        whole.near - fresh.near,
        whole.wider - fresh.wider,
        total.unit,
        True,
        day,
        day,
        (total, new),
    )


def _two(one: Whole, other: Whole, language: str) -> Claim:
    """Two implied wholes of one quantity."""
    facts = (one.part, one.share, other.part, other.share)
    said = told("share_two", language, sum=other.words(language))
    if one.part.nature == Nature.CUMULATIVE and one.side.end < other.side.end:
        return _ordered(one, other.side, said, facts, language)
    same_time = (one.side.start, one.side.end) == (other.side.start, other.side.end)
    verdict = judge(one.side, other.side) if same_time else Verdict.CANNOT_TELL
    form = {Verdict.AGREE: "share_two_agree", Verdict.CONFLICT: "share_two_conflict"}
    words = told(
        form.get(verdict, "share_two_doubt"),
        language,
        sum=one.words(language),
        other=other.words(language),
    )
    return Claim("share", verdict, "=", one.side, other.side, words, one.part, facts)


def new_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """New ones within a cumulative count: no more of them than of all."""
    rows = comparable(facts)
    totals = rows[(rows.nature == Nature.CUMULATIVE) & (rows.status == Status.ACTUAL)]
    for total in rows_of(totals):
        new = new_within(total, rows)
        if new is not None:
            left, right = stated(new), stated(total)
            verdict = judge(left, right, "≤")
            form = "doubt" if verdict == Verdict.CANNOT_TELL else verdict
            words = told(
                f"new_{form}",
                language,
                new=in_words(new, language),
                whole=in_words(total, language),
                before=span_words(right.bounds - left.bounds, total.unit, language),
            )
            yield Claim("new", verdict, "≤", left, right, words, total, (new, total))
