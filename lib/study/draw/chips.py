"""Groups of named things: a heading each, and behind it one dot and name for every thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from study.draw import fonts
from study.draw.chart import Page
from study.draw.grammar import Mark, draw_mark
from study.draw.style import BLUE, BODY, INK, MARGIN, QUIET, SMALL, WIDTH
from study.draw.text import LINE, shorten, width, wrap
from study.model import Qualifier

_HEAD = 168.0  # width of the column of headings
_LINE = 15.5  # height of a line of chips
_GAP = 13.0  # between two chips
_DOT, _DOT_ROOM = 5.5, 9.0
_PAD = 9.0  # above and below a group
_INDENT = 12.0


@dataclass(frozen=True, slots=True)
class Chip:
    """One named thing.

    Attributes:
        text: Its name.
        gid: Name of its mark in the SVG.
        color: Colour of its dot.
        more: What stands behind the name in grey, or "".
    """

    text: str
    gid: str
    color: str = BLUE
    more: str = ""


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """Things under one heading.

    Attributes:
        heading: The heading.
        note: What stands below the heading in grey, or "".
        chips: The things; a group without any says `empty`.
        indent: How deep the heading lies in a tree.
        strong: Whether the title rests on it.
        empty: What is said of a group without things.
    """

    heading: str
    note: str
    chips: tuple[Chip, ...]
    indent: int = 0
    strong: bool = False
    empty: str = ""

    @property
    def heading_lines(self) -> list[str]:
        """The heading, broken into lines."""
        weight = fonts.BOLD if self.strong else fonts.REGULAR
        return wrap(self.heading, _HEAD - 14 - self.indent * _INDENT, BODY, weight)

    @property
    def lines(self) -> list[list[tuple[float, Chip]]]:
        """The chips in lines, each with its place."""
        left, room = MARGIN + _HEAD, WIDTH - MARGIN
        lines: list[list[tuple[float, Chip]]] = [[]]
        x = left
        for chip in self.chips:
            wide = _wide(chip)
            if lines[-1] and x + wide > room:
                lines.append([])
                x = left
            lines[-1].append((x, chip))
            x += wide + _GAP
        return lines

    @property
    def height(self) -> float:
        """Height in points."""
        head = len(self.heading_lines) * BODY * LINE + (SMALL * LINE if self.note else 0)
        return max(len(self.lines) * _LINE, head) + _PAD


def _wide(chip: Chip) -> float:
    more = 4 + width(chip.more, SMALL) if chip.more else 0
    return min(_DOT_ROOM + width(chip.text, BODY) + more, WIDTH - 2 * MARGIN - _HEAD)


def chips_height(groups: Sequence[ChipGroup]) -> float:
    """Height in points of groups below each other."""
    return sum(group.height for group in groups)


def draw_chips(page: Page, groups: Sequence[ChipGroup], top: float) -> None:
    """Draw groups below each other.

    Args:
        page: The page.
        groups: The groups, from top to bottom.
        top: Where the first begins, in points.
    """
    if not groups:
        return
    axes = page.canvas(top, chips_height(groups))
    y = top
    for group in groups:
        page.rule(y)
        _draw_heading(page, group, y + _PAD / 2 + _LINE / 2)
        _draw_group(page, axes, group, y + _PAD / 2 + _LINE / 2)
        y += group.height


def _draw_heading(page: Page, group: ChipGroup, y: float) -> None:
    x = MARGIN + group.indent * _INDENT
    weight = fonts.BOLD if group.strong else fonts.REGULAR
    lines = group.heading_lines
    page.lines(x, y, lines, size=BODY, weight=weight)
    if group.note:
        room = _HEAD - 14 - group.indent * _INDENT
        note = shorten(group.note, room, SMALL)
        page.text(x, y + len(lines) * BODY * LINE, note, color=QUIET)


def _draw_group(page: Page, axes: Axes, group: ChipGroup, y: float) -> None:
    if not group.chips and group.empty:
        page.text(MARGIN + _HEAD, y, group.empty, color=QUIET)
    for line, chip, x in _placed(group):
        _draw_chip(page, axes, chip, (x, y + line * _LINE))


def _placed(group: ChipGroup) -> Iterator[tuple[int, Chip, float]]:
    for number, line in enumerate(group.lines):
        for x, chip in line:
            yield number, chip, x


def _draw_chip(page: Page, axes: Axes, chip: Chip, at: tuple[float, float]) -> None:
    x, y = at
    mark = Mark(x + _DOT / 2, y, Qualifier.EXACT, color=chip.color, gid=chip.gid, size=_DOT)
    draw_mark(axes, mark)
    room = WIDTH - MARGIN - x - _DOT_ROOM
    text = shorten(chip.text, room, BODY)
    page.text(x + _DOT_ROOM, y, text, size=BODY, color=INK)
    x += _DOT_ROOM + width(text, BODY) + 4
    if chip.more and x < WIDTH - MARGIN - 20:
        page.text(x, y, shorten(chip.more, WIDTH - MARGIN - x, SMALL), color=QUIET)
