"""The words of forums: how their names end, who holds them, what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from study.lexicon.domain import segment_words
from study.lexicon.loader import alternation, data

SHOW = "展"  # a show, or the end of 发展


def forum_words(key: str) -> Any:  # noqa: ANN401 - each list has its own shape
    """A list or table of `forums.yml` by its key."""
    return data("forums")[key]


def any_of(words: Iterable[str]) -> str:
    """Source of a regular expression for any of some words, in a group of its own."""
    return f"(?:{alternation(str(word) for word in words)})"


@cache
def head_kinds() -> Mapping[str, str]:
    """For each ending of an event's name the sort of event."""
    return {head: kind for kind, heads in forum_words("heads").items() for head in heads}


@cache
def component_kinds() -> Mapping[str, str]:
    """For each word that speaks of a component its kind."""
    return {word: kind for kind, entry in forum_words("kinds").items() for word in entry["words"]}


def component_words() -> str:
    """Source of a regular expression for words that speak of components; 发展 holds no 展."""
    before = "".join(forum_words("not_shows"))
    words = (word for word in component_kinds() if word != SHOW)
    return f"(?:{any_of(words)}|(?<![{before}]){SHOW}(?![开现望示览]))"


@cache
def component_pattern() -> re.Pattern[str]:
    """Finds the words that speak of components, the longest first."""
    return re.compile(component_words())


def kind_label(kind: str, language: str) -> str:
    """Name of a component's kind for a reader; joined kinds are named one by one."""
    known = forum_words("kinds")
    joint = "和" if language == "zh" else " and "
    names = (known[one][language] if one in known else one for one in kind.split(" + "))
    return joint.join(names)


def host_kind(name: str) -> str:
    """What kind of organisation a name speaks of: government, society, academia, firm."""
    for entry in forum_words("host_kinds"):
        if any(word in name for word in entry["words"]):
            return str(entry["code"])
    return "other"


def host_kind_label(code: str, language: str) -> str:
    """Name of a kind of organisation for a reader."""
    entries: list[dict[str, Any]] = forum_words("host_kinds")
    return next((str(entry[language]) for entry in entries if entry["code"] == code), code)


@cache
def _themes() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Words of segments and topics, and what each stands for."""
    meant = {word: topic["name"] for topic in forum_words("topics") for word in topic["words"]}
    meant |= segment_words()
    return re.compile(any_of(meant)), meant


def themes_of(name: str) -> tuple[str, ...]:
    """Segments of the industry, and topics beside them, that a name speaks of, in its order."""
    pattern, meant = _themes()
    return tuple(dict.fromkeys(meant[word] for word in pattern.findall(name)))


def theme_label(theme: str, language: str) -> str:
    """Name of a theme for a reader."""
    if language == "zh":
        return theme
    entries = [*forum_words("topics"), *data("segments")["segments"]]
    return next((str(entry["en"]) for entry in entries if entry["name"] == theme), theme)
