"""What a claim is: two intervals that constrain each other, and how they get on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from study.analyse.intervals import Interval
from study.analyse.tables import TableRow
from study.analyse.wording import period, spread, value_of
from study.lexicon import label
from study.lexicon.figures import mid_sentence
from study.lexicon.loader import data

_BRIEF = 10  # characters of a subject that still reads well behind its number


class Verdict(StrEnum):
    """How two sides of a claim get on, the worst first."""

    CONFLICT = "conflict"
    CANNOT_TELL = "cannot tell"
    AGREE = "agree"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a claim: a stated number, or one implied by stated ones.

    Attributes:
        bounds: What it is taken to lie within.
        near: The same minding that it was rounded when it was written; holds `bounds`.
        wider: The furthest it can be stretched; holds `near`.
        unit: Code of the unit.
        implied: Whether no article states it.
        start: First day it is true of, or NaT.
        end: Last day, or NaT.
        facts: Rows of the facts it rests on.
        text: The number as its source writes it; "" if implied.
    """

    bounds: Interval
    near: Interval
    wider: Interval
    unit: str
    implied: bool
    start: pd.Timestamp
    end: pd.Timestamp
    facts: tuple[TableRow, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Facts that constrain each other, and whether they get on.

    Attributes:
        rule: Code of the rule that found it, in `claims.yml`.
        verdict: Agree, conflict or cannot tell.
        relation: What must hold between the sides: "=" or "≤".
        left: One side.
        right: The other, or None where no article states it.
        arithmetic: The reasoning in words.
        about: The fact whose place, segment and indicator the claim speaks of.
        facts: All facts it rests on, those beside the sides too.
    """

    rule: str
    verdict: Verdict
    relation: str
    left: Side
    right: Side | None
    arithmetic: str
    about: TableRow
    facts: tuple[TableRow, ...]

    @property
    def fact_ids(self) -> list[str]:
        """Ids of its facts, each once, in the order of articles and text."""
        return ids_of(self.facts)

    @property
    def name(self) -> str:
        """A name that stays while rule and facts stay: "share-3f2a91c0"."""
        digest = hashlib.sha256(" ".join(self.fact_ids).encode()).hexdigest()
        return f"{self.rule}-{digest[:8]}"


def ids_of(facts: Iterable[TableRow]) -> list[str]:
    """Ids of facts, each once, in the order of articles and text."""
    ordered = sorted(facts, key=lambda row: (row.label, row.doc, row.raw_start, row.raw_end))
    return list(dict.fromkeys(row.fact_id for row in ordered))


def judge(left: Side, right: Side, relation: str = "=") -> Verdict:
    """Set two sides against each other.

    Args:
        left: One side.
        right: The other.
        relation: "=" where both state one number, "≤" where the left may not exceed the right.

    Returns:
        Agree where the relation can hold if numbers are rounded as written, conflict where it
        cannot hold however far the words are stretched, else cannot tell.
    """
    if holds(left.near, right.near, relation):
        return Verdict.AGREE
    if holds(left.wider, right.wider, relation):
        return Verdict.CANNOT_TELL
    return Verdict.CONFLICT


def holds(left: Interval, right: Interval, relation: str) -> bool:
    """Tell whether some number of each interval stand in a relation."""
    return left.overlaps(right) if relation == "=" else left.low <= right.high


def stated(fact: TableRow) -> Side:
    """The side that a fact states."""
    standing = pd.notna(fact.as_of)
    return Side(
        bounds=Interval(fact.interval_low, fact.interval_high),
        near=Interval(fact.near_low, fact.near_high),
        wider=Interval(fact.wider_low, fact.wider_high),
        unit=fact.unit,
        implied=False,
        start=fact.as_of if standing else fact.start,
        end=fact.as_of if standing else fact.end,
        facts=(fact,),
        text=fact.stated,
    )


def told(name: str, language: str, **slots: object) -> str:
    """Fill a sentence of `claims.yml`."""
    return str(data("claims")["words"][name][language]).format(**slots)


def rule_words(rule: str, language: str) -> str:
    """What a rule looks at."""
    return str(data("claims")["rules"][rule][language])


def verdict_words(verdict: str, language: str) -> str:
    """The word for a verdict."""
    return str(data("claims")["verdicts"][verdict][language])


def in_words(fact: TableRow, language: str) -> str:
    """A fact's number with its day and article: "¥91bn (2023, article 000)"."""
    return told(
        "sourced",
        language,
        value=counted_words(fact, language),
        day=day_of(fact, language),
        label=fact.label,
    )


def counted_words(fact: TableRow, language: str) -> str:
    """A fact's number, with what it counts if it counts anything: "85 listed firms"."""
    value = value_of(fact, language)
    if fact.unit != "count":
        return value
    if language == "zh":
        brief = 0 < len(fact.subject) <= _BRIEF
        return value + (fact.subject if brief else label(fact.indicator, language))
    if fact.indicator in data("claims")["apart"]:
        return f"{value} “{fact.subject}”"
    return f"{value} {measure_words(fact, language)}"


def day_of(fact: TableRow, language: str) -> str:
    """The day or period that a fact is true of; for a standing number the day it stands on."""
    if pd.notna(fact.as_of) and (fact.start != fact.end):
        whole = fact.start.month == 1 and fact.start.day == 1 and fact.start.year == fact.end.year
        if not (whole and (fact.end.month, fact.end.day) == (12, 31)):
            return period(fact.as_of, fact.as_of, language)
    return period(fact.start, fact.end, language)


def span_words(bounds: Interval, unit: str, language: str) -> str:
    """An interval in words, its unit once."""
    return spread(bounds.low, bounds.high, unit, language)


def measure_words(fact: TableRow, language: str) -> str:
    """What a fact measures, as it stands within a sentence."""
    return mid_sentence(label(fact.indicator, language), language)
