"""What a reader sees of a raw text, and how marks nest in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NamedTuple

from study.model import Document
from study.read.html import looks_like_html

# Characters that HTML cannot carry and a terminal may obey; one sign for each keeps offsets.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"

# Puts an element around inner HTML; told whether this is the first piece of its stretch.
Wrap = Callable[[str, bool], str]


class SeenText:
    """The raw text of an article as a reader sees it: of a web page only what it shows.

    Attributes:
        is_page: Whether the article is a saved web page, whose markup is not seen.
    """

    def __init__(self, document: Document) -> None:
        """Look at an article as read."""
        self._document = document
        self.is_page = looks_like_html(document.raw)

    def between(self, start: int, end: int) -> str:
        """The characters of a raw span that are seen; unprintable ones are replaced."""
        seen = self._of_page(start, end) if self.is_page else self._document.raw[start:end]
        return _UNPRINTABLE.sub(_REPLACEMENT, seen)

    def html_between(self, start: int, end: int) -> str:
        """The same, escaped."""
        # A parser would make a newline of a bare carriage return.
        return escape(self.between(start, end)).replace("\r", "&#13;")

    def _of_page(self, start: int, end: int) -> str:
        text, origin = self._document.text, self._document.origin
        first, last = bisect_left(origin, start), bisect_left(origin, end)
        return "".join(
            self._character(index)
            for index in range(first, last)
            # A raw character that was read as several is seen once.
            if index == first or origin[index] != origin[index - 1] or text[index] == "\n"
        )

    def _character(self, index: int) -> str:
        read, raw = self._document.text[index], self._document.raw[self._document.origin[index]]
        if read == "\n":
            return "\n\n"  # between blocks of a page there is space
        return read if raw in "&<\r\n\t" else raw  # `&nbsp;` is seen as what it stands for


class Span(NamedTuple):
    """A stretch of the raw text and how it is marked.

    Attributes:
        start: First character.
        end: One past the last.
        wrap: Puts the element around its HTML.
    """

    start: int
    end: int
    wrap: Wrap


def layers_of(spans: Iterable[Span]) -> list[list[Span]]:
    """Spread spans over layers, outermost first, within which none overlap."""
    layers: list[list[Span]] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        layer = next((each for each in layers if each[-1].end <= span.start), None)
        if layer is None:
            layers.append([span])
        else:
            layer.append(span)
    return layers


def nested(seen: SeenText, start: int, end: int, layers: Sequence[Sequence[Span]]) -> str:
    """Write a stretch of raw text as HTML with the spans of every layer around it.

    Args:
        seen: The text.
        start: First raw character.
        end: One past the last.
        layers: Outermost first. Spans of a layer are sorted and do not overlap; one that
            crosses a span of an outer layer is written in pieces, so that elements nest.
    """
    if not layers:
        return seen.html_between(start, end)
    spans, inner = layers[0], layers[1:]
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_left(spans, end, key=lambda span: span.start)
    pieces, done = [], start
    for span in spans[first:last]:
        opens, closes = max(span.start, start), min(span.end, end)
        pieces.append(nested(seen, done, opens, inner))
        pieces.append(span.wrap(nested(seen, opens, closes, inner), opens == span.start))
        done = closes
    pieces.append(nested(seen, done, end, inner))
    return "".join(pieces)
