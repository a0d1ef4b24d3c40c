"""A matrix of rows by forums, cut into bands that fit the page; what a cell shows is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Page
from study.draw.style import BODY, FAINT, INK, MARGIN, QUIET, WIDTH
from study.draw.text import LINE, shorten, wrap
from study.lexicon.figures import phrase

TINY, TINY_LINE = 7.2, 9.4
_ROWS = 150.0  # width of the column that names the rows
_COLUMN = 80.0  # least width of a forum's column
_MOST_LINES = 5
_GAP = 20.0

# Draws what a cell holds: page, axes, rows of the cell, its left edge, middle and width.
Cell = Callable[[Page, Axes, pd.DataFrame, float, float, float], None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by forums.

    Attributes:
        rows: The plotted rows, with columns `row` and `forum_id`.
        forums: The forums, a column each, with forum_id, label and name.
        names: The rows' keys in order, with the name that each is written as.
        groups: For a row's key the heading it stands under, "" for none.
        heights: Height of each row in points.
        language: "zh" or "en".
    """

    rows: pd.DataFrame
    forums: pd.DataFrame
    names: dict[str, str]
    groups: dict[str, str]
    heights: dict[str, float]
    language: str

    def bands(self) -> Iterator[pd.DataFrame]:
        """As many forums as fit side by side."""
        size = int((WIDTH - 2 * MARGIN - _ROWS) // _COLUMN)
        for start in range(0, len(self.forums), size):
            yield self.forums.iloc[start : start + size]

    @property
    def wide(self) -> float:
        """Width of a forum's column."""
        most = max((len(band) for band in self.bands()), default=1)
        return min((WIDTH - 2 * MARGIN - _ROWS) / most, 190.0)

    def heading(self, forum: TableRow) -> list[str]:
        """A forum's name and the label of its article, in lines that fit its column."""
        lines = wrap(forum.name, self.wide - 8, TINY)
        if len(lines) > _MOST_LINES - 1:
            rest = "".join(lines[_MOST_LINES - 2 :])
            lines = [*lines[: _MOST_LINES - 2], shorten(rest + "…", self.wide - 10, TINY)]
        return [*lines, forum.label]

    def _head(self, band: pd.DataFrame) -> float:
        return max(len(self.heading(forum)) for forum in rows_of(band)) * TINY_LINE + 10

    @property
    def _headings(self) -> int:
        return len([group for group in dict.fromkeys(self.groups.values()) if group])

    @property
    def _rows(self) -> float:
        return sum(self.heights[key] for key in self.names) + self._headings * 18

    def body(self) -> float:
        """Height of all bands in points."""
        rows = self._rows
        bands = list(self.bands())
        return sum(self._head(band) + rows for band in bands) + _GAP * max(0, len(bands) - 1)

    def draw(self, page: Page, top: float, cell: Cell) -> None:
        """Draw all bands, each cell by the function given."""
        for band in self.bands():
            top = self._draw_band(page, band, top, cell) + _GAP

    def _draw_band(self, page: Page, band: pd.DataFrame, top: float, cell: Cell) -> float:
        head = self._head(band)
        for number, forum in enumerate(rows_of(band)):
            lines = self.heading(forum)
            x = MARGIN + _ROWS + number * self.wide
            first = top + head - 8 - (len(lines) - 0.5) * TINY_LINE
            for index, line in enumerate(lines):
                last = index == len(lines) - 1
                color = QUIET if last else INK
                page.text(x + 4, first + index * TINY_LINE, line, size=TINY, color=color)
        rows = self._rows
        axes = page.canvas(top, head + rows)
        y = top + head
        group = ""
        for key, name in self.names.items():
            if self.groups.get(key, "") != group:
                group = self.groups[key]
                page.text(MARGIN, y + 11, group, size=TINY, weight=fonts.BOLD, color=QUIET)
                y += 18
            page.rule(y)
            self._draw_row(page, axes, band, (key, name), y, cell)
            y += self.heights[key]
        return y

    def _draw_row(  # noqa: PLR0913, PLR0917 - a row with its place on the page
        self,
        page: Page,
        axes: Axes,
        band: pd.DataFrame,
        row: tuple[str, str],
        top: float,
        cell: Cell,
    ) -> None:
        key, name = row
        lines = wrap(name, _ROWS - 10, BODY - 0.5)[:2]
        first = top + self.heights[key] / 2 - (len(lines) - 1) * (BODY - 0.5) * LINE / 2
        page.lines(MARGIN, first, lines, size=BODY - 0.5)
        own = self.rows[self.rows.row == key]
        for number, forum in enumerate(rows_of(band)):
            x = MARGIN + _ROWS + number * self.wide
            cell(
                page,
                axes,
                own[own.forum_id == forum.forum_id],
                x,
                top + self.heights[key] / 2,
                self.wide,
            )


def not_stated(page: Page, x: float, y: float, language: str) -> None:
    """The sign that an article states nothing here."""
    page.text(x + 4, y, phrase("forum.not_stated", language), size=TINY, color=FAINT)


def sources_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Articles behind some forums, as figures name them."""
    named = [
        " ".join(filter(None, [row.label, row.publisher, _day(row.date)])) for row in rows_of(rows)
    ]
    return tuple(dict.fromkeys(named))


def _day(date: pd.Timestamp) -> str:
    return "" if pd.isna(date) else str(date.strftime("%Y-%m-%d"))


def names_of(forums: pd.DataFrame) -> dict[str, str]:
    """Names of forums by their ids."""
    return dict(zip(forums.forum_id, forums.name, strict=True))


__all__ = ["TINY", "TINY_LINE", "Cell", "Matrix", "names_of", "not_stated", "sources_of"]
