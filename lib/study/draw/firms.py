"""Figure: how many firms of which kind each place is said to have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.grammar import Mark, draw_key, draw_mark, entries_of, join, key_height
from study.draw.stories import empty_story, first_conflict, rows_story
from study.draw.style import BLUE, BODY, FAINT, GRID, INK, MARGIN, QUIET, WIDTH, in_style
from study.draw.text import LINE, shorten, width, wrap
from study.draw.words import (
    after_value,
    aside,
    measure_spoken,
    period,
    span_of,
    spoken,
    status_words,
    value_of,
    when,
)
from study.lexicon import label
from study.lexicon.figures import mid_sentence, phrase
from study.model import Status

_LEAST_CELL = 38.0
_KIND = 104.0  # width of the column that names the kinds
_COLUMN, _WIDEST = 97.0, 150.0  # least and greatest width of a place's column
_RADIUS = 11.25
_BUBBLE = 30.0  # width kept for the circle within a cell
_TINY, _TINY_LINE = 7.2, 9.2
_BAND_GAP = 22.0


@dataclass(frozen=True, slots=True)
class _Band:
    """As many places as fit side by side, with the kinds that are stated of any of them.

    Attributes:
        places: Columns.
        kinds: Rows, each with the number of cells it is high.
        rows: The statements.
        head: Height of the names of the places, in points.
        wide: Width of a column.
        cell: Height of a cell.
    """

    places: list[str]
    kinds: dict[str, int]
    rows: pd.DataFrame
    head: float
    wide: float
    cell: float

    @property
    def height(self) -> float:
        """Height in points."""
        return self.head + self.cell * sum(self.kinds.values())


@in_style
def firms(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw a matrix of kinds by places, a circle for each number; no number, no circle.

    Args:
        rows: A table of `study.analyse.firms`.
        language: "zh" or "en".
        place: Place that was asked for; it comes first, and is named where there is nothing to
            draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows)
    story = _story(ordered, language, place)
    bands = list(_bands(ordered, language, place))
    body = sum(band.height for band in bands) + _BAND_GAP * max(0, len(bands) - 1)
    key = entries_of(ordered)
    height = key_height(key, language)
    page = open_page(story, ordered, body, height)
    draw_key(page, key, language)
    y = page.top + height
    for band in bands:
        _draw_band(page, band, y, language)
        y += band.height + _BAND_GAP
    return page.chart


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Places of which most is stated first, kinds by their largest number, then by time."""
    by_place = rows.groupby("place").place.transform("size")
    by_kind = rows.groupby("indicator").value.transform("max")
    frame = rows.assign(of_place=-by_place, of_kind=-by_kind)
    keys = ["of_kind", "indicator", "of_place", "place", "end", "start", "point"]
    frame = frame.sort_values(keys, kind="stable", ignore_index=True)
    return frame.drop(columns=["of_place", "of_kind"])


