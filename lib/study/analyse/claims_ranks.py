"""Claims on counts with a ranking, and on two counts of the members of one list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import pandas as pd

from study.analyse.claim import (
    Claim,
    Side,
    Verdict,
    in_words,
    judge,
    span_words,
    stated,
    told,
)
from study.analyse.claims_parts import among
from study.analyse.intervals import exactly
from study.analyse.tables import TableRow, rows_of
from study.analyse.wording import value_of
from study.lexicon import label
from study.lexicon.loader import alternation, data
from study.lexicon.places import gazetteer
from study.model import Status

_SHARED = 6  # characters in common from which on two sentences name one list
# 51个…项目中，我市10家…: the number before 中 is that of the whole.
_OUT_OF = re.compile("中[,，]?$")
_LIST_SIZE = re.compile("百强|([0-9]+)强|TOP *([0-9]+)", re.IGNORECASE)


@cache
def _first_rank() -> re.Pattern[str]:
    return re.compile(data("claims")["first_rank"])


@cache
def _of_the_number() -> re.Pattern[str]:
    """What may stand between a number and its rank: its own clause, or a word for the number."""
    return re.compile(data("claims")["rank_of"])


def ranking_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Every count that is said to be the largest: against the whole, and against other places."""
    counts = facts[(facts.unit == "count") & (facts.place != "") & (facts.status == Status.ACTUAL)]
    for fact in rows_of(counts):
        rank = _rank_of(fact, facts)
        if rank:
            yield from _ranked(fact, rank, counts, language)


def _rank_of(fact: TableRow, facts: pd.DataFrame) -> str:
    """The words behind a count that put it first; they belong to the last number before them."""
    match = _first_rank().search(fact.after)
    if match is None or not _of_the_number().search(fact.after[: match.start()]):
        return ""
    later = facts[
        (facts.doc == fact.doc)
        & (facts.sentence_start == fact.sentence_start)
        & (facts.raw_start > fact.raw_end)
    ]
    head = len(fact.before) + len(fact.stated)
    nearer = [each for each in rows_of(later) if len(each.before) < head + match.start()]
    return "" if nearer else match[0]


def _ranked(fact: TableRow, rank: str, counts: pd.DataFrame, language: str) -> Iterator[Claim]:
    rivals = [other for other in rows_of(counts) if _rivals(fact, other)]
    for other in rivals:
        left, right = stated(other), stated(fact)
        verdict = judge(left, right, "≤")
        form = "conflict" if verdict == Verdict.CONFLICT else "agree"
        words = told(
            f"ranking_{form}",
            language,
            place=label(fact.place, language),
            count=in_words(fact, language),
            rank=rank,
            other_place=label(other.place, language),
            other=in_words(other, language),
        )
        yield Claim("ranking", verdict, "≤", left, right, words, fact, (fact, other))
    if not rivals:
        yield _alone(fact, rank, counts, language)


def _rivals(fact: TableRow, other: TableRow) -> bool:
    """Whether another place's number counts the same thing at the same time."""
    known = gazetteer()
    apart = not (known.within(fact.place, other.place) or known.within(other.place, fact.place))
    alike = known.level(fact.place) == known.level(other.place)
    same = all(
        getattr(fact, name) == getattr(other, name)
        for name in ("indicator", "industry", "unit", "nature")
    )
    if not (apart and alike and same and pd.notna(fact.end) and pd.notna(other.end)):
        return False
    specific = fact.indicator in data("claims")["specific"] and fact.core == other.core
    named = bool(shared_name(_sentence(fact), _sentence(other)))
    return (specific and fact.end == other.end) or (named and fact.end.year == other.end.year)


def _sentence(fact: TableRow) -> str:
    return f"{fact.before}{fact.stated}{fact.after}"


