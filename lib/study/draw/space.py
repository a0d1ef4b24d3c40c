"""Figure: space built, in use and planned, standard factories and platforms, by measure."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story, gid, open_page
from study.draw.grammar import Mark, draw_key, entries, key_height
from study.draw.panels import Group, Panel, Row, draw_panels, panels_height
from study.draw.style import BLUE, QUIET, SMALL, in_style
from study.draw.text import shorten
from study.draw.words import (
    after_value,
    amount,
    aside,
    measures_of,
    period,
    scope,
    sentences,
    span_of,
    spoken,
    value_of,
)
from study.lexicon import label
from study.lexicon.figures import counted, mid_sentence, phrase
from study.model import Qualifier, Status

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
    conflict = bool((rows.agreement == "conflict").any())
    key = entries(rows.qualifier, rows.status, conflict=conflict)
    height = key_height(key, language)
    page = open_page(story, ordered, panels_height(panels), height)
    draw_key(page, key, language)
    draw_panels(page, panels, page.top + height)
    return page.chart


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
    strong = not set(story.rests_on).isdisjoint(row.fact_ids)
    ranged = row.qualifier == Qualifier.RANGE
    mark = Mark(
        x=row.value,
        y=0,
        qualifier=row.qualifier,
        status=row.status,
        color=BLUE if strong else QUIET,
        gid=gid(row.fact_ids),
        ends=(row.interval_low, row.interval_high) if ranged else None,
    )
    subject = shorten(row.subject, _SUBJECT, SMALL) if row.subject else ""
    quoted = phrase("common.quoted", language, text=subject) if subject else ""
    return Row(
        label=period(row.start, row.end, language),
        mark=mark,
        value=value_of(row, language),
        more=aside([quoted, after_value(row.status, row.sources, language)], language),
        strong=strong,
        point=row.point,
        conflict=row.agreement == "conflict",
    )


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        title = phrase("space.title_none", language, scope=scope(place, language))
        return Story(title, "", title, (), (), language)
    said = _finding(rows)
    title = phrase("space.title", language, **_slots(said, language))
    details = sentences((_described(row, language) for row in rows_of(rows)), language)
    return Story(
        title=title,
        subtitle=phrase(
            "space.subtitle",
            language,
            measures=measures_of(rows.indicator.unique(), language),
            period=span_of(rows, language),
        ),
        alt=phrase(
            "space.alt",
            language,
            title=title,
            marks=counted("value", len(rows), language),
            details=details,
        ),
        notes=(phrase("space.note", language),),
        sources=tuple(sorted({source for each in rows.sources for source in each})),
        language=language,
        rests_on=tuple(said.fact_ids),
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


def _described(row: TableRow, language: str) -> str:
    year = spoken(row.start, row.end, language)
    return phrase("space.alt_item", language, year=year, **_slots(row, language))
