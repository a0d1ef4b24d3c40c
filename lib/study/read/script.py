"""Turns traditional script into simplified, and its wording into the mainland's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from study.lexicon.reading import reading_words
from study.model import Script
from study.read.grounded import Edit, Grounded, splice

if TYPE_CHECKING:
    import opencc

# Characters of one script enough to tell it by.
_SAMPLE = 100_000


class Converted(NamedTuple):
    """A text in simplified script, and the script it was written in."""

    grounded: Grounded
    script: Script


def simplify(grounded: Grounded) -> Converted:
    """Convert a text to simplified script and mainland wording.

    The script is that of most characters that only one script has. Single
    paragraphs in the other script are converted by what they hold. Wording is
    converted in traditional articles alone: 智慧 or 水准 are good words of the
    mainland too.

    Source of the tables: OpenCC (Taiwan and Hong Kong variants to simplified
    characters); of the wording: `lexicon/data/reading.yml`.
    """
    text = grounded.text
    marks = _marks()
    if not marks.traditional.search(text):
        return Converted(grounded, Script.SIMPLIFIED)
    traditional = _is_traditional(text[:_SAMPLE])
    if traditional and not marks.simplified.search(text):
        return Converted(_mainland(_convert_all(grounded)), Script.TRADITIONAL)
    converted = _convert_paragraphs(grounded, default=traditional)
    if not traditional:
        return Converted(converted, Script.SIMPLIFIED)
    return Converted(_mainland(converted), Script.TRADITIONAL)


class _Marks(NamedTuple):
    traditional: re.Pattern[str]
    simplified: re.Pattern[str]


@cache
def _marks() -> _Marks:
    words = reading_words()
    return _Marks(
        re.compile(f"[{words.traditional_characters}]"),
        re.compile(f"[{words.simplified_characters}]"),
    )


def _is_traditional(text: str, *, when_equal: bool = False) -> bool:
    marks = _marks()
    traditional = len(marks.traditional.findall(text))
    simplified = len(marks.simplified.findall(text))
    return traditional > simplified or (when_equal and traditional == simplified)


@cache
def _converter(name: str) -> opencc.OpenCC:
    import opencc  # noqa: PLC0415 - loads its tables; most articles never need them

    return opencc.OpenCC(name)


def _convert(text: str) -> str:
    """Convert Taiwan's variants (隨著 → 随着), then Hong Kong's (衞生 → 卫生) if any are left."""
    converted: str = _converter("tw2s").convert(text)
    alphabet = "".join(sorted(set(converted)))
    hong_kong = _converter("hk2s")
    if hong_kong.convert(alphabet) != alphabet:
        converted = hong_kong.convert(converted)
    return converted


def _convert_all(grounded: Grounded) -> Grounded:
    text = grounded.text
    converted = _convert_aligned(text)
    return grounded if converted == text else Grounded(converted, grounded.origin)


def _convert_aligned(text: str) -> str:
    """Convert a text so that every character keeps its place.

    OpenCC keeps the length but for rare phrases; where it does not, the line
    is converted character by character.
    """
    converted = _convert(text)
    if len(converted) == len(text):
        return converted
    return "\n".join(_convert_line(line) for line in text.split("\n"))


def _convert_line(line: str) -> str:
    converted = _convert(line)
    return converted if len(converted) == len(line) else "".join(map(_convert_character, line))


@cache
def _convert_character(character: str) -> str:
    converted = _convert(character)
    return converted if len(converted) == 1 else character


def _convert_paragraphs(grounded: Grounded, *, default: bool) -> Grounded:
    lines = grounded.text.split("\n")
    changed = [
        _convert_aligned(line) if _is_traditional(line, when_equal=default) else line
        for line in lines
    ]
    return Grounded("\n".join(changed), grounded.origin)


class _Wording(NamedTuple):
    automaton: AhoCorasick
    replacements: tuple[str, ...]


@cache
def _wording() -> _Wording:
    words = reading_words()
    pairs = words.wording | {word: word for word in words.wording_kept}
    automaton = AhoCorasick(tuple(pairs), matchkind=MatchKind.LeftmostLongest)
    return _Wording(automaton, tuple(pairs.values()))


def _mainland(grounded: Grounded) -> Grounded:
    automaton, replacements = _wording()
    text = grounded.text
    edits = [
        Edit(start, end, replacements[number])
        for number, start, end in automaton.find_matches_as_indexes(text)
    ]
    return splice(grounded, edits)
