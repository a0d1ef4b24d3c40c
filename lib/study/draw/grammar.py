"""How a stated number is drawn, by its qualifier and status; the same on every figure.

Exact is a dot, about a ring, over and at least a dot with an arrow up, nearly and at most a dot
with an arrow down, a range a bar with ends; a target or plan is hollow; two sources of one point
that contradict each other are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from study.draw.chart import Page
from study.draw.style import BLUE, KIND_COLORS, MARGIN, PAPER, QUIET, SMALL, VERMILLION, WIDTH
from study.draw.text import width
from study.lexicon.figures import phrase
from study.model import Qualifier, Status

SIZE = 9.0  # outer diameter of a mark, in points
STROKE = 1.5
_RING = 3.2  # stroke of a ring
_ARROW = 5.75  # from the edge of a mark to the tip of its arrow

_UP = (Qualifier.OVER, Qualifier.AT_LEAST)
_DOWN = (Qualifier.NEARLY, Qualifier.AT_MOST)
# Entries of the key, in this order; qualifiers drawn alike share one.
_ENTRIES = ("exact", "about", "nearly", "over", "range", "target", "conflict")
_ENTRY_OF = {Qualifier.AT_LEAST: "over", Qualifier.AT_MOST: "nearly"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stated number on axes whose units are points, `y` growing downwards.

    Attributes:
        x: Where the number lies.
        y: The row it lies on.
        qualifier: A code of `Qualifier`.
        status: A code of `Status`; all but "actual" are hollow.
        color: Colour of the mark.
        gid: Name of the mark in the SVG, or None.
        ends: Where the ends of a range lie.
        size: Outer diameter in points.
    """

    x: float
    y: float
    qualifier: str
    status: str = Status.ACTUAL
    color: str = BLUE
    gid: str | None = None
    ends: tuple[float, float] | None = None
    size: float = SIZE


def draw_mark(axes: Axes, mark: Mark) -> None:
    """Draw a stated number in the grammar."""
    if mark.qualifier == Qualifier.RANGE and mark.ends is not None:
        draw_bar(axes, mark)
        return
    _arrow(axes, mark)
    _put(axes, _symbol(mark), mark)


def draw_bar(axes: Axes, mark: Mark) -> None:
    """Draw a bar with ends; a hollow one is an open box."""
    low, high = mark.ends or (mark.x, mark.x)
    if mark.status != Status.ACTUAL:
        wide = max(high - low, 2 * STROKE)  # so that its hollow can be seen
        box = Rectangle(((low + high - wide) / 2, mark.y - 3.2), wide, 6.4, facecolor=PAPER)
        box.set_edgecolor(mark.color)
        box.set_linewidth(STROKE)
        _put(axes, box, mark)
        return
    _put(axes, Line2D([low, high], [mark.y, mark.y], color=mark.color, linewidth=2.4), mark)
    for x in (low, high):
        end = Line2D([x, x], [mark.y - 4.2, mark.y + 4.2], color=mark.color, linewidth=1.8)
        _put(axes, end, mark)


def _put(axes: Axes, artist: Artist, mark: Mark) -> None:
    """Add a part of a mark to the axes, under the mark's name."""
    artist.set_gid(mark.gid)
    artist.set_zorder(3)
    axes.add_artist(artist)


def _symbol(mark: Mark) -> Line2D:
    """The dot, ring or hollow circle of a number, its outer diameter that of the mark."""
    line = Line2D([mark.x], [mark.y], marker="o", linestyle="", color=mark.color)
    stroke = _stroke(mark)
    line.set_markersize(mark.size - stroke)  # half of the stroke lies outside the circle
    line.set_markeredgewidth(stroke)
    line.set_markeredgecolor(mark.color)
    if stroke:
        line.set_markerfacecolor(PAPER)
    return line


def _stroke(mark: Mark) -> float:
    """Width of a circle's line; none for a dot, whose area would grow by it."""
    hollow = mark.status != Status.ACTUAL
    if not hollow and mark.qualifier != Qualifier.ABOUT:
        return 0.0
    return min(STROKE, mark.size / 4) if hollow else min(_RING, mark.size / 2.8)


