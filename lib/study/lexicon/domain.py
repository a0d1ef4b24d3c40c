"""The domain's words, sorted by what they tell about a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from study.lexicon.loader import WordFinder, alternation, data

_SCOPES = ("head", "item", "clause", "sentence", "whole")


@dataclass(frozen=True, slots=True)
class CountRule:
    """When a counted thing has a certain indicator.

    Attributes:
        code: The indicator.
        cues: Cues that must stand in a scope, by scope: head is the counted
            phrase, item the number's own item of a list, sentence what precedes its
            clause's end, whole the sentence to its end.
        without: Cues that must not stand in the counted phrase.
        counters: Classifiers it is bound to; empty for any.
        event: Whether it needs an article about an event.
        fair: Whether that event must be a fair.
    """

    code: str
    cues: tuple[tuple[str, frozenset[str]], ...]
    without: frozenset[str]
    counters: frozenset[str]
    event: bool
    fair: bool


@cache
def count_rules() -> Mapping[str, tuple[CountRule, ...]]:
    """For each family of nouns the rules for its counts, in the order they are tried."""
    rules: dict[str, list[CountRule]] = {}
    for entry in data("indicators")["count_rules"]:
        for family in entry["family"]:
            rules.setdefault(family, []).append(_count_rule(entry))
    return {family: tuple(found) for family, found in rules.items()}


@cache
def count_rules_of(family: str, counter: str) -> tuple[CountRule, ...]:
    """The rules for counts of a family that a classifier admits, in the order they are tried."""
    rules = count_rules().get(family, ())
    return tuple(rule for rule in rules if not rule.counters or counter in rule.counters)


def _count_rule(entry: Mapping[str, Any]) -> CountRule:
    return CountRule(
        code=entry["code"],
        cues=tuple((scope, frozenset(entry[scope])) for scope in _SCOPES if scope in entry),
        without=frozenset(entry.get("without", ())),
        counters=frozenset(entry.get("counters", ())),
        event=entry.get("event", False),
        fair=entry.get("fair", False),
    )


@dataclass(frozen=True, slots=True)
class DomainWord:
    """A word of the lexicon.

    Attributes:
        text: The word.
        names: For each group the word belongs to what it means there:
            {"noun": {"firm"}, "cue": {"listed"}}.
        first: For each group the first of these by name.
        groups: The groups; "phrase" stands for nouns and for verbs, which
            make up or end a counted phrase.
    """

    text: str
    names: Mapping[str, frozenset[str]]
    first: Mapping[str, str]
    groups: tuple[str, ...]


@cache
def words() -> tuple[WordFinder, tuple[DomainWord, ...]]:
    """Finder of all domain words, and what each means by its number."""
    tagged: dict[str, dict[str, set[str]]] = {}
    for word, group, name in _tagged():
        tagged.setdefault(word, {}).setdefault(group, set()).add(name)
    finder = WordFinder.build(tagged)
    return finder, tuple(_domain_word(word, tagged[word]) for word in finder.words)


def _domain_word(word: str, names: dict[str, set[str]]) -> DomainWord:
    verb = not names.get("cue", set()).isdisjoint(data("indicators")["verb_cues"])
    phrase = ("phrase",) if verb or "noun" in names else ()
    return DomainWord(
        text=word,
        names={group: frozenset(found) for group, found in names.items()},
        first={group: min(found) for group, found in names.items()},
        groups=(*names, *phrase),
    )


def _tagged() -> Iterator[tuple[str, str, str]]:
    """All words as (word, group, name)."""
    indicators = data("indicators")
    for group, key in (("money", "money"), ("rate", "rate"), ("noun", "nouns"), ("cue", "cues")):
        yield from _of_group(group, indicators[key])
    yield from _of_group("status", data("words")["status"])
    yield from _of_group("effect", {"subject": indicators["effect_subjects"]})
    for word, base in indicators["bases"].items():
        yield word, "base", base
    # A kind of product is counted; it is no segment that a number speaks of.
    for word, name in segment_words(products=False).items():
        yield word, "segment", name


@cache
def segment_words(*, products: bool = True) -> Mapping[str, str]:
    """For each word that stands for a segment of the industry the segment's name.

    Args:
        products: Whether to take kinds of products too.
    """
    return {
        word: segment["name"]
        for segment in data("segments")["segments"]
        if products or not segment.get("product")
        for word in (segment["name"], *segment.get("aliases", ()))
    }


def _of_group(group: str, entries: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    for name, found in entries.items():
        for word in found:
            yield str(word), group, name


def context(name: str) -> str:
    """Source of a regular expression for a list of words of `words.yml`, longest first.

    Args:
        name: Key of the list under `contexts`.
    """
    return alternation(data("words")["contexts"][name])


@cache
def indicator_kinds() -> dict[str, frozenset[str]]:
    """For each indicator the kinds of unit it admits."""
    return {code: frozenset(entry["kinds"]) for code, entry in data("indicators")["codes"].items()}


@cache
def flows() -> frozenset[str]:
    """Indicators that accrue over a period rather than stand on a day."""
    return frozenset(c for c, entry in data("indicators")["codes"].items() if entry.get("flow"))


@cache
def codes_that(key: str) -> frozenset[str]:
    """A list of indicator codes, counters or words of `indicators.yml` as a set."""
    return frozenset(data("indicators")[key])
