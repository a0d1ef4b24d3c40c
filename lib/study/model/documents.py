"""What a read article is: clean text that never forgets where it came from."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is for; only the roles in `BODY_ROLES` state facts."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    PLACEHOLDER = "placeholder"
    RELATED = "related"
    DISCLAIMER = "disclaimer"
    FURNITURE = "furniture"


BODY_ROLES = frozenset({Role.HEADLINE, Role.SUBHEADING, Role.BODY, Role.CAPTION})


class Script(StrEnum):
    """The script in which an article was published."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class DateKnownBy(StrEnum):
    """How the date of an article is known, from the surest to the weakest."""

    CATALOGUE = "catalogue"
    BYLINE = "byline"
    TEXT = "text"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the clean text.

    Attributes:
        start: First character, an offset into `Document.text`.
        end: One past the last character.
        role: What the paragraph is for.
    """

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read.

    Attributes:
        doc: Key of the article in every table: the stem of its file name.
        label: Short name for figures: the catalogue's id, else `doc`.
        path: The file as it was named by the caller.
        raw: The file decoded, without newline translation.
        text: Clean, simplified text with mainland wording; paragraphs are
            separated by a newline.
        origin: For each character of `text` the offset in `raw` of the
            character it came from; never decreasing.
        paragraphs: In the order of the text, not overlapping.
        noise: Spans of `raw` (start, end) that were taken out as noise.
        script: The script of the raw text.
        encoding: Name of the encoding in which the bytes were decoded.
        date: Day of publication, or None where nothing tells it.
        date_known_by: How `date` is known.
        title: Headline, from the catalogue or found in the text.
        publisher: Who published it, or "".
        address: Web address of the article if known, or "".
        catalogued: Whether a catalogue entry vouches for the bytes.
        sha256: Digest of the file's bytes, in hexadecimal.
        implied_year: Year in which the text was written, where it tells that but no day.
    """

    doc: str
    label: str
    path: str
    raw: str
    text: str
    origin: array[int]
    paragraphs: tuple[Paragraph, ...]
    noise: tuple[tuple[int, int], ...]
    script: Script
    encoding: str
    date: date | None
    date_known_by: DateKnownBy
    title: str
    publisher: str
    address: str
    catalogued: bool
    sha256: str
    implied_year: int | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of `text` to the span of `raw` it was read from."""
        return self.origin[start], self.origin[end - 1] + 1
