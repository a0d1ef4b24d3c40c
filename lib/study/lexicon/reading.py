"""Words by which an article is read: scripts, wording, bylines, page furniture."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from study.lexicon.loader import data


@dataclass(frozen=True)
class ReadingWords:
    """The lists of `data/reading.yml`, each told about there.

    `wording` maps words to words; everything else is a string of characters or
    a tuple of words.
    """

    frequent_characters: str
    traditional_characters: str
    simplified_characters: str
    wording: dict[str, str]
    wording_kept: tuple[str, ...]
    publisher_endings: tuple[str, ...]
    source_labels: tuple[str, ...]
    byline_labels: tuple[str, ...]
    editing_labels: tuple[str, ...]
    other_days: tuple[str, ...]
    link_tags: tuple[str, ...]
    byline_people: tuple[str, ...]
    byline_lines: tuple[str, ...]
    caption_starts: tuple[str, ...]
    caption_endings: tuple[str, ...]
    placeholder_lines: tuple[str, ...]
    related_headings: tuple[str, ...]
    related_labels: tuple[str, ...]
    related_endings: tuple[str, ...]
    disclaimer_starts: tuple[str, ...]
    disclaimer_phrases: tuple[str, ...]
    furniture_labels: tuple[str, ...]
    furniture_lines: tuple[str, ...]
    furniture_phrases: tuple[str, ...]
    navigation_starts: tuple[str, ...]


@cache
def reading_words() -> ReadingWords:
    """Load the words once a process."""
    content = data("reading")
    return ReadingWords(
        **{field.name: _entry(content[field.name]) for field in fields(ReadingWords)}
    )


def _entry(value: object) -> Any:  # noqa: ANN401 - a string, a tuple or a mapping, as the field says
    if isinstance(value, str):
        return "".join(value.split())
    return tuple(value) if isinstance(value, list) else value
