"""Figure: space built, in use and planned, standard factories and platforms, by measure."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story
from study.draw.grammar import entries_of
from study.draw.panels import Group, Panel, Row
from study.draw.rows import rows_chart, stated_row
from study.draw.stories import empty_story, rows_story
from study.draw.style import SMALL, in_style
from study.draw.text import shorten
from study.draw.words import (
    amount,
    measures_of,
    span_of,
    spoken,
    value_of,
)
from study.lexicon import label
from study.lexicon.figures import mid_sentence, phrase
from study.model import Status

_PANEL = ["indicator", "unit"]
_SUBJECT = 110.0  # the most that a subject may take beside a number, in points


@in_style
def space(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one panel per measure and unit, one group per place, one row per statement.

    Args:
        rows: A table of `study.analyse.space`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows)
    story = _story(ordered, language, place)
    panels = [_panel(group, story, language) for _, group in ordered.groupby(_PANEL, sort=False)]
    return rows_chart(story, ordered, panels, entries_of(ordered))


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Measures as they are listed, places by their largest number, then by time."""
    by_place = rows.value.groupby([rows.indicator, rows.place]).transform("max")
    frame = rows.assign(of_place=-by_place)
    keys = ["indicator", "unit", "of_place", "place", "end", "start", "point"]
    frame = frame.sort_values(keys, kind="stable", ignore_index=True)
    return frame.drop(columns="of_place")


def _panel(rows: pd.DataFrame, story: Story, language: str) -> Panel:
    groups = tuple(
        Group(
            label(str(place), language),
            tuple(_row(row, story, language) for row in rows_of(group)),
        )
        for place, group in rows.groupby("place", sort=False)
    )
    unit = str(rows.unit.iloc[0])
    reach = max(row.reach for group in groups for row in group.rows)
    tick = partial(amount, unit=unit, language=language)
    name = label(rows.indicator.iloc[0], language)
    if unit != "count":
        name = phrase("space.panel", language, measure=name, unit=label(unit, language))
    return Panel(name, groups, (0.0, reach), tick)


def _row(row: TableRow, story: Story, language: str) -> Row:
    subject = shorten(row.subject, _SUBJECT, SMALL) if row.subject else ""
    quoted = phrase("common.quoted", language, text=subject) if subject else ""
    return stated_row(row, story, quoted)


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("space", language, place)
    said = _finding(rows)
    return rows_story(
        "space",
        phrase("space.title", language, **_slots(said, language)),
        rows,
        [said],
        _told,
        language,
        measures=measures_of(rows.indicator.unique(), language),
        period=span_of(rows, language),
    )


def _finding(rows: pd.DataFrame) -> TableRow:
    """The largest floor area that stands, else the largest number that has come true."""
    actual = rows[rows.status == Status.ACTUAL]
    first = actual[actual.indicator == "floor_area"]
    best = next(each for each in (first, actual, rows) if len(each))
    return next(rows_of(best.sort_values("value", ascending=False, kind="stable")))


def _slots(row: TableRow, language: str) -> dict[str, str]:
    return {
        "place": label(row.place, language),
        "measure": mid_sentence(label(row.indicator, language), language),
        "value": value_of(row, language),
    }


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    year = spoken(row.start, row.end, language)
    return phrase("space.alt_item", language, year=year, **_slots(row, language))
