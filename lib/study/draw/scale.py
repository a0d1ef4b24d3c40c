"""Figure: how large the industry is said to be, by place and year."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story
from study.draw.grammar import entries_of
from study.draw.panels import Group, Panel
from study.draw.rows import rows_chart, stated_row
from study.draw.stories import empty_story, first_conflict, rows_story
from study.draw.style import SMALL, in_style
from study.draw.text import shorten
from study.draw.words import (
    amount,
    measure,
    measure_spoken,
    measures_of,
    places_of,
    span_of,
    spoken,
    status_words,
    units_of,
    value_of,
    when,
)
from study.lexicon import label
from study.lexicon.figures import is_duration, phrase
from study.model import Status

_PANEL = ["place", "unit"]
_SUBJECT = 90.0  # the most that a subject may take beside a number, in points
_SERIES = ["place", "unit", "industry", "indicator"]


@in_style
def scale(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one panel per place, one row per stated level.

    Args:
        rows: A table of `study.analyse.scale`.
        language: "zh" or "en".
        place: Place that was asked for; it comes first, and is named where there is nothing to
            draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows, place)
    story = _story(ordered, language, place)
    panels = [
        _panel(of_place, story, language) for _, of_place in ordered.groupby(_PANEL, sort=False)
    ]
    return rows_chart(story, ordered, panels, entries_of(ordered))


def _ordered(rows: pd.DataFrame, place: str) -> pd.DataFrame:
    """The place asked for, then places by their largest actual level; series by theirs; time."""
    actual = rows.value.where(rows.status == Status.ACTUAL, 0.0)
    by_place = actual.groupby([rows[name] for name in _PANEL]).transform("max")
    by_series = rows.value.groupby([rows[name] for name in _SERIES]).transform("max")
    frame = rows.assign(asked=rows.place != place, of_place=-by_place, of_series=-by_series)
    keys = ["asked", "of_place", *_PANEL, "of_series", *_SERIES[2:], "end", "start", "point"]
    frame = frame.sort_values(keys, kind="stable", ignore_index=True)
    return frame.drop(columns=["asked", "of_place", "of_series"])


def _panel(rows: pd.DataFrame, story: Story, language: str) -> Panel:
    """The panel of one place and unit."""
    groups = tuple(
        _group(series, story, language) for _, series in rows.groupby(_SERIES[2:], sort=False)
    )
    reach = max(row.reach for group in groups for row in group.rows)
    tick = partial(amount, unit=rows.unit.iloc[0], language=language)
    return Panel(label(rows.place.iloc[0], language), groups, (0.0, reach), tick)


def _group(rows: pd.DataFrame, story: Story, language: str) -> Group:
    """The rows of one series; those of one point that measure two things say which."""
    name = measure(rows.indicator.iloc[0], rows.industry.iloc[0], language)
    apart = rows.duplicated("point", keep=False) & (rows.agreement == "single")
    apart &= rows.groupby("point").subject.transform("nunique") > 1
    tags = [
        _tag(row, language) if twin else "" for row, twin in zip(rows_of(rows), apart, strict=True)
    ]
    rows = rows.assign(subject=tags)
    return Group(name, tuple(stated_row(row, story, row.subject) for row in rows_of(rows)))


def _tag(row: TableRow, language: str) -> str:
    """The subject of a level as its article words it, unless it tells nothing of its own."""
    if row.subject == label(row.indicator, "zh") or is_duration(row.subject):
        return ""
    subject = shorten(row.subject, _SUBJECT, SMALL)
    return phrase("common.quoted", language, text=subject) if subject else ""


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("scale", language, place)
    kind, said = _finding(rows)
    return rows_story(
        "scale",
        _title(kind, said, language),
        rows,
        said,
        _told,
        language,
        measures=measures_of(rows.indicator.unique(), language),
        unit=units_of(rows.unit.unique(), language),
        places=places_of(rows, language),
        period=span_of(rows, language),
    )


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    words = status_words(row.status, language)
    status = "".join(phrase("common.parenthesis", language, text=word) for word in words)
    return phrase(
        "scale.alt_item",
        language,
        place=label(row.place, language),
        measure=measure_spoken(row.indicator, row.industry, language),
        year=spoken(row.start, row.end, language),
        status=status,
        value=value_of(row, language),
    )


def _finding(rows: pd.DataFrame) -> tuple[str, list[TableRow]]:
    """What the title says, and the rows it rests on: the first of these that the rows bear out.

    A contradiction between sources; level and furthest target of the largest place; the levels of
    the two largest places; one level; one target.
    """
    differing = first_conflict(rows)
    if differing:
        return "conflict", differing
    dated = rows[rows.end.notna()]
    actual = dated[dated.status == Status.ACTUAL].drop_duplicates(_SERIES, keep="last")
    aims = dated[dated.status != Status.ACTUAL]
    for base in rows_of(actual[actual.place.isin(actual.place.head(1))]):
        later = aims[_same_series(aims, base) & (aims.end > base.end)].sort_values("end")
        if len(later):
            return "target", [base, *rows_of(later.tail(1))]
    firsts = list(rows_of(actual.drop_duplicates("place")))
    if firsts:
        return ("two", firsts[:2]) if len(firsts) > 1 else ("one", firsts)
    if len(aims):
        return "aim", list(rows_of(aims.head(1)))
    return "undated", list(rows_of(rows.head(1)))


def _same_series(rows: pd.DataFrame, row: TableRow) -> pd.Series:
    same = pd.Series(data=True, index=rows.index)
    for name in _SERIES:
        same &= rows[name] == getattr(row, name)
    return same


def _title(kind: str, said: list[TableRow], language: str) -> str:
    """Fill the template of a finding with its one or two rows."""
    first, last = said[0], said[-1]
    values = [value_of(row, language) for row in (first, last)]
    return phrase(
        f"scale.title_{kind}",
        language,
        place=label(first.place, language),
        measure=measure_spoken(first.indicator, first.industry, language),
        when=when(first.start, first.end, language),
        value=values[0],
        other=label(last.place, language),
        other_when=when(last.start, last.end, language),
        other_value=values[1],
        aim=values[1],
        aim_year=spoken(last.start, last.end, language),
        low=values[0],
        high=values[1],
    )
