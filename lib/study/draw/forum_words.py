"""Figure: the words that set each article about a forum apart from the rest."""

from __future__ import annotations

import pandas as pd
from matplotlib.lines import Line2D

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, open_page
from study.draw.forum_matrix import TINY, sources_of
from study.draw.stories import empty_story, section_story
from study.draw.style import BLUE, BODY, GRID, MARGIN, QUIET, SMALL, WIDTH, in_style
from study.lexicon.figures import phrase

_COLUMNS = 3
_ROW = 14.0
_TERM = 62.0
_HEAD = 22.0
_GAP = 18.0


@in_style
def forum_words(words: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw the words of each article by z-score, with their counts here and elsewhere.

    Args:
        words: A table of `study.analyse.forum_words`.
        forums: `ForumFrames.forums`; only their articles are drawn.
        language: "zh" or "en".

    Returns:
        The chart. Its rows rest on whole articles, so they name no facts.
    """
    rows = words[words.label.isin(forums.label)].reset_index(drop=True)
    rows["fact_ids"] = pd.Series([()] * len(rows), dtype=object)
    groups = [(label, of) for label, of in rows.groupby("label", sort=True)]
    bands = [groups[start : start + _COLUMNS] for start in range(0, len(groups), _COLUMNS)]
    heights = [_HEAD + _ROW * max(len(of) for _, of in band) for band in bands]
    body = sum(heights) + _GAP * max(0, len(bands) - 1)
    page = open_page(_story(rows, forums, language), rows, body)
    top = page.top
    for band, height in zip(bands, heights, strict=True):
        for number, (label, of) in enumerate(band):
            x = MARGIN + number * (WIDTH - 2 * MARGIN) / _COLUMNS
            _draw(page, str(label), of, (x, top), float(rows.z.max()), language)
        top += height + _GAP
    return page.chart


def _draw(  # noqa: PLR0913, PLR0917 - a panel with its place and scale
    page: Page,
    label: str,
    rows: pd.DataFrame,
    corner: tuple[float, float],
    most: float,
    language: str,
) -> None:
    x, y = corner
    wide = (WIDTH - 2 * MARGIN) / _COLUMNS - 16
    axes = page.canvas(y, _HEAD + _ROW * len(rows))
    page.text(x, y + 10, label, size=BODY, weight=fonts.BOLD)
    room = wide - _TERM - 42
    for number, row in enumerate(rows_of(rows)):
        at = y + _HEAD + (number + 0.5) * _ROW
        page.text(x, at, row.term, size=SMALL)
        end = x + _TERM + room * max(0.0, row.z) / most
        axes.add_line(Line2D([x + _TERM, end], [at, at], color=GRID, linewidth=2.0))
        axes.add_line(Line2D([end], [at], marker="o", linestyle="", color=BLUE, markersize=6))
        page.text(end + 7, at, _counts(row, language), size=TINY, color=QUIET)


def _counts(row: TableRow, language: str) -> str:
    return phrase("forum_words.counts", language, here=row.occurrences, there=row.elsewhere)


def _story(rows: pd.DataFrame, forums: pd.DataFrame, language: str) -> Story:
    if rows.empty:
        return empty_story("forum_words", language)
    top = next(rows_of(rows.sort_values(["z", "term"], ascending=[False, True])))
    title = phrase(
        "forum_words.title",
        language,
        label=top.label,
        term=top.term,
        here=top.occurrences,
        there=top.elsewhere,
    )
    told = (
        phrase("forum_words.alt_item", language, label=label, term="、".join(of.term))
        for label, of in rows.groupby("label", sort=True)
    )
    sources = sources_of(forums[forums.label.isin(rows.label)])
    return section_story("forum_words", title, told, language, sources=sources)