def shared_name(one: str, other: str) -> str:
    """The longest run of Chinese characters that two sentences share, if it may be a name."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    runs = re.findall("[\u4e00-\u9fff]+", one[match.a : match.a + match.size])
    longest = max(runs, key=len, default="")
    return longest if len(longest) >= _SHARED else ""


def _alone(fact: TableRow, rank: str, counts: pd.DataFrame, language: str) -> Claim:
    """A ranking without another place's number: it holds for certain only of more than half."""
    whole, side = _whole_of(fact, counts)
    facts = (fact,) if whole is None else (fact, whole)
    majority = side is not None and 2 * fact.interval_low > side.bounds.high
    size = span_words(side.bounds, "count", language) if side else ""
    limit = told("ranking_limit", language, count=value_of(fact, language), whole=size)
    words = told(
        "ranking_agree_majority" if majority else "ranking_cannot_tell",
        language,
        place=label(fact.place, language),
        count=in_words(fact, language),
        rank=rank,
        whole=size,
        limit=limit if side else "",
    )
    verdict = Verdict.AGREE if majority else Verdict.CANNOT_TELL
    if side is not None and judge(stated(fact), side, "≤") == Verdict.CONFLICT:
        verdict = Verdict.CONFLICT
        words = told("members_conflict", language, part=in_words(fact, language), whole=size)
    return Claim("ranking", verdict, "≤", stated(fact), side, words, fact, facts)


def _whole_of(fact: TableRow, counts: pd.DataFrame) -> tuple[TableRow | None, Side | None]:
    """How long the list is: 51个项目中 before the count, or 百强榜 in its clause."""
    whole = _out_of(fact, counts)
    if whole is not None:
        return whole, stated(whole)
    match = _LIST_SIZE.search(re.split("[。；;]", fact.after)[0])
    if match is None:
        return None, None
    size = exactly(float(match[1] or match[2] or 100))
    return None, Side(size, size, size, "count", False, fact.start, fact.end, (fact,), match[0])


def _out_of(fact: TableRow, counts: pd.DataFrame) -> TableRow | None:
    """The number of all members that a sentence gives before that of some."""
    for whole in rows_of(counts[counts.doc == fact.doc]):
        same = whole.sentence_start == fact.sentence_start and whole.raw_end <= fact.raw_start
        between = fact.before[len(whole.before) + len(whole.stated) :] if same else ""
        head = re.split("[,，]", between)[0]
        if same and _OUT_OF.search(head) and fact.value != whole.value:
            return whole
    return None


def member_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Counts of members of a list, whose full number the article gives.

    A count of the same things as the list's is no larger than it. A count of other things (10
    firms of 51 projects) may stand beside an equal one of the same things (10 projects of them):
    the two fit only if each has one.
    """
    counts = facts[(facts.unit == "count") & (facts.status == Status.ACTUAL)]
    named = pd.Series([_is_member(row) for row in rows_of(counts)], counts.index, dtype=bool)
    members = counts[named]
    for part in rows_of(members):
        whole = _out_of(part, counts)
        if whole is None:
            continue
        if part.counter == whole.counter:
            yield among("members", part, whole, part, language)
            continue
        for twin in rows_of(members[members.doc == part.doc]):
            if _twins(part, twin, whole):
                yield among("members", twin, whole, twin, language)
                yield _two_counts(part, twin, whole, language)


@cache
def _membership() -> re.Pattern[str]:
    return re.compile(alternation(data("claims")["membership"]))


def _is_member(fact: TableRow) -> bool:
    clause = fact.clause + fact.stated + re.split("[,，。；;]", fact.after)[0]
    return _membership().search(clause) is not None


def _twins(part: TableRow, twin: TableRow, whole: TableRow) -> bool:
    """Whether another count of an article is of the list's own things, and equal."""
    return (
        twin.fact_id not in (part.fact_id, whole.fact_id)
        and twin.value == part.value
        and twin.place == part.place
        and twin.counter == whole.counter
        and shared_name(_sentence(twin), _sentence(whole)) != ""
    )


def _two_counts(part: TableRow, twin: TableRow, whole: TableRow, language: str) -> Claim:
    words = told(
        "members_cannot_tell",
        language,
        left=in_words(part, language),
        right=in_words(twin, language),
        left_thing=_noun(part, language),
        right_thing=_noun(twin, language),
        whole=in_words(whole, language),
    )
    facts = (part, twin, whole)
    return Claim(
        "members", Verdict.CANNOT_TELL, "=", stated(part), stated(twin), words, part, facts
    )


def _noun(fact: TableRow, language: str) -> str:
    return fact.subject or label(fact.indicator, language)
