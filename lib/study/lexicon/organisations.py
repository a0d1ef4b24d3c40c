"""Words by which organisations are known: endings, shortened bodies, contexts of names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from study.lexicon.loader import WordFinder, alternation, data

_LONG_ENOUGH = 3  # characters by which the full name of a body stands for itself


@cache
def words(name: str) -> frozenset[str]:
    """A list of `organisations.yml` as a set."""
    return frozenset(map(str, data("organisations")[name]))


@cache
def one_of(name: str) -> re.Pattern[str]:
    """Pattern for any word of a list of `organisations.yml`, the longest first."""
    return re.compile(alternation(map(str, data("organisations")[name])))


@cache
def ending_kinds() -> Mapping[str, str]:
    """For each ending of a full name the kind of organisation."""
    kinds = data("organisations")["endings"]
    return {ending: kind for kind, endings in kinds.items() for ending in endings}


@cache
def ending_finder() -> WordFinder:
    """Finder of the endings of full names."""
    return WordFinder.build(dict.fromkeys(ending_kinds(), ()))


@cache
def national_bodies() -> Mapping[str, str]:
    """Bodies of the nation by all their names, with the full one."""
    bodies: dict[str, str] = data("organisations")["national"]
    return bodies


@cache
def local_bodies() -> Mapping[str, tuple[str, str]]:
    """For the shortened name of a body its kind and its name in full: 科委, 委宣传部."""
    found: dict[str, tuple[str, str]] = {}
    for kind, bodies in data("organisations")["bodies"].items():
        known = "government" if kind == "government_council" else kind
        found |= {full: (known, full) for full in bodies.values() if len(full) > _LONG_ENOUGH}
        found |= {short: (known, full) for short, full in bodies.items()}
    return found


@cache
def head_kinds() -> Mapping[str, str]:
    """For each noun that heads a list the kind of its items: 企业, 孵化器, 项目."""
    heads = data("organisations")["list_heads"]
    return {word: kind for kind, words_ in heads.items() for word in words_}


@cache
def known_firms() -> Mapping[str, str]:
    """Firms of common knowledge: name to "multinational" or "home_grown", or "" where not known."""
    content = data("organisations")
    return {
        name: ownership
        for ownership, key in (
            ("home_grown", "home_grown"),
            ("multinational", "multinationals"),
            ("", "other_firms"),
        )
        for name in content[key]
    }


@cache
def ownership_words() -> Mapping[str, tuple[str, ...]]:
    """Words by which an article tells whose a firm is, by ownership."""
    content = data("organisations")["ownership_words"]
    return {code: tuple(found) for code, found in content.items()}