def _arrow(axes: Axes, mark: Mark) -> None:
    """The arrow of a number that is a floor or a ceiling."""
    if mark.qualifier not in (*_UP, *_DOWN):
        return
    away = -1 if mark.qualifier in _UP else 1  # y grows downwards
    tip = mark.y + away * (mark.size / 2 + _ARROW)
    shaft = Line2D([mark.x, mark.x], [mark.y, tip], color=mark.color, linewidth=STROKE)
    head = Line2D([mark.x], [tip], marker="^" if away < 0 else "v", linestyle="", color=mark.color)
    head.set_markersize(4.6)
    head.set_markeredgewidth(0)
    for line in (shaft, head):
        _put(axes, line, mark)


def join(axes: Axes, points: Sequence[tuple[float, float]]) -> None:
    """Join the marks of sources that contradict each other."""
    xs, ys = zip(*points, strict=True)
    line = Line2D(xs, ys, color=VERMILLION, linewidth=2.4, alpha=1.0)
    line.set_zorder(2)
    axes.add_line(line)


def entries(
    qualifiers: Iterable[str], statuses: Iterable[str], *, conflict: bool = False
) -> list[str]:
    """Entries of the key that a figure needs, in the order of the grammar.

    A figure of nothing but exact numbers explains itself and needs none.

    Args:
        qualifiers: Qualifier of each mark.
        statuses: Status of each mark.
        conflict: Whether marks are joined.

    Returns:
        Names of phrases in the section "key" of `figures.yml`.
    """
    used = {"conflict"} if conflict else set()
    for qualifier, status in zip(qualifiers, statuses, strict=True):
        hollow = status != Status.ACTUAL
        used |= {"target"} if hollow else set()
        if not (hollow and qualifier == Qualifier.EXACT):
            used.add(_ENTRY_OF.get(Qualifier(qualifier), str(qualifier)))
    return [entry for entry in _ENTRIES if entry in used] if used != {"exact"} else []


def entries_of(rows: pd.DataFrame) -> list[str]:
    """Entries of the key for rows of statements; those that contradict each other are joined."""
    conflict = bool((rows.agreement == "conflict").any())
    return entries(rows.qualifier, rows.status, conflict=conflict)


def key_height(names: Sequence[str], language: str) -> float:
    """Height in points of the key with these entries."""
    return 20 * len(_key_rows(names, language)) + 6 if names else 0


def draw_key(page: Page, names: Sequence[str], language: str) -> None:
    """Draw the key at the top of the page's body."""
    if not names:
        return
    axes = page.canvas(page.top, key_height(names, language))
    for number, row in enumerate(_key_rows(names, language)):
        y = page.top + 9 + 20 * number
        for x, name in row:
            _sample(axes, x + 8, y, name)
            page.text(x + 21, y, phrase(f"key.{name}", language), color=QUIET)


def _key_rows(names: Sequence[str], language: str) -> list[list[tuple[float, str]]]:
    """Places of the entries, in as many rows as they need."""
    rows: list[list[tuple[float, str]]] = [[]]
    x = MARGIN - 4
    for name in names:
        wide = 21 + width(phrase(f"key.{name}", language), SMALL) + 16
        if rows[-1] and x + wide > WIDTH - MARGIN:
            rows.append([])
            x = MARGIN - 4
        rows[-1].append((x, name))
        x += wide
    return rows


def _sample(axes: Axes, x: float, y: float, name: str) -> None:
    """The drawing beside an entry of the key: a patch of a colour, or a mark in grey."""
    if name in KIND_COLORS:
        axes.add_patch(Rectangle((x - 6, y - 4), 12, 8, facecolor=KIND_COLORS[name], linewidth=0))
        return
    if name == "conflict":
        join(axes, [(x - 7, y), (x + 5, y)])
        for at in (x - 7, x + 5):
            draw_mark(axes, Mark(at, y, Qualifier.EXACT, color=QUIET))
        return
    ends = (x - 7, x + 7)
    hollow = name == "target"
    qualifier = Qualifier.EXACT if hollow else Qualifier(name)
    shift = {Qualifier.OVER: 3.5, Qualifier.NEARLY: -3.5}.get(qualifier, 0.0)
    status = Status.TARGET if hollow else Status.ACTUAL
    draw_mark(axes, Mark(x, y + shift, qualifier, status, QUIET, None, ends))
