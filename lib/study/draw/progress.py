"""Figure: how far actual levels have come towards their targets, as bullet charts."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story, gid
from study.draw.grammar import Mark, entries
from study.draw.panels import Group, Panel, Row
from study.draw.rows import caveats, rows_chart
from study.draw.stories import empty_story, rows_story
from study.draw.style import BLUE, QUIET, VERMILLION, in_style
from study.draw.words import (
    after_value,
    amount,
    aside,
    measure,
    measure_spoken,
    places_of,
    spread,
)
from study.lexicon import label
from study.lexicon.figures import phrase, qualified
from study.model import Qualifier, Status

_WHOLE = 100.0


@in_style
def progress(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one bar per target, as long as the share of it that is reached.

    Args:
        rows: A table of `study.analyse.progress`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    order = ["place", "value", "indicator", "industry", "to_year", "target"]
    ascending = [True, False, True, True, True, True]
    ordered = rows.sort_values(order, ascending=ascending, ignore_index=True)
    story = _story(ordered, language, place)
    limits = (0.0, max(_WHOLE, ordered.high.max()) if len(ordered) else _WHOLE)
    tick = partial(amount, unit="%", language=language)
    panels = [
        Panel(label(str(name), language), _groups(few, story, language), limits, tick)
        for name, few in ordered.groupby("place", sort=False)
    ]
    statuses = [*ordered.status, *([Status.TARGET] if len(ordered) else [])]
    qualifiers = [*ordered.qualifier, *([Qualifier.EXACT] if len(ordered) else [])]
    return rows_chart(story, ordered, panels, entries(qualifiers, statuses))


def _groups(rows: pd.DataFrame, story: Story, language: str) -> tuple[Group, ...]:
    return tuple(
        Group(measure(row.indicator, row.industry, language), (_row(row, story, language),))
        for row in rows_of(rows)
    )


def _row(row: TableRow, story: Story, language: str) -> Row:
    strong = set(row.fact_ids) <= set(story.rests_on)
    name = gid(row.fact_ids)
    ranged = row.qualifier == Qualifier.RANGE
    mark = Mark(
        x=row.value,
        y=0,
        qualifier=row.qualifier,
        color=BLUE if strong else QUIET,
        gid=name,
        ends=(row.low, row.high) if ranged else None,
    )
    goal = Mark(_WHOLE, 0, Qualifier.EXACT, Status.TARGET, VERMILLION, name)
    reached = _amount(row, "actual", language), _amount(row, "target", language)
    words = phrase("progress.levels", language, actual=reached[0], target=reached[1])
    scope = phrase("progress.scope", language, scope=row.scope) if row.scope else ""
    sources = after_value(Status.ACTUAL, row.sources, language)
    return Row(
        label=_period(row),
        mark=mark,
        value=_share(row, language),
        more=aside([words, *caveats(row, language), scope, sources], language),
        strong=strong,
        goal=goal,
        thick=True,
    )


def _period(row: TableRow) -> str:
    same = row.from_year == row.to_year
    return str(row.to_year) if same else f"{row.from_year}→{row.to_year}"


def _amount(row: TableRow, which: str, language: str) -> str:
    """A level or target as its article writes it, in English with its qualifier."""
    if language == "zh":
        return str(getattr(row, f"{which}_stated"))
    text = amount(getattr(row, which), row.unit, language)
    return qualified(text, getattr(row, f"{which}_qualifier"), language)


def _share(row: TableRow, language: str) -> str:
    low, high = round(row.low, 1), round(row.high, 1)
    if row.qualifier == Qualifier.RANGE:
        return spread(low, high, "%", language)
    return qualified(amount(round(row.value, 1), "%", language), row.qualifier, language)


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("progress", language, place)
    nearest = rows.sort_values(["value", "place", "indicator"], ascending=[False, True, True])
    first, last = (next(rows_of(few)) for few in (nearest.head(1), nearest.tail(1)))
    said = [first] if len(rows) == 1 else [first, last]
    title = phrase(
        "progress.title_one" if len(rows) == 1 else "progress.title_two",
        language,
        **_slots(first, "", language),
        **_slots(last, "other_", language),
    )
    caveat = bool(rows.scope.ne("").any())
    notes = ["note", *(["note_scope"] if caveat else [])]
    places = places_of(rows, language)
    return rows_story("progress", title, rows, said, _told, language, notes, places=places)


def _slots(row: TableRow, prefix: str, language: str) -> dict[str, object]:
    return {
        f"{prefix}place": label(row.place, language),
        f"{prefix}measure": measure_spoken(row.indicator, "", language),
        f"{prefix}share": _share(row, language),
        f"{prefix}year": row.to_year,
    }


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    return phrase(
        "progress.alt_item",
        language,
        place=label(row.place, language),
        measure=measure_spoken(row.indicator, row.industry, language),
        period=_period(row),
        share=_share(row, language),
        actual=_amount(row, "actual", language),
        target=_amount(row, "target", language),
    )
