"""Text that remembers, character by character, where in the raw file it came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple


class Grounded(NamedTuple):
    """A text and the origin of each of its characters.

    Attributes:
        text: The text as cleaned so far.
        origin: For each character of `text` its offset in the raw file, in
            characters; never decreasing.
    """

    text: str
    origin: array[int]


class Edit(NamedTuple):
    """A span of a text and what takes its place."""

    start: int
    end: int
    replacement: str


_counted = array("i", range(65_536))


def ground(raw: str) -> Grounded:
    """Text of a raw file before any cleaning: every character is its own origin."""
    if len(raw) > len(_counted):
        return Grounded(raw, array("i", range(len(raw))))
    return Grounded(raw, _counted[: len(raw)])


def cut(grounded: Grounded, spans: Iterable[tuple[int, int]]) -> Grounded:
    """Take spans out of a text.

    Args:
        grounded: The text.
        spans: Spans (start, end) of the text, in order, not overlapping.
    """
    text, origin = grounded
    pieces: list[str] = []
    kept = array("i")
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        kept.extend(origin[at:start])
        at = end
    if at == 0 and not pieces:
        return grounded
    pieces.append(text[at:])
    kept.extend(origin[at:])
    return Grounded("".join(pieces), kept)


def splice(grounded: Grounded, edits: Iterable[Edit]) -> Grounded:
    """Put replacements in the place of spans.

    The first and the last character of a replacement point to the first and
    the last character of its span, so that `Document.raw_span` of a replaced
    word still covers the whole word of the raw file.

    Args:
        grounded: The text.
        edits: The edits in order of the text, not overlapping; none of an
            empty span.
    """
    text, origin = grounded
    pieces: list[str] = []
    kept = array("i")
    at = 0
    for start, end, replacement in edits:
        pieces += (text[at:start], replacement)
        kept.extend(origin[at:start])
        kept.extend(_spread(origin[start:end], len(replacement)))
        at = end
    if not pieces:
        return grounded
    pieces.append(text[at:])
    kept.extend(origin[at:])
    return Grounded("".join(pieces), kept)


def _spread(origin: array[int], length: int) -> array[int]:
    if length == len(origin):
        return origin
    if length == 0:
        return array("i")
    last = len(origin) - 1
    return array("i", [origin[min(i, last)] for i in range(length - 1)] + [origin[last]])


def merge(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort spans and join those that touch or overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
