"""Decides what a number measures from the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from study.extract.heads import Head
from study.extract.words import Hit, Words
from study.lexicon.domain import CountRule, codes_that, count_rules_of
from study.lexicon.loader import data

_RISES = frozenset({"growth_rate", "effect_size"})
_FIELD = "direction"  # 疫苗领域6家 counts firms, 6个方面24条 measures
_NEVER_ORGANISED = frozenset({"policy", "event", "standard", "patent", "paper"})
_OF_SUBJECT = ("总规模", "规模", "首期", "金额", "总金额")
_SUBJECT = 48  # characters before a clause within which its subject stands
_NEAR = 6  # characters between a percentage and a word behind it that tells what it measures


def money_indicator(found: Words, clause: tuple[int, int], start: int, end: int) -> str:
    """Code for an amount of money from the cue nearest before it, else after it; "" if none.

    Args:
        found: Words of the sentence.
        clause: Span of the clause.
        start: First character of the number.
        end: One past its last.
    """
    before = found.longest(clause[0], start, "money")
    code = before[-1].word.first["money"] if before else ""
    if code == "price" and before[-1].end == start:
        return code  # 资助门诊每次收费180元
    if not code:
        after = found.longest(end, clause[1], "money")
        if not after:
            return ""
        code = after[0].word.first["money"]
    return money_turned(code, found, clause)


def money_turned(code: str, found: Words, clause: tuple[int, int]) -> str:
    """Another code of money where words in the clause say so: a scale of 基金 is an investment.

    Args:
        code: Code that the nearest word tells.
        found: Words of the sentence.
        clause: Span of the clause.
    """
    begin = clause[0]
    if found.text.startswith(_OF_SUBJECT, begin):  # 母基金,总规模225亿元
        begin = max(0, found.text.rfind("。", 0, begin), begin - _SUBJECT)
    for word, other in data("indicators")["money_turned"].get(code, {}).items():
        if found.text.find(word, begin, clause[1]) >= 0:
            return str(other)
    return code


def rate_indicator(
    found: Words, clause: tuple[int, int], sentence_start: int, start: int, end: int
) -> str:
    """Code for a percentage or multiple; "" where no word tells.

    Args:
        found: Words of the sentence.
        clause: Span of the clause.
        sentence_start: From where on a subject of effects is looked for.
        start: First character of the number.
        end: One past its last.
    """
    hit = _rate_word(found, clause, start, end)
    if hit is None:
        return ""
    code = hit.word.first["rate"]
    if code not in _RISES or hit.word.text in codes_that("growth_words"):
        return code
    effect = hit.word.text in codes_that("effect_words")
    return (
        "effect_size" if effect or found.longest(sentence_start, start, "effect") else "growth_rate"
    )


def _rate_word(found: Words, clause: tuple[int, int], start: int, end: int) -> Hit | None:
    for hit in reversed(found.longest(clause[0], start, "rate")):
        # 增加值 is a measure of its own, and 不高于 only a limit.
        limits = found.text.endswith("不", 0, hit.start)
        if not (limits or _reaches(found.text, hit)) and found.text[hit.end] != "值":
            return hit
    after = found.longest(end, clause[1], "rate")
    near = after and after[0].start - end <= _NEAR and not _reaches(found.text, after[0])
    return after[0] if near else None


def _reaches(text: str, hit: Hit) -> bool:
    """提高到8.6% states a level, not a rise."""
    rises = not hit.word.names["rate"].isdisjoint(_RISES)
    strong = hit.word.text in codes_that("growth_words")
    return rises and not strong and text[hit.end : hit.end + 1] in "到至"


@dataclass(slots=True)
class Counted:
    """A count in its context.

    Attributes:
        counter: Its classifier.
        head: The counted phrase, if any.
        item: Span of the number's own item of a list.
        clause: Span from comma to comma.
        sentence: Span from the beginning of the sentence to the end of the clause.
        whole: Span of the sentence.
        about_event: Whether the article is about an event.
        about_fair: Whether that is a fair.
        followed: Whether a Chinese character follows the counter.
    """

    counter: str
    head: Head | None
    item: tuple[int, int]
    clause: tuple[int, int]
    sentence: tuple[int, int]
    whole: tuple[int, int]
    about_event: bool
    about_fair: bool
    followed: bool


class _Cues(dict[str, set[str]]):
    """Cues by scope, looked up when a rule first asks for the scope."""

    def __init__(self, found: Words, count: Counted) -> None:
        super().__init__()
        self._found = found
        self._spans = {
            "head": (count.head.start, count.head.end) if count.head else count.item,
            "item": count.item,
            "clause": count.clause,
            "sentence": count.sentence,
            "whole": count.whole,
        }

    def __missing__(self, scope: str) -> set[str]:
        self[scope] = found = self._found.names(*self._spans[scope], "cue")
        return found


def count_indicator(found: Words, count: Counted) -> str:
    """Code for a count, by the first rule of the lexicon that fits.

    Args:
        found: Words of the sentence.
        count: The count in its context.
    """
    cues = _Cues(found, count)
    for rule in count_rules_of(_family(count), count.counter):
        if _fits(rule, cues, count):
            return rule.code
    return "other"


def _family(count: Counted) -> str:
    """Family of what is counted: by the counter itself, its noun, or its habit."""
    indicators = data("indicators")
    named = indicators["noun_counters"].get(count.counter)
    if named:
        return str(named)
    by_counter = indicators["counter_families"]
    if count.head and not _only_describes(count.head.family, count.counter):
        return count.head.family
    if count.followed and count.counter in indicators["bare_counters"]:
        return ""
    return str(by_counter.get(count.counter, ""))


def _only_describes(family: str, counter: str) -> bool:
    """Whether a noun only says of what kind the counted things are: 化学药51家 counts firms."""
    indicators = data("indicators")
    organises = family in codes_that("organisation_families")
    if organises and counter in indicators["never_organisations"]:
        return True
    if counter in codes_that("organisation_counters") and family in _NEVER_ORGANISED:
        return True  # “莞榕计划”引进7家
    if family in codes_that("place_families") and family != _FIELD:
        return counter in indicators["never_places"]
    if counter not in indicators["counter_families"]:
        return False
    makes = family in codes_that("product_families")
    return family == _FIELD or (makes and counter in indicators["organisation_counters"])


def _fits(rule: CountRule, cues: _Cues, count: Counted) -> bool:
    if (rule.event and not count.about_event) or (rule.fair and not count.about_fair):
        return False
    for scope, needed in rule.cues:
        if not needed <= cues[scope]:
            return False
    return not rule.without or rule.without.isdisjoint(cues["head"])
