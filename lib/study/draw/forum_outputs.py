"""Figure: scale and outputs of forums beside each other, with their qualifiers."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.forum_matrix import TINY, TINY_LINE, Matrix, names_of, not_stated, sources_of
from study.draw.grammar import Mark, draw_key, draw_mark, entries, key_height
from study.draw.stories import empty_story, section_story
from study.draw.style import BLUE, BODY, QUIET, in_style
from study.draw.text import shorten
from study.draw.words import amount, listed
from study.lexicon.figures import phrase, qualified

_MEASURES = ("events_total", "exhibitors", "exhibits", "participants", "projects_signed",
             "reports_released")  # fmt: skip
_ROW = 34.0
_TITLED = 3  # numbers that the title has room for


@in_style
def forum_outputs(amounts: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw a matrix of measures by forums, each number with the limits its source put on it.

    Args:
        amounts: `ForumFrames.amounts`.
        forums: `ForumFrames.forums`.
        language: "zh" or "en".

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    rows = amounts.assign(row=amounts.measure)
    used = forums[forums.forum_id.isin(rows.forum_id)]
    measures = [name for name in _MEASURES if name in set(rows.row)]
    names = {name: phrase(f"forum_outputs.{name}", language) for name in measures}
    heights = {name: _ROW * _most(rows[rows.row == name]) for name in names}
    matrix = Matrix(rows, used, names, {}, heights, language)
    key = entries(rows.qualifier, ["actual"] * len(rows))
    height = key_height(key, language) if len(rows) else 0
    story = _story(rows, forums, language)
    page = open_page(story, rows, matrix.body() if len(rows) else 0, height)
    if len(rows):
        draw_key(page, key, language)
        matrix.draw(page, page.top + height, lambda *cell: _cell(language, *cell))
    return page.chart


def _most(rows: pd.DataFrame) -> int:
    """How many numbers of one measure the forum with most of them states."""
    return int(rows.forum_id.value_counts().max())


def _cell(  # noqa: PLR0913, PLR0917 - a cell in a language
    language: str, page: Page, axes: Axes, rows: pd.DataFrame, x: float, y: float, wide: float
) -> None:
    if rows.empty:
        not_stated(page, x, y, language)
        return
    for number, row in enumerate(rows_of(rows)):
        at = y + (number - (len(rows) - 1) / 2) * _ROW
        mark = Mark(x + 11, at, row.qualifier, color=BLUE, gid=gid(row.fact_ids))
        draw_mark(axes, mark)
        page.text(x + 24, at - (5 if row.counted else 0), _value(row, language), size=BODY)
        if row.counted:
            counted = shorten(row.counted, wide - 28, TINY)
            page.text(x + 24, at + TINY_LINE - 3, counted, size=TINY, color=QUIET)


def _value(row: TableRow, language: str) -> str:
    if language == "zh":
        return str(row.stated)
    return qualified(amount(row.value, "count", language), row.qualifier, language)


def _story(rows: pd.DataFrame, forums: pd.DataFrame, language: str) -> Story:
    if rows.empty:
        return empty_story("forum_outputs", language)
    sizes = rows.groupby("forum_id", sort=False).size()
    top = max(sizes.index, key=lambda forum: sizes[forum])
    names = names_of(forums)
    said = rows[(rows.forum_id == top) & rows.row.isin(_MEASURES[1:])].head(_TITLED)
    spoken = [_spoken(row, language) for row in rows_of(said)]
    title = phrase("forum_outputs.title", language, name=names[top], list=listed(spoken, language))
    told = (
        phrase(
            "forum_outputs.alt_item",
            language,
            forum=names[row.forum_id],
            measure=phrase(f"forum_outputs.{row.measure}", language),
            value=_value(row, language),
        )
        for row in rows_of(rows)
    )
    speaking = forums.forum_id.isin(rows.forum_id)
    silent = list(forums[~speaking].name)
    return section_story(
        "forum_outputs",
        title,
        told,
        language,
        sources=sources_of(forums[speaking]),
        said=rows_of(said),
        notes=("note", "nothing") if silent else ("note",),
        names=listed(silent, language) if silent else "",
    )


def _spoken(row: TableRow, language: str) -> str:
    name = phrase(f"forum_outputs.{row.measure}", language)
    value = _value(row, language)
    return f"{name}{value}" if language == "zh" else f"{value} {name}"
