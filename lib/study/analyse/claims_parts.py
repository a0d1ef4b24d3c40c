"""Claims on parts: a place within a place, parts of a total, names of what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from study.analyse.claims_same import comparable
from study.analyse.corpus import Study
from study.analyse.intervals import exactly
from study.analyse.named_parts import NamedParts, named_parts
from study.analyse.readings import Nature
from study.analyse.tables import TableRow, rows_of
from study.lexicon import label
from study.lexicon.loader import data
from study.lexicon.places import gazetteer
from study.model import Status

_AMONG = "其中"
_FEWEST_NAMES = 3  # two names for 两大 are no finding, unless the list says that it is whole


def within_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """A place's number against that of the nearest place around it that has one."""
    rows = comparable(facts)
    rows = rows[rows.indicator.isin(data("claims")["additive"]) & (rows.status == Status.ACTUAL)]
    # What stands on a day but is dated by a year may be what came in that year.
    standing = (rows.nature == Nature.STOCK) & (rows.start != rows.end)
    rows = rows[(rows.event == "") & (rows.place != "") & ~standing]
    keys = ["indicator", "industry", "core", "unit", "nature", "first", "last"]
    for _, group in rows.groupby(keys, dropna=False):
        by_place = {row.place: row for row in reversed(list(rows_of(group)))}
        for part in by_place.values():
            around = gazetteer().ancestors(part.place)
            whole = next((by_place[place] for place in around if place in by_place), None)
            if whole is not None:
                yield _within(part, whole, language)


def _within(part: TableRow, whole: TableRow, language: str) -> Claim:
    left, right = stated(part), stated(whole)
    verdict = judge(left, right, "≤")
    form = "doubt" if verdict == Verdict.CANNOT_TELL else verdict
    share = left.bounds / right.bounds * exactly(100) if right.bounds.low > 0 else None
    words = told(
        f"within_{form}",
        language,
        part_place=label(part.place, language),
        whole_place=label(whole.place, language),
        part=in_words(part, language),
        whole=in_words(whole, language),
        share=span_words(share, "%", language) if share else "",
    )
    return Claim("within", verdict, "≤", left, right, words, part, (part, whole))


def part_claims(facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Numbers behind 其中 against the number before it, in one sentence and of one unit."""
    rows = facts[(facts.unit != "%") & (facts.status == Status.ACTUAL)]
    for _, sentence in rows.groupby(["doc", "sentence_start"]):
        if len(sentence) < 2:
            continue
        ordered = list(rows_of(sentence.sort_values("raw_start")))
        for part in ordered[1:]:
            whole = _whole_before(part, ordered)
            if whole is not None:
                yield among("parts", part, whole, whole, language)


def _whole_before(part: TableRow, sentence: list[TableRow]) -> TableRow | None:
    """The number that 其中 looks back on: the last before it of the part's unit and counter."""
    at = part.before.rfind(_AMONG)
    if at < 0 or re.search("[。；;]", part.before[at:]):
        return None
    before = [
        each
        for each in sentence
        if len(each.before) < at
        and (each.unit, each.counter) == (part.unit, part.counter)
        and (each.indicator.partition(".")[0] == part.indicator.partition(".")[0])
    ]
    return before[-1] if before else None


def among(rule: str, part: TableRow, whole: TableRow, about: TableRow, language: str) -> Claim:
    """The claim that a part is no larger than its whole.

    Args:
        rule: Code of the rule that found it.
        part: The fact of the part.
        whole: The fact of the whole.
        about: The one of the two that the claim speaks of.
        language: "zh" or "en".
    """
    left, right = stated(part), stated(whole)
    verdict = judge(left, right, "≤")
    form = "members_conflict" if verdict == Verdict.CONFLICT else "members_agree"
    words = told(form, language, part=in_words(part, language), whole=in_words(whole, language))
    return Claim(rule, verdict, "≤", left, right, words, about, (part, whole))


def name_claims(study: Study, facts: pd.DataFrame, language: str) -> Iterator[Claim]:
    """Names that an article gives of what it counts against the number that it states."""
    for _, of_article in facts.groupby("doc", sort=False):
        for fact in rows_of(of_article):
            names = named_parts(study, fact, of_article)
            verdict = _verdict_on(names, fact) if names else None
            if names and verdict:
                yield _names(fact, names, verdict, language)


def _verdict_on(names: NamedParts, fact: TableRow) -> Verdict | None:
    """Whether names bear a number out; None where the list is left open and says nothing."""
    count = len(names.parts)
    if count in stated(fact).bounds:
        fits = names.complete or count >= _FEWEST_NAMES
        return Verdict.AGREE if fits else None
    if names.complete:
        return Verdict.CONFLICT
    # Spellings may vary between paragraphs, and a list that is left open may be short.
    return Verdict.CANNOT_TELL if names.gathered and names.passages > 1 else None


def _names(fact: TableRow, names: NamedParts, verdict: Verdict, language: str) -> Claim:
    count = exactly(float(len(names.parts)))
    left = Side(count, count, count, fact.unit, True, fact.start, fact.end, (fact,))
    listed = told("list_join", language).join(part.name for part in names.parts)
    several = names.passages > 1
    passages = told("passages", language, count=names.passages) if several else ""
    words = told(
        f"names_{verdict.replace(' ', '_')}",
        language,
        count=len(names.parts),
        passages=passages,
        whole=in_words(fact, language),
        names=listed,
    )
    return Claim("names", verdict, "=", left, stated(fact), words, fact, (fact,))