def _bands(rows: pd.DataFrame, language: str, asked: str) -> Iterator[_Band]:
    """Cut the places into bands that fit the page."""
    sizes = rows.groupby("place", sort=False).size()
    places = sorted(sizes.index, key=lambda place: (place != asked, -sizes[place], place))
    room = WIDTH - 2 * MARGIN - _KIND
    size = int(room // _COLUMN)
    for start in range(0, len(places), size):
        few = places[start : start + size]
        of_band = rows[rows.place.isin(few)]
        cells = of_band.groupby(["indicator", "place"], sort=False).size()
        kinds = {kind: int(cells[kind].max()) for kind in of_band.indicator.unique()}
        wide = min(room / min(size, len(places)), _WIDEST)
        lines = max(len(_heading(place, wide, language)) for place in few)
        small = max(len(_small_print(row, wide, language)) for row in rows_of(of_band))
        cell = max(_LEAST_CELL, 22 + small * _TINY_LINE)
        yield _Band(few, kinds, of_band, lines * BODY * LINE + 8, wide, cell)


def _heading(place: str, wide: float, language: str) -> list[str]:
    return wrap(label(place, language), wide - 8, BODY, fonts.BOLD)


def _draw_band(page: Page, band: _Band, top: float, language: str) -> None:
    for number, place in enumerate(band.places):
        lines = _heading(place, band.wide, language)
        bottom = top + band.head - 8 - (len(lines) - 0.5) * BODY * LINE
        x = MARGIN + _KIND + number * band.wide
        page.lines(x + 6, bottom, lines, size=BODY, weight=fonts.BOLD)
    y = top + band.head
    _grid(page, band, y)
    axes = page.canvas(top, band.height)
    for kind, cells in band.kinds.items():
        page.rule(y)
        of_kind = band.rows[band.rows.indicator == kind]
        name = wrap(label(kind, language), _KIND - 10, BODY)
        page.lines(MARGIN, y + 14, name, size=BODY)
        for number, place in enumerate(band.places):
            box = (MARGIN + _KIND + number * band.wide, y, band.wide, band.cell)
            _draw_cell(page, axes, of_kind[of_kind.place == place], box, language)
        y += cells * band.cell


def _grid(page: Page, band: _Band, top: float) -> None:
    """Tint the cells that hold a number; seaborn's heat map with a single heat."""
    lines = [(kind, number) for kind, cells in band.kinds.items() for number in range(cells)]
    sizes = band.rows.groupby(["indicator", "place"]).size()
    stated = pd.DataFrame(
        [
            [float(number < sizes.get((kind, place), 0)) for place in band.places]
            for kind, number in lines
        ]
    )
    axes = page.axes(MARGIN + _KIND, top, band.wide * len(band.places), band.cell * len(lines))
    sns.heatmap(
        stated,
        mask=stated == 0,
        cmap=[sns.light_palette(GRID, n_colors=6).as_hex()[2]],
        cbar=False,
        linewidths=2.5,
        linecolor="white",
        xticklabels=False,
        yticklabels=False,
        ax=axes,
    )
    axes.set_axis_off()


def _draw_cell(
    page: Page,
    axes: Axes,
    rows: pd.DataFrame,
    box: tuple[float, float, float, float],
    language: str,
) -> None:
    """The numbers of one kind and place below each other, or the sign that there is none."""
    x, y, wide, cell = box
    if rows.empty:
        text = phrase("firms.empty", language)
        page.text(x + 6, y + cell / 2, text, size=_TINY, color=FAINT)
        return
    marks = [
        _draw_number(page, axes, row, (x, y + (number + 0.5) * cell, wide), language)
        for number, row in enumerate(rows_of(rows))
    ]
    for point in dict.fromkeys(rows.point[rows.agreement == "conflict"]):
        both = [m for m, each in zip(marks, rows.point, strict=True) if each == point]
        join(axes, [(mark.x, mark.y) for mark in both])


def _draw_number(
    page: Page,
    axes: Axes,
    row: TableRow,
    box: tuple[float, float, float],
    language: str,
) -> Mark:
    """A circle and, beside it, the number, its day and source, and its segment."""
    x, y, wide = box
    strong = not set(page.chart.story.rests_on).isdisjoint(row.fact_ids)
    size = 2 * _RADIUS * (row.value / float(page.chart.rows.value.max())) ** 0.5
    mark = Mark(
        x=x + _BUBBLE / 2,
        y=y + 1,
        qualifier=row.qualifier,
        status=row.status,
        color=BLUE if strong else QUIET,
        gid=gid(row.fact_ids),
        size=size,  # no least size: areas stay in proportion, and the number stands beside
    )
    draw_mark(axes, mark)
    lines = _small_print(row, wide, language)
    first = y - len(lines) * _TINY_LINE / 2
    weight = fonts.BOLD if strong else fonts.REGULAR
    value = shorten(value_of(row, language), wide - _BUBBLE - 5, BODY, weight)
    page.text(x + _BUBBLE, first, value, size=BODY, weight=weight, color=INK)
    for number, line in enumerate(lines):
        at = first + 11.2 + _TINY_LINE * number
        page.text(x + _BUBBLE, at, line, size=_TINY, color=QUIET)
    return mark


def _small_print(row: TableRow, wide: float, language: str) -> list[str]:
    """Day, status and source of a number, and its segment, in lines that fit a column."""
    room = wide - _BUBBLE - 5
    day = " ".join([period(row.start, row.end, language), *status_words(row.status, language)])
    source = after_value(Status.ACTUAL, row.sources, language)
    lines = [aside([day, source], language)]
    if width(lines[0], _TINY) > room:
        lines = [day, source]
    if row.industry:
        lines += wrap(label(row.industry, language), room, _TINY)
    return [shorten(line, room, _TINY) for line in lines]


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("firms", language, place)
    own = rows[rows.place == place]
    kind, said = _finding(own if len(own) else rows)
    title, years = _title(kind, said, language), span_of(rows, language)
    return rows_story("firms", title, rows, said, _told, language, period=years)


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    day = " ".join([*status_words(row.status, language), spoken(row.start, row.end, language)])
    return phrase(
        "firms.alt_item",
        language,
        place=label(row.place, language),
        kind=measure_spoken(row.indicator, row.industry, language),
        value=value_of(row, language),
        day=day,
    )


def _finding(rows: pd.DataFrame) -> tuple[str, list[TableRow]]:
    """What the title says, and the rows it rests on: the first of these that the rows bear out.

    A contradiction between sources; a target with the actual number of the same kind, place and
    segment; the largest actual number; a target.
    """
    differing = first_conflict(rows)
    if differing:
        return "conflict", differing
    actual = rows[rows.status == Status.ACTUAL].sort_values("value", ascending=False, kind="stable")
    aims = rows[(rows.status != Status.ACTUAL) & rows.end.notna()]
    for aim in rows_of(aims.sort_values("value", ascending=False, kind="stable")):
        base = actual[
            (actual.place == aim.place)
            & (actual.indicator == aim.indicator)
            & (actual.industry == aim.industry)  # a title has no room to say what is assumed
            & (actual.end < aim.end)
        ]
        if len(base):
            return "target", [*rows_of(base.sort_values("end").tail(1)), aim]
    if len(actual):
        return "count", [next(rows_of(actual))]
    return "aim", [next(rows_of(rows))]


def _title(kind: str, said: list[TableRow], language: str) -> str:
    first, last = said[0], said[-1]
    name = label(first.indicator, language)
    spoken_kind = measure_spoken(first.indicator, first.industry, language)
    return phrase(
        f"firms.title_{kind}",
        language,
        place=label(first.place, language),
        kind=spoken_kind,
        value=value_of(first, language),
        target=value_of(last, language),
        capital=spoken_kind.replace(mid_sentence(name, language), name, 1),
        when=when(first.start, first.end, language),
        year=spoken(last.start, last.end, language),
    )
