"""Reads the YAML of the lexicon once a process and turns it into fast look-ups."""

from __future__ import annotations

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
    def build(cls, tagged: dict[str, set[str]]) -> WordFinder:
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
