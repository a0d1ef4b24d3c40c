"""Reads YAML, that of the lexicon once a process, and turns it into fast look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from study.model import StudyError

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):  # type: ignore[misc]  # of C where there is one
    """A safe loader that refuses a key given twice, of which PyYAML keeps the last in silence."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401
        """What a node says, words, lists and mappings without PyYAML's detours: twice as fast."""
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        if node.tag == "tag:yaml.org,2002:seq":
            return [self.construct_object(each) for each in node.value]
        if node.tag == "tag:yaml.org,2002:map" and all(_is_word(key) for key, _ in node.value):
            _refuse_twice([key for key, _ in node.value])
            return {key.value: self.construct_object(value) for key, value in node.value}
        return super().construct_object(node, deep)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        _refuse_twice([key for key, _ in node.value if isinstance(key, yaml.ScalarNode)])
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def _is_word(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:str")


def _refuse_twice(keys: list[yaml.ScalarNode]) -> None:
    if len({key.value for key in keys}) == len(keys):
        return
    lines: dict[str, int] = {}
    for key in keys:
        line = key.start_mark.line + 1
        if key.value in lines:
            first = lines[key.value]
            raise yaml.YAMLError(
                f"line {line} has the key {key.value!r} of line {first} again; keep one"
            )
        lines[key.value] = line


def read_yaml(path: Path | Traversable) -> Any:  # noqa: ANN401 - each file has its own shape
    """Contents of a YAML file.

    Raises:
        StudyError: If it is no readable YAML, or a mapping has a key twice.
    """
    try:
        return yaml.load(path.read_text("utf-8"), _StrictLoader)  # a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError) as error:
        reason = " ".join(str(error).replace('in "<unicode string>", ', "in ").split())
        raise StudyError(f"{path} is not readable YAML: {reason}") from error


@cache
def data(name: str) -> Any:  # noqa: ANN401 - each file has its own shape
    """Contents of one YAML file of the lexicon.

    Args:
        name: File name without folder and ending, such as "units".
    """
    return read_yaml(files("study.lexicon") / "data" / f"{name}.yml")


def one_character(characters: Iterable[str]) -> str:
    """Inside of a regular expression's […] for any of some characters."""
    return "".join(re.escape(character) for character in dict.fromkeys(characters))


def alternation(words: Iterable[str]) -> str:
    """Source of a regular expression for any of some words, the longest first.

    Words are grouped by their first character: an engine that backtracks tries words one by
    one, and skips a group at its first character. No lookahead repeats these characters, as it
    would hide them from the search for where a match may begin, and take long to compile.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    parts = (re.escape(first) + _any_rest(rests) for first, rests in groups.items())
    return f"(?:{'|'.join(parts)})"


def _any_rest(rests: list[str]) -> str:
    longest_first = sorted(set(rests), key=lambda rest: (-len(rest), rest))
    if longest_first == [""]:
        return ""
    return f"(?:{'|'.join(re.escape(rest) for rest in longest_first)})"


_FEW_WORDS = 500


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
        # The fastest automaton to ask takes long to build, which a few words alone repay.
        fastest = Implementation.DFA if len(words) <= _FEW_WORDS else None
        automaton = AhoCorasick(words, matchkind=MatchKind.Standard, implementation=fastest)
        return cls(words, tags, automaton)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """All matches as (word number, start, end), sorted by end, then start."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            text, overlapping=True
        )
        return found
