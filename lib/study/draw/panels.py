"""Panels of rows with a mark each: one panel a place, one group of rows a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from study.draw import fonts
from study.draw.chart import Page
from study.draw.grammar import Mark, draw_mark, join
from study.draw.style import BODY, FAINT, GRID, INK, MARGIN, QUIET, SMALL, WIDTH
from study.draw.text import LINE, shorten, width, wrap

ROW = 22.0
_PANEL_HEAD, _PANEL_FOOT, _GROUP_GAP, _PANEL_GAP = 27.0, 17.0, 7.0, 13.0
_MARK_GAP = 10.0  # from the middle of a mark to its words
_MEASURE = 142.0  # the most that the names of measures may take
_LEAST_PLOT = 110.0


@dataclass(frozen=True, slots=True)
class Row:
    """One number with its words.

    Attributes:
        label: What tells it from the other rows of its group: a year.
        mark: The mark, its `x` and `ends` in data units, `y` not yet known.
        value: The number in words, beside the mark.
        more: What else stands beside it, in grey.
        strong: Whether the title rests on it.
        point: Rows of one point stand together; see `conflict`.
        conflict: Whether the rows of the point contradict each other.
        goal: A second mark on the row, which the first is measured against: a target.
        thick: Whether the stem is a bar, for the eye to measure by.
    """

    label: str
    mark: Mark
    value: str
    more: str = ""
    strong: bool = False
    point: str = ""
    conflict: bool = False
    goal: Mark | None = None
    thick: bool = False

    @property
    def reach(self) -> float:
        """Where words may begin, in data units: the right end of the marks and their stem."""
        end = self.mark.ends[1] if self.mark.ends else self.mark.x
        return max(end, self.goal.x if self.goal else 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one measure."""

    measure: str
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[str]:
        """The measure's name, broken into lines."""
        return wrap(self.measure, _MEASURE, BODY)

    @property
    def reaches(self) -> list[float]:
        """Where the words of each row begin: rows that are joined clear the way for each other."""
        joined: dict[str, float] = {}
        for row in self.rows:
            if row.conflict:
                joined[row.point] = max(row.reach, joined.get(row.point, 0.0))
        return [joined[row.point] if row.conflict else row.reach for row in self.rows]

    @property
    def height(self) -> float:
        """Height in points: that of the rows, or of the name if it is higher."""
        return max(len(self.rows) * ROW, len(self.lines) * BODY * LINE + 8)


@dataclass(frozen=True, slots=True)
class Panel:
    """Groups of one place.

    Attributes:
        title: Name of the place.
        groups: The groups.
        limits: Data values at the left and right edge; zero lies between or at one of them.
        tick: Writes a number of the axis.
    """

    title: str
    groups: tuple[Group, ...]
    limits: tuple[float, float]
    tick: Callable[[float], str]

    @property
    def rows(self) -> list[Row]:
        """Rows of all groups."""
        return [row for group in self.groups for row in group.rows]

    @property
    def height(self) -> float:
        """Height in points, with head and axis."""
        groups = sum(group.height for group in self.groups)
        return _PANEL_HEAD + groups + _GROUP_GAP * (len(self.groups) - 1) + _PANEL_FOOT


def panels_height(panels: Sequence[Panel]) -> float:
    """Height in points of panels below each other."""
    return sum(panel.height for panel in panels) + _PANEL_GAP * max(0, len(panels) - 1)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The horizontal layout that all panels share, in points.

    Attributes:
        label: Where the labels of the rows begin.
        left: Where the plot begins.
        wide: How wide it is.
    """

    label: float
    left: float
    wide: float


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where one panel is drawn.

    Attributes:
        page: The page, for words.
        axes: Axes in points, for marks.
        columns: The horizontal layout.
        limits: Data values at the left and right edge of the plot.
    """

    page: Page
    axes: Axes
    columns: _Columns
    limits: tuple[float, float]

    def x(self, value: float) -> float:
        """Place of a value in points."""
        low, high = self.limits
        return self.columns.left + self.columns.wide * (value - low) / (high - low)


def draw_panels(page: Page, panels: Sequence[Panel], top: float) -> None:
    """Draw panels below each other.

    Args:
        page: The page.
        panels: The panels, from top to bottom.
        top: Where the first begins, in points.
    """
    if not panels:
        return
    axes = page.canvas(top, panels_height(panels))
    columns = _columns(panels)
    y = top
    for panel in panels:
        _draw_panel(_Plot(page, axes, columns, panel.limits), panel, y)
        y += panel.height + _PANEL_GAP


