"""Measures and breaks lines of mixed Chinese and Latin text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg

from study.draw import fonts

LINE: float = 1.38  # distance of lines, in sizes of the type

# Marks that may not begin a line, and marks that may not end one (GB/T 15834, line breaks).
_NOT_FIRST = (
    "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09"
    "\u300b\u201d\u2019\u3009\u3011\u300d\u300f%\uff05\u2026\u00b7"
)
_NOT_LAST = "\uff08\u300a\u201c\u2018\u3008\u3010\u300c\u300e\u00a5$"
_PIECES = re.compile(
    rf"[{_NOT_LAST}]*(?:[^\s\u2e80-\u9fff\uff00-\uffef{_NOT_LAST}{_NOT_FIRST}]+|[^\s{_NOT_LAST}])"
    rf"[{_NOT_FIRST}]*|[{_NOT_LAST}]|\s+"
)


@cache
def _renderer() -> Any:  # noqa: ANN401 - matplotlib does not type it
    agg: Any = RendererAgg
    return agg(1, 1, 72)  # at 72 dots an inch a dot is a point


@cache
def width(text: str, size: float, weight: str = fonts.REGULAR) -> float:
    """Width of a line in points.

    Raises:
        StudyError: If the font lacks a character.
    """
    fonts.check(fonts.typeset(text), weight)
    font = fonts.properties(size, weight)
    set_text = fonts.typeset(text)
    return float(_renderer().get_text_width_height_descent(set_text, font, ismath=False)[0])


def wrap(text: str, room: float, size: float, weight: str = fonts.REGULAR) -> list[str]:
    """Break a text into lines that fit a width.

    Args:
        text: The text; Chinese may break between any two characters that punctuation rules let
            apart, Latin between words.
        room: Width in points.
        size: Size of the type in points.
        weight: Weight of the type.

    Returns:
        The lines; a word wider than the room stands alone on its line. One empty line for "".
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        if width((lines[-1] + piece).rstrip(), size, weight) > room and lines[-1]:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def shorten(text: str, room: float, size: float, weight: str = fonts.REGULAR) -> str:
    """Cut a text to a width, an ellipsis telling that there was more."""
    if width(text, size, weight) <= room:
        return text
    while text and width(text + "…", size, weight) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def fill(items: Sequence[str], joint: str, room: float, size: float) -> list[str]:
    """Join items into lines without breaking an item that fits a line.

    Args:
        items: The items.
        joint: What stands between two, such as "; ".
        room: Width in points.
        size: Size of the type in points.

    Returns:
        The lines.
    """
    lines: list[str] = []
    for number, item in enumerate(items):
        piece = item + (joint if number < len(items) - 1 else "")
        if lines and width((lines[-1] + piece).rstrip(), size) <= room:
            lines[-1] += piece
        else:
            lines += wrap(piece, room, size)
            lines[-1] += " " * (len(piece) - len(piece.rstrip()))
    return [line.rstrip() for line in lines]
