"""Decides what a number measures from the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from study.extract.heads import Head
from study.extract.words import Hit, Words
from study.lexicon.domain import CountRule, codes_that, count_rules
from study.lexicon.loader import data

_RISES = frozenset({"growth_rate", "effect_size"})
_NEAR = 6  # characters between a percentage and a word behind it that tells what it measures


def money_indicator(found: Words, clause: tuple[int, int], start: int, end: int) -> str:
    """Code for an amount of money from the cue nearest before it, else after it; "" if none.

    Args:
        found: Words of the sentence.
        clause: Span of the clause.
        start: First character of the number.
        end: One past its last.
    """
    code = found.last(clause[0], start, "money")
    if not code:
        after = found.longest(end, clause[1], "money")
        if not after:
            return ""
        code = after[0].word.first["money"]
    for word, other in data("indicators")["money_turned"].get(code, {}).items():
        if found.text.find(word, *clause) >= 0:
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
    return "effect_size" if effect or found.longest(sentence_start, start, "effect") else "growth_rate"


def _rate_word(found: Words, clause: tuple[int, int], start: int, end: int) -> Hit | None:
    for hit in reversed(found.longest(clause[0], start, "rate")):
        if not _reaches(found.text, hit):
            return hit
    after = found.longest(end, clause[1], "rate")
    return after[0] if after and after[0].start - end <= _NEAR else None


def _reaches(text: str, hit: Hit) -> bool:
    """提高到8.6% states a level, not a rise."""
    rises = not hit.word.names["rate"].isdisjoint(_RISES)
    strong = hit.word.text in codes_that("growth_words")
    return rises and not strong and text[hit.end : hit.end + 1] in "到至"


@dataclass(frozen=True, slots=True)
class Scopes:
    """The spans around a count in which its cues are looked for.

    Attributes:
        item: The number's own item of a list.
        clause: From comma to comma.
        sentence: From the beginning of the sentence to the end of the clause.
    """

    item: tuple[int, int]
    clause: tuple[int, int]
    sentence: tuple[int, int]


class _Cues(dict[str, set[str]]):
    """Cues by scope, looked up when a rule first asks for the scope."""

    def __init__(self, found: Words, head: Head | None, scopes: Scopes) -> None:
        super().__init__()
        self._found = found
        self._spans = {
            "head": (head.start, head.end) if head else scopes.item,
            "item": scopes.item,
            "clause": scopes.clause,
            "sentence": scopes.sentence,
        }

    def __missing__(self, scope: str) -> set[str]:
        self[scope] = found = self._found.names(*self._spans[scope], "cue")
        return found


def count_indicator(
    found: Words,
    head: Head | None,
    scopes: Scopes,
    counter: str,
    *,
    about_event: bool,
    followed: bool,
) -> str:
    """Code for a count, by the first rule of the lexicon that fits.

    Args:
        found: Words of the sentence.
        head: The counted phrase, if any.
        scopes: Spans in which cues are looked for.
        counter: Classifier of the count.
        about_event: Whether the article is about an event.
        followed: Whether a Chinese character follows the counter.
    """
    cues = _Cues(found, head, scopes)
    for rule in count_rules().get(_family(head, counter, followed=followed), ()):
        if _fits(rule, cues, counter, about_event=about_event):
            return rule.code
    return "other"


def _family(head: Head | None, counter: str, *, followed: bool) -> str:
    """Family of what is counted: by the counter itself, its noun, or its habit."""
    indicators = data("indicators")
    named = indicators["noun_counters"].get(counter)
    if named:
        return str(named)
    if head:
        return head.family
    alone = counter not in indicators["bare_counters"]
    return str(indicators["counter_families"].get(counter, "")) if alone or not followed else ""


def _fits(rule: CountRule, cues: _Cues, counter: str, *, about_event: bool) -> bool:
    return (
        (not rule.counters or counter in rule.counters)
        and (about_event or not rule.event)
        and all(needed <= cues[scope] for scope, needed in rule.cues)
        and (not rule.without or rule.without.isdisjoint(cues["head"]))
    )
