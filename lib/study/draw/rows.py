"""Figures of panels and rows: their page, and the row of a stated number."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from study.analyse.tables import TableRow
from study.draw.chart import Chart, Story, gid, open_page
from study.draw.grammar import Mark, draw_key, key_height
from study.draw.panels import Panel, Row, draw_panels, panels_height
from study.draw.style import BLUE, KIND_COLORS, QUIET
from study.draw.words import after_value, aside, period, value_of
from study.lexicon import label
from study.lexicon.figures import mid_sentence, phrase
from study.model import Qualifier


def rows_chart(
    story: Story, rows: pd.DataFrame, panels: Sequence[Panel], key: Sequence[str]
) -> Chart:
    """Lay out panels of rows below title and key.

    Args:
        story: What the figure says.
        rows: The plotted rows.
        panels: The panels.
        key: Entries of the key.

    Returns:
        The chart.
    """
    height = key_height(key, story.language)
    page = open_page(story, rows, panels_height(panels), height)
    draw_key(page, key, story.language)
    draw_panels(page, panels, page.top + height)
    return page.chart


def kinds_in(rows: pd.DataFrame) -> list[str]:
    """Entries of the key for the kinds of numbers that rows hold: stated, implied, needed."""
    return [kind for kind in KIND_COLORS if (rows.kind == kind).any()]


def is_said(row: TableRow, story: Story) -> bool:
    """Whether the title rests on a row."""
    return not set(story.rests_on).isdisjoint(row.fact_ids)


def stated_mark(row: TableRow, color: str) -> Mark:
    """The mark of a stated number, its line not yet known."""
    ranged = row.qualifier == Qualifier.RANGE
    return Mark(
        x=row.value,
        y=0,
        qualifier=row.qualifier,
        status=row.status,
        color=color,
        gid=gid(row.fact_ids),
        ends=(row.interval_low, row.interval_high) if ranged else None,
    )


def stated_row(row: TableRow, story: Story, before: str = "", color: str = "") -> Row:
    """The row of a stated number, told by its period.

    Args:
        row: The statement.
        story: What the figure says.
        before: What stands in grey before status and sources.
        color: Colour of the mark; by default it tells whether the title rests on the row.
    """
    strong, language = is_said(row, story), story.language
    return Row(
        label=period(row.start, row.end, language),
        mark=stated_mark(row, color or (BLUE if strong else QUIET)),
        value=value_of(row, language),
        more=aside([before, after_value(row.status, row.sources, language)], language),
        strong=strong,
        point=row.point,
        conflict=row.agreement == "conflict",
    )


def caveats(row: TableRow, language: str) -> list[str]:
    """What a number computed from two levels takes for granted."""
    found = []
    if row.mixed_indicators:
        base = mid_sentence(label(row.base_indicator, language), language)
        found.append(phrase("growth.mixed", language, base=base))
    if row.segment_assumed:
        found.append(phrase("growth.assumed", language))
    return found
