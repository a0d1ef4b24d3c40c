"""A figure with its story, and the page that every figure is laid out on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from study.draw import fonts
from study.draw.style import (
    BLUE,
    GRID,
    INK,
    MARGIN,
    PAPER,
    QUIET,
    SMALL,
    SUBTITLE,
    TITLE,
    WIDTH,
)
from study.draw.text import LINE, fill, wrap
from study.lexicon.figures import phrase

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Story:
    """What a figure says in words.

    Attributes:
        title: The finding, computed from the rows.
        subtitle: Measure, unit, place and period.
        alt: Description for those who do not see the figure.
        notes: What must be known to read it right.
        sources: Articles that the plotted rows rest on, each as label, publisher and date.
        language: "zh" or "en".
        rests_on: Ids of the facts that the title states.
    """

    title: str
    subtitle: str
    alt: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    language: str
    rests_on: tuple[str, ...] = ()

    @property
    def source_line(self) -> str:
        """The sources as one sentence, or "" if there are none."""
        if not self.sources:
            return ""
        joined = phrase("common.source_join", self.language).join(self.sources)
        return phrase("common.source", self.language, sources=joined)


class Chart(Figure):
    """A matplotlib figure that knows its story and the rows it plots.

    Attributes:
        story: What it says in words.
        rows: The plotted rows.
    """

    story: Story
    rows: pd.DataFrame


@dataclass
class Page:
    """A figure laid out in points from its upper left corner.

    Attributes:
        chart: The figure.
        height: Its height.
        top: Where the body begins.
        bottom: Where the body ends.
    """

    chart: Chart
    height: float
    top: float
    bottom: float
    _keys: list[float] = field(default_factory=list)

    def text(  # noqa: PLR0913 - a text has these many properties
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SMALL,
        weight: str = fonts.REGULAR,
        color: str = INK,
        align: Align = "left",
        plate: bool = False,
    ) -> Text:
        """Write one line, `y` being the middle of its letters.

        A text with a `plate` hides the lines of the grid behind it.

        Raises:
            StudyError: If the font lacks a character.
        """
        text = fonts.typeset(text)
        fonts.check(text, weight)
        box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.2} if plate else None
        return self.chart.text(
            x / WIDTH,
            1 - (y + 0.36 * size) / self.height,
            text,
            fontproperties=fonts.properties(size, weight),
            color=color,
            ha=align,
            va="baseline",
            bbox=box,
        )

    def lines(self, x: float, y: float, lines: Sequence[str], **style: Any) -> None:  # noqa: ANN401 - as `text`
        """Write lines below each other, `y` being the middle of the first."""
        for number, line in enumerate(lines):
            self.text(x, y + number * LINE * style.get("size", SMALL), line, **style)

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Add axes without frame or ticks; `y` is their upper edge."""
        axes = self.chart.add_axes(
            (x / WIDTH, 1 - (y + height) / self.height, width / WIDTH, height / self.height)
        )
        axes.set_axis_off()
        return axes

    def canvas(self, y: float, height: float) -> Axes:
        """Add axes as wide as the page whose units are points, `y` growing downwards."""
        axes = self.axes(0, y, WIDTH, height)
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(y + height, y)
        return axes

    def rule(self, y: float, x: float = MARGIN, end: float = WIDTH - MARGIN) -> None:
        """Draw a thin line across."""
        at = 1 - y / self.height
        line = Line2D([x / WIDTH, end / WIDTH], [at, at], color=GRID, linewidth=0.8)
        self.chart.add_artist(line)


def open_page(story: Story, rows: pd.DataFrame, body: float, key: float = 0) -> Page:
    """Lay out a page: title and subtitle above, notes and sources below, room for the body.

    Args:
        story: What the figure says.
        rows: The rows it plots.
        body: Height of the body in points.
        key: Height of the key between subtitle and body, in points.

    Returns:
        The page; `top` is the upper edge of the key.
    """
    room = WIDTH - 2 * MARGIN
    title = wrap(story.title, room, TITLE, fonts.BOLD)
    subtitle = wrap(story.subtitle, room, SUBTITLE)
    foot = _foot(story, room)
    heading = 26 + len(title) * TITLE * LINE
    top = heading + len(subtitle) * SUBTITLE * LINE + 8
    bottom = top + key + body
    height = bottom + (18 + len(foot) * SMALL * LINE if foot else 0) + 8
    chart = Chart(figsize=(WIDTH / 72, height / 72), facecolor=PAPER)
    FigureCanvasAgg(chart)
    chart.story, chart.rows = story, rows
    page = Page(chart, height, top, bottom)
    mark = Rectangle((MARGIN / WIDTH, 1 - 14 / height), 34 / WIDTH, 4 / height, color=BLUE)
    chart.add_artist(mark)
    page.lines(MARGIN, 34, title, size=TITLE, weight=fonts.BOLD)
    page.lines(MARGIN, heading + 6, subtitle, size=SUBTITLE, color=QUIET)
    page.lines(MARGIN, bottom + 18, foot, size=SMALL, color=QUIET)
    return page


def _foot(story: Story, room: float) -> list[str]:
    """Lines of notes, each begun anew, and of sources, none of them broken if it can be helped."""
    notes = [line for note in story.notes for line in wrap(note, room, SMALL)]
    joint = phrase("common.source_join", story.language)
    first, *rest = [*story.sources] or [""]
    if not first:
        return notes
    named = [phrase("common.source", story.language, sources=first), *rest]
    return notes + fill(named, joint, room, SMALL)


def gid(fact_ids: Iterable[str]) -> str:
    """Name of a mark in the SVG: the ids of the facts it stands for."""
    return "--".join(f"fact-{fact_id.replace(':', '-')}" for fact_id in fact_ids)