def _columns(panels: Sequence[Panel]) -> _Columns:
    """The widest plot whose rows still have room for their words to the right of the marks."""
    groups = [(group, panel.limits) for panel in panels for group in panel.groups]
    rows = [row for group, _ in groups for row in group.rows]
    names = [line for group, _ in groups for line in group.lines]
    label = MARGIN + max(width(name, BODY) for name in names) + 14
    left = label + max(width(row.label, SMALL) for row in rows) + 14
    wide = WIDTH - MARGIN - left - 24
    for group, (low, high) in groups:
        for row, reach in zip(group.rows, group.reaches, strict=True):
            room = WIDTH - MARGIN - left - _words_width(row)
            if reach > low:
                wide = min(wide, room * (high - low) / (reach - low))
    return _Columns(label, left, max(wide, _LEAST_PLOT))


def _words_width(row: Row) -> float:
    more = 6 + width(row.more, SMALL) if row.more else 0
    return _MARK_GAP + width(row.value, BODY, _weight(row)) + more


def _weight(row: Row) -> str:
    return fonts.BOLD if row.strong else fonts.REGULAR


def _draw_panel(plot: _Plot, panel: Panel, top: float) -> None:
    plot.page.rule(top)
    plot.page.text(MARGIN, top + 13, panel.title, size=11, weight=fonts.BOLD)
    _axis(plot, panel, top + _PANEL_HEAD - 4, top + panel.height - _PANEL_FOOT)
    y = top + _PANEL_HEAD
    for group in panel.groups:
        _draw_group(plot, group, y)
        y += group.height + _GROUP_GAP


def _axis(plot: _Plot, panel: Panel, first: float, last: float) -> None:
    """Faint lines at round numbers, a solid one at zero, numbers below; none that would touch."""
    left, taken = plot.columns.left, float("-inf")
    for at in MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(*panel.limits):
        x = plot.x(at)
        if not left - 1 <= x <= left + plot.columns.wide + 1:
            continue
        line = Line2D([x, x], [first, last], color=GRID, linewidth=0.7, zorder=0)
        if at == 0:
            line.set(color=FAINT, linewidth=1.0, zorder=1)
        plot.axes.add_line(line)
        text = panel.tick(float(at))
        half = width(text, SMALL) / 2
        if x - half > taken + 4:
            plot.page.text(x, last + 8, text, color=QUIET, align="center")
            taken = x + half


def _draw_group(plot: _Plot, group: Group, top: float) -> None:
    plot.page.lines(MARGIN, top + ROW / 2, group.lines, size=BODY)
    marks = []
    for number, (row, reach) in enumerate(zip(group.rows, group.reaches, strict=True)):
        y = top + ROW * (number + 0.5)
        marks.append(_draw_mark(plot, row, y))
        _draw_words(plot, row, plot.x(reach) + _MARK_GAP, y)
    for point in dict.fromkeys(row.point for row in group.rows if row.conflict):
        both = [m for m, row in zip(marks, group.rows, strict=True) if row.point == point]
        join(plot.axes, [(mark.x, mark.y) for mark in both])


def _draw_mark(plot: _Plot, row: Row, y: float) -> Mark:
    """A stem from zero and the mark; returns the mark as drawn, in points."""
    ends = row.mark.ends and (plot.x(row.mark.ends[0]), plot.x(row.mark.ends[1]))
    mark = replace(row.mark, x=plot.x(row.mark.x), y=y, ends=ends)
    zero = plot.x(max(plot.limits[0], 0))
    end = mark.ends[0] if mark.ends else mark.x
    wide, shade = (7.0, 0.25) if row.thick else (1.0, 0.35)
    stem = Line2D([zero, end], [y, y], color=mark.color, linewidth=wide, alpha=shade)
    plot.axes.add_line(stem)
    if row.goal is not None:
        goal = replace(row.goal, x=plot.x(row.goal.x), y=y)
        rest = Line2D([end, goal.x], [y, y], color=QUIET, linewidth=1.0, linestyle=(0, (1, 2)))
        plot.axes.add_line(rest)
        draw_mark(plot.axes, goal)
    draw_mark(plot.axes, mark)
    return mark


def _draw_words(plot: _Plot, row: Row, x: float, y: float) -> None:
    """The label before the plot, the number and what stands beside it after the mark."""
    plot.page.text(plot.columns.label, y, row.label, color=QUIET)
    weight = _weight(row)
    value = shorten(row.value, WIDTH - 4 - x, BODY, weight)
    plot.page.text(x, y, value, size=BODY, weight=weight, color=INK, plate=True)
    x += width(value, BODY, weight) + 6
    if row.more and x + width(row.more, SMALL) < WIDTH - 2:
        plot.page.text(x, y, row.more, color=QUIET, plate=True)
