"""The page that every figure of panels and rows is laid out on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story, open_page
from study.draw.grammar import draw_key, key_height
from study.draw.panels import Panel, draw_panels, panels_height
from study.draw.words import sentences
from study.lexicon.figures import counted, phrase


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


def empty_story(title: str, language: str) -> Story:
    """The story of a figure with nothing to draw."""
    return Story(title, "", title, (), (), language)


def description(
    section: str,
    title: str,
    rows: pd.DataFrame,
    told: Callable[[TableRow], str],
    language: str,
) -> str:
    """Description for those who do not see a figure: the title, and every row in a sentence.

    Args:
        section: Section of the phrases; its "alt" has the slots title, marks, details.
        title: The finding.
        rows: The plotted rows.
        told: One row as a sentence.
        language: "zh" or "en".
    """
    details = sentences(map(told, rows_of(rows)), language)
    marks = counted("value", len(rows), language)
    return phrase(f"{section}.alt", language, title=title, marks=marks, details=details)


def sources_in(rows: pd.DataFrame) -> tuple[str, ...]:
    """The articles that rows rest on, each once, sorted."""
    return tuple(sorted({source for each in rows.sources for source in each}))


def facts_in(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Ids of the facts that rows rest on, each once."""
    return tuple(dict.fromkeys(fact for row in rows for fact in row.fact_ids))
