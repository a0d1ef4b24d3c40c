"""Figure: how many drugs and devices are said to be approved, by place."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.readings import Nature
from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story
from study.draw.grammar import entries_of
from study.draw.panels import Group, Panel, Row
from study.draw.rows import rows_chart, stated_row
from study.draw.stories import empty_story, first_conflict, rows_story
from study.draw.style import BLUE, GREEN, in_style
from study.draw.words import (
    amount,
    measure_spoken,
    places_of,
    span_of,
    spoken,
    value_of,
    when,
)
from study.lexicon import label
from study.lexicon.figures import mid_sentence, phrase
from study.model import Status


@in_style
def approvals(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one panel per product and kind of count, one row per place and day.

    Args:
        rows: A table of `study.analyse.approvals`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows)
    story = _story(ordered, language, place)
    panels = [
        _panel(few, story, language)
        for _, few in ordered.groupby(["indicator", "nature"], sort=False)
    ]
    return rows_chart(story, ordered, panels, entries_of(ordered))


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Products of which most is stated first, cumulative counts before new ones, large first."""
    size = rows.groupby("indicator").place.transform("size")
    by_place = rows.groupby(["indicator", "nature", "place"]).value.transform("max")
    frame = rows.assign(of_size=-size, of_place=-by_place)
    keys = ["of_size", "indicator", "nature", "of_place", "place", "industry", "end", "point"]
    frame = frame.sort_values([*keys, "value"], kind="stable", ignore_index=True)
    return frame.drop(columns=["of_size", "of_place"])


def _panel(rows: pd.DataFrame, story: Story, language: str) -> Panel:
    first = next(rows_of(rows))
    measure = label(first.indicator, language)
    title = phrase(f"approvals.panel_{_kind(first)}", language, measure=measure)
    groups = tuple(
        Group(label(str(place), language), tuple(_row(r, story) for r in rows_of(few)))
        for place, few in rows.groupby("place", sort=False)
    )
    tick = partial(amount, unit=first.unit, language=language)
    return Panel(title, groups, (0.0, float(rows.value.max())), tick)


def _kind(row: TableRow) -> str:
    return "cumulative" if row.nature == Nature.CUMULATIVE else "new"


def _row(row: TableRow, story: Story) -> Row:
    color = BLUE if row.nature == Nature.CUMULATIVE else GREEN
    return stated_row(row, story, color=color)


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("approvals", language, place)
    kind, said = _finding(rows)
    first, last = said[0], said[-1]
    title = phrase(
        f"approvals.title_{kind}",
        language,
        place=label(first.place, language),
        measure=measure_spoken(first.indicator, "", language),
        value=value_of(first, language),
        when=when(first.start, first.end, language),
        other=label(last.place, language),
        other_value=value_of(last, language),
        other_when=when(last.start, last.end, language),
    )
    return rows_story(
        "approvals",
        title,
        rows,
        said,
        _told,
        language,
        places=places_of(rows, language),
        period=span_of(rows, language),
    )


def _finding(rows: pd.DataFrame) -> tuple[str, list[TableRow]]:
    """A contradiction; the cumulative counts of two places; one cumulative count; a new one."""
    differing = first_conflict(rows)
    if differing:
        return "conflict", differing
    actual = rows[rows.status == Status.ACTUAL]
    counts = actual[actual.nature == Nature.CUMULATIVE]
    for _, few in counts.groupby("indicator", sort=False):
        places = few.drop_duplicates("place", keep="last")
        if len(places) > 1:
            return "two", list(rows_of(places.head(2)))
    found = counts if len(counts) else rows
    first = next(rows_of(found))
    return ("one" if first.nature == Nature.CUMULATIVE else "new"), [first]


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    return phrase(
        f"approvals.alt_item_{_kind(row)}",
        language,
        place=label(row.place, language),
        measure=mid_sentence(label(row.indicator, language), language),
        period=spoken(row.start, row.end, language),
        value=value_of(row, language),
    )
