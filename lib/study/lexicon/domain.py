"""The domain's words, sorted by what they tell about a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from study.lexicon.loader import WordFinder, data


@dataclass(frozen=True, slots=True)
class CountRule:
    """When a counted thing has a certain indicator.

    Attributes:
        code: The indicator.
        families: Families of nouns it may be counted by.
        head: Cues that must stand in the counted phrase.
        item: Cues that must stand in the number's own item of a list.
        clause: Cues that must stand in the clause.
        sentence: Cues that must stand in the sentence.
        counters: Classifiers it is bound to; empty for any.
        without: Cues that must not stand in the counted phrase.
        event: Whether it needs an article about an event.
    """

    code: str
    families: frozenset[str]
    head: frozenset[str]
    item: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    counters: frozenset[str]
    without: frozenset[str]
    event: bool


@cache
def count_rules() -> tuple[CountRule, ...]:
    """Rules for counts, in the order in which they are tried."""
    parts = ("family", "head", "item", "clause", "sentence", "counters", "without")
    return tuple(
        CountRule(
            rule["code"], *(frozenset(rule.get(part, ())) for part in parts), rule.get("event", False)
        )
        for rule in data("indicators")["count_rules"]
    )


@cache
def words() -> WordFinder:
    """Finder of all domain words with tags `group:name`, such as `noun:firm`, `cue:listed`."""
    tagged: dict[str, set[str]] = {}
    indicators = data("indicators")
    for group, key in (("money", "money"), ("rate", "rate"), ("noun", "nouns"), ("cue", "cues")):
        for name, entries in indicators[key].items():
            for word in entries:
                tagged.setdefault(str(word), set()).add(f"{group}:{name}")
    for word in indicators["effect_subjects"]:
        tagged.setdefault(word, set()).add("effect:subject")
    for word, base in indicators["bases"].items():
        tagged.setdefault(word, set()).add(f"base:{base}")
    for status, entries in data("words")["status"].items():
        for word in entries:
            tagged.setdefault(word, set()).add(f"status:{status}")
    for segment in data("segments")["segments"]:
        for word in [segment["name"], *segment.get("aliases", ())]:
            tagged.setdefault(word, set()).add(f"segment:{segment['name']}")
    return WordFinder.build(tagged)


@cache
def indicator_kinds() -> dict[str, frozenset[str]]:
    """For each indicator the kinds of unit it admits."""
    return {code: frozenset(entry["kinds"]) for code, entry in data("indicators")["codes"].items()}


@cache
def flows() -> frozenset[str]:
    """Indicators that accrue over a period rather than stand on a day."""
    return frozenset(c for c, entry in data("indicators")["codes"].items() if entry.get("flow"))
