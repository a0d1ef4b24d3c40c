"""Figure: what output and investment of a year are made of, as stated."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story
from study.draw.grammar import entries_of
from study.draw.panels import Group, Panel, Row
from study.draw.rows import is_said, rows_chart, stated_row
from study.draw.stories import empty_story, rows_story
from study.draw.style import BLUE, QUIET, SKY, in_style
from study.draw.words import (
    amount,
    listed,
    measure_spoken,
    measures_of,
    places_of,
    span_of,
    spoken,
    units_of,
    value_of,
)
from study.lexicon import label
from study.lexicon.figures import mid_sentence, phrase
from study.model import Status


@in_style
def composition(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one panel per place and measure, one bar per segment.

    Args:
        rows: A table of `study.analyse.composition`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows)
    story = _story(ordered, language, place)
    panels = [
        _panel(few, story, language)
        for _, few in ordered.groupby(["place", "indicator", "unit"], sort=False)
    ]
    return rows_chart(story, ordered, panels, entries_of(ordered))


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Places of which most is stated first; output before investment; large segments first."""
    size = rows.groupby("place").place.transform("size")
    largest = rows.groupby(["place", "indicator"]).value.transform("max")
    frame = rows.assign(of_place=-size, of_measure=-largest, of_value=-rows.value)
    keys = ["of_place", "place", "of_measure", "indicator", "each_year", "of_value", "industry"]
    frame = frame.sort_values([*keys, "year", "point"], kind="stable", ignore_index=True)
    return frame.drop(columns=["of_place", "of_measure", "of_value"])


def _panel(rows: pd.DataFrame, story: Story, language: str) -> Panel:
    first = next(rows_of(rows))
    title = phrase(
        "composition.panel",
        language,
        place=label(first.place, language),
        measure=mid_sentence(label(first.indicator, language), language),
    )
    groups = tuple(
        Group(
            label(str(segment), language) if segment else phrase("composition.all", language),
            tuple(_row(row, story, language) for row in rows_of(few)),
        )
        for segment, few in rows.groupby("industry", sort=False)
    )
    tick = partial(amount, unit=first.unit, language=language)
    return Panel(title, groups, (0.0, float(rows.value.max())), tick)


def _row(row: TableRow, story: Story, language: str) -> Row:
    """A bound said of each of several years stands back: no title rests on it."""
    each = phrase("composition.each_year", language) if row.each_year else ""
    color = QUIET if row.each_year else BLUE if is_said(row, story) else SKY
    drawn = stated_row(row, story, each, color)
    return replace(
        drawn,
        label=str(row.year),
        strong=drawn.strong and not row.each_year,
        point=f"{row.point}|{row.each_year}",
        thick=not row.each_year,
    )


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("composition", language, place)
    said = _finding(rows)
    title = phrase(
        "composition.title",
        language,
        place=label(said[0].place, language),
        measure=measure_spoken(said[0].indicator, "", language),
        parts=listed((_part(row, language) for row in said), language),
        year=spoken(said[0].start, said[0].end, language),
    )
    return rows_story(
        "composition",
        title,
        rows,
        said,
        _told,
        language,
        measures=measures_of(rows.indicator.unique(), language),
        unit=units_of(rows.unit.unique(), language),
        places=places_of(rows, language),
        period=span_of(rows, language),
    )


def _finding(rows: pd.DataFrame) -> list[TableRow]:
    """The two largest segments of the first measure that has two, else its only one."""
    single = rows[~rows.each_year & (rows.status == Status.ACTUAL)]
    single = single if len(single) else rows
    firsts = [
        list(rows_of(few.drop_duplicates("industry").head(2)))
        for _, few in single.groupby(["place", "indicator", "unit"], sort=False)
    ]
    return next((few for few in firsts if len(few) > 1), firsts[0])


def _part(row: TableRow, language: str) -> str:
    """A number with its segment."""
    segment = mid_sentence(label(row.industry, language), language)
    form = "part" if row.industry else "part_all"
    value = value_of(row, language)
    return phrase(f"composition.{form}", language, value=value, segment=segment)


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    return phrase(
        "composition.alt_item",
        language,
        place=label(row.place, language),
        measure=measure_spoken(row.indicator, row.industry, language),
        year=row.year,
        value=value_of(row, language),
    )
