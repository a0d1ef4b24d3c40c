"""Figure: shares as stated, the wholes they imply, and what is stated of these wholes."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.part_shares import IMPLIED, SHARE
from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story
from study.draw.grammar import entries
from study.draw.panels import Group, Panel, Row
from study.draw.rows import kinds_in, rows_chart, stated_mark
from study.draw.stories import empty_story, rows_story
from study.draw.style import KIND_COLORS, in_style
from study.draw.words import (
    after_value,
    amount,
    aside,
    measure,
    measure_spoken,
    own_segment,
    period,
    places_of,
    spoken,
    spread,
    value_of,
)
from study.lexicon import label
from study.lexicon.figures import phrase, qualified
from study.model import Status


@in_style
def part_shares(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw the shares on one scale of percent, and the wholes on a scale each.

    Args:
        rows: A table of `study.analyse.part_shares`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    order = ["kind", "whole", "indicator", "industry", "end", "place", "value"]
    ordered = rows.sort_values(order, kind="stable", ignore_index=True)
    story = _story(ordered, language, place)
    panels = list(_panels(ordered, language))
    key = [*kinds_in(ordered), *entries(ordered.qualifier, ordered.status)]
    return rows_chart(story, ordered, panels, key)


def _panels(rows: pd.DataFrame, language: str) -> list[Panel]:
    shares, others = rows[rows.kind == SHARE], rows[rows.kind != SHARE]
    panels = []
    if len(shares):
        tick = partial(amount, unit="%", language=language)
        title = phrase("shares.panel", language)
        panels.append(Panel(title, _groups(shares, language), (0.0, 100.0), tick))
    for (whole, unit), few in others.groupby(["whole", "unit"]):
        tick = partial(amount, unit=str(unit), language=language)
        title = phrase("shares.panel_whole", language, place=label(str(whole), language))
        limits = (0.0, float(few.interval_high.max()))
        panels.append(Panel(title, _groups(few, language), limits, tick))
    return panels


def _groups(rows: pd.DataFrame, language: str) -> tuple[Group, ...]:
    return tuple(
        Group(
            measure(str(indicator), own_segment(str(indicator), str(industry)), language),
            tuple(_row(row, language) for row in rows_of(few.sort_values(["end", "value"]))),
        )
        for (indicator, industry), few in rows.groupby(["indicator", "industry"])
    )


def _row(row: TableRow, language: str) -> Row:
    share = row.kind == SHARE
    part = phrase("shares.part", language, part=_part(row, language)) if share else ""
    more = [part, after_value(Status.ACTUAL, row.sources, language)]
    return Row(
        label=_row_label(row, language),
        mark=stated_mark(row, KIND_COLORS["implied" if row.kind == IMPLIED else "stated"]),
        value=_value(row, language),
        more=aside(more, language),
        thick=share,
    )


def _row_label(row: TableRow, language: str) -> str:
    """For a share whose and of what, for a whole how it is known and of when."""
    if row.kind == SHARE:
        names = (label(row.place, language), label(row.whole, language))
        return phrase("shares.row", language, part=names[0], whole=names[1])
    day = period(row.start, row.end, language)
    return phrase(f"shares.row_{row.kind}", language, period=day)


def _part(row: TableRow, language: str) -> str:
    if language == "zh":
        return str(row.part_stated)
    return qualified(amount(row.part_value, "count", language), row.part_qualifier, language)


def _value(row: TableRow, language: str) -> str:
    if row.kind != IMPLIED:
        return value_of(row, language)
    return spread(row.interval_low, row.interval_high, row.unit, language)


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    shares = rows[rows.kind == SHARE]
    if shares.empty:
        return empty_story("shares", language, place)
    kind, said = _finding(rows)
    title = _title(kind, said, language)
    places = places_of(shares, language)
    return rows_story("shares", title, rows, said, _told, language, places=places)


def _finding(rows: pd.DataFrame) -> tuple[str, list[TableRow]]:
    """The largest share with its whole, and what is stated of that whole if anything is."""
    shares = rows[rows.kind == SHARE].sort_values(["value", "place"], ascending=[False, True])
    matched = [(share, *_wholes(share, rows)) for share in rows_of(shares)]
    full = [each for each in matched if each[1] is not None and each[2] is not None]
    share, implied, stated = (full or matched)[0]
    if implied is not None and stated is not None:
        return "checked", [share, implied, stated]
    return ("alone", [share, implied]) if implied is not None else ("share", [share])


def _wholes(share: TableRow, rows: pd.DataFrame) -> tuple[TableRow | None, TableRow | None]:
    """The whole that a share implies, and the latest stated one of the same quantity."""
    same = rows[
        (rows.whole == share.whole)
        & (rows.indicator == share.indicator)
        & (rows.industry == share.industry)
    ]
    implied = [row for row in rows_of(same) if row.kind == IMPLIED and row.end == share.end]
    stated = [row for row in rows_of(same) if row.kind == "stated"]
    return (implied[0] if implied else None), (stated[-1] if stated else None)


def _title(kind: str, said: list[TableRow], language: str) -> str:
    share, implied, stated = said[0], said[min(1, len(said) - 1)], said[-1]
    return phrase(
        f"shares.title_{kind}",
        language,
        place=label(share.place, language),
        whole=label(share.whole, language),
        measure=measure_spoken(
            share.indicator, own_segment(share.indicator, share.industry), language
        ),
        share=value_of(share, language),
        implied=_value(implied, language),
        stated=_value(stated, language),
        day=spoken(share.start, share.end, language),
        stated_day=spoken(stated.start, stated.end, language),
    )


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    return phrase(
        "shares.alt_item",
        language,
        row=_row_label(row, language),
        place=label(row.place, language),
        measure=measure_spoken(row.indicator, own_segment(row.indicator, row.industry), language),
        value=_value(row, language),
    )
