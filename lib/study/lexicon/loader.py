"""Reads the YAML of the lexicon once a process and turns it into fast look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

_YamlLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def data(name: str) -> Any:  # noqa: ANN401 - each file has its own shape
    """Contents of one YAML file of the lexicon.

    Args:
        name: File name without folder and ending, such as "units".
    """
    text = (files("study.lexicon") / "data" / f"{name}.yml").read_text("utf-8")
    return yaml.load(text, _YamlLoader)  # a safe loader


def one_character(characters: Iterable[str]) -> str:
    """Inside of a regular expression's […] for any of some characters."""
    return "".join(re.escape(character) for character in dict.fromkeys(characters))


def alternation(words: Iterable[str]) -> str:
    """Source of a regular expression for any of some words, the longest first.

    Words are grouped by their first character, and a lookahead on these rules out
    most positions with one test: an engine that backtracks tries words one by one.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    parts = (re.escape(first) + _any_rest(rests) for first, rests in groups.items())
    return f"(?=[{one_character(groups)}])(?:{'|'.join(parts)})"


def _any_rest(rests: list[str]) -> str:
    longest_first = sorted(set(rests), key=lambda rest: (-len(rest), rest))
    if longest_first == [""]:
        return ""
    return f"(?:{'|'.join(re.escape(rest) for rest in longest_first)})"


@dataclass(frozen=True)
class WordFinder:
    """Finds every word of a list in a text, overlapping ones too.

    Attributes:
        words: The words, in the order of their numbers.
        tags: For each word the tags it carries.
    """

    words: tuple[str, ...]
    tags: tuple[frozenset[str], ...]
    _automaton: AhoCorasick

    @classmethod
    def build(cls, tagged: Mapping[str, Iterable[str]]) -> WordFinder:
        """Build a finder from words and their tags."""
        words = tuple(sorted(tagged))
        tags = tuple(frozenset(tagged[word]) for word in words)
        return cls(words, tags, AhoCorasick(words, matchkind=MatchKind.Standard))

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """All matches as (word number, start, end), sorted by end, then start."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            text, overlapping=True
        )
        return found
