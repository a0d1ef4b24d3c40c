"""Figure: what the raw text of each article is made of, and where its quantities stand."""

from __future__ import annotations

from typing import Final

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from study.analyse.coverage import KINDS, QUANTITY, shares
from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.stories import empty_story
from study.draw.style import (
    BLUE,
    FAINT,
    GRID,
    INK,
    MARGIN,
    QUIET,
    SMALL,
    VERMILLION,
    WIDTH,
    in_style,
)
from study.draw.text import shorten, width
from study.draw.words import percent
from study.lexicon.figures import counted, phrase

_BLOCK, _TICKS, _STRIP = 66.0, 9.0, 15.0
_ROOM = WIDTH - 2 * MARGIN
# The largest area gets the quietest colour; furniture is hatched, so that grey print tells it too.
COLORS: Final = {
    "body": sns.light_palette(BLUE, n_colors=8).as_hex()[2],
    "furniture": GRID,
    "noise": VERMILLION,
}


@in_style
def coverage(rows: pd.DataFrame, language: str) -> Chart:
    """Draw one strip per article, from its first character to its last.

    Args:
        rows: A table of `study.analyse.coverage`.
        language: "zh" or "en".

    Returns:
        The chart; ticks carry the ids of the facts they stand for.
    """
    articles = shares(rows)
    body = len(articles) * _BLOCK + 18 if len(articles) else 0
    page = open_page(_story(articles, language), rows, body)
    if articles.empty:
        return page.chart
    axes = page.canvas(page.top, body)
    scale = _ROOM / max(int(articles.characters.max()), 1)
    _axis(page, axes, articles, scale, language)
    for number, article in enumerate(rows_of(articles)):
        spans = rows[rows.doc == article.doc]
        _block(page, axes, article, spans, page.top + number * _BLOCK, scale, language)
    return page.chart


def _block(  # noqa: PLR0913, PLR0917
    page: Page,
    axes: Axes,
    article: TableRow,
    spans: pd.DataFrame,
    y: float,
    scale: float,
    language: str,
) -> None:
    """One article: its name, its strip, its ticks and its shares."""
    strip = y + 16 + _TICKS
    _name(page, article, y + 8, language)
    for kind in COLORS:
        _pieces(axes, spans[spans.kind == kind], kind, strip, scale)
    for fact in rows_of(spans[spans.kind == QUANTITY]):
        x = MARGIN + scale * (fact.start + fact.end) / 2
        tick = Line2D([x, x], [strip - _TICKS, strip - 1.5], color=INK, linewidth=0.9)
        tick.set_gid(gid(fact.fact_ids))
        axes.add_line(tick)
    _shares(page, axes, article, strip + _STRIP + 10, language)


def _name(page: Page, article: TableRow, y: float, language: str) -> None:
    """Label, publisher and day on the left, length and number of quantities on the right."""
    counts = (("character", article.characters), ("quantity", article.quantities))
    right = " · ".join(counted(noun, number, language) for noun, number in counts)
    page.text(WIDTH - MARGIN, y, right, color=QUIET, align="right")
    page.text(MARGIN, y, article.label, size=9.5, weight=fonts.BOLD)
    x = MARGIN + width(article.label, 9.5, fonts.BOLD) + 7
    left = article.source.removeprefix(article.label).strip()
    page.text(
        x, y, shorten(left, WIDTH - MARGIN - width(right, SMALL) - 12 - x, SMALL), color=QUIET
    )


def _pieces(axes: Axes, spans: pd.DataFrame, kind: str, y: float, scale: float) -> None:
    """All spans of one kind in the strip of an article."""
    boxes = [
        [(MARGIN + scale * x, y + side) for x, side in _corners(row.start, row.end)]
        for row in rows_of(spans)
    ]
    hatch = "/////" if kind == "furniture" else None
    edge = FAINT if hatch else "none"
    axes.add_collection(
        PolyCollection(boxes, facecolors=COLORS[kind], edgecolors=edge, linewidths=0, hatch=hatch),
        autolim=False,
    )


def _corners(start: int, end: int) -> list[tuple[int, float]]:
    return [(start, 0), (end, 0), (end, _STRIP), (start, _STRIP)]


def _shares(page: Page, axes: Axes, article: TableRow, y: float, language: str) -> None:
    """Shares of the kinds below the strip, each beside a swatch of its colour."""
    x = MARGIN
    for kind in COLORS:
        share = getattr(article, f"{kind}_share")
        if share == 0:
            continue
        hatch = "/////" if kind == "furniture" else None
        swatch = Rectangle((x, y - 3.5), 8, 7, facecolor=COLORS[kind], hatch=hatch, linewidth=0)
        swatch.set_edgecolor(FAINT if hatch else "none")
        axes.add_patch(swatch)
        text = f"{phrase(f'coverage.{kind}', language)} {percent(share)}"
        page.text(x + 12, y, text, color=QUIET)
        x += 12 + width(text, SMALL) + 16


def _axis(page: Page, axes: Axes, articles: pd.DataFrame, scale: float, language: str) -> None:
    """Characters counted along the foot, with faint lines behind the strips."""
    longest = int(articles.characters.max())
    strips = [page.top + number * _BLOCK + 16 + _TICKS for number in range(len(articles))]
    for at in MaxNLocator(5, integer=True).tick_values(0, longest):
        x = MARGIN + scale * at
        if not 0 <= at <= longest:
            continue
        for top in strips:
            line = Line2D([x, x], [top - _TICKS, top + _STRIP], color=GRID, linewidth=0.7, zorder=0)
            axes.add_line(line)
        text = f"{at:,.0f}" if at else f"0 {phrase('coverage.axis', language)}"
        page.text(x, page.bottom - 6, text, color=QUIET, align="center" if at else "left")


def _story(articles: pd.DataFrame, language: str) -> Story:
    if articles.empty:
        return empty_story("coverage", language)
    title = _title(articles, language)
    return Story(
        title=title,
        subtitle=phrase("coverage.subtitle", language),
        alt=_alt(title, articles, language),
        notes=(phrase("coverage.note", language),),
        sources=tuple(articles.source),
        language=language,
    )


def _title(articles: pd.DataFrame, language: str) -> str:
    """How much is body, and the article with the largest share of something else, if any."""
    kind, label, share = _foreign(articles)
    return phrase(
        f"coverage.title_{kind if share >= 1 else 'body'}",
        language,
        body=percent(100 * articles.body.sum() / articles.characters.sum()),
        label=label,
        share=percent(share),
        articles=counted("article", len(articles), language),
        quantities=counted("quantity", int(articles.quantities.sum()), language),
    )


def _foreign(articles: pd.DataFrame) -> tuple[str, str, float]:
    """The largest share of one article that is neither body nor blank: kind, label, percent."""
    kinds = [kind for kind in KINDS if kind not in ("body", "blank")]
    found = [
        (share, kind, label)
        for kind in kinds
        for share, label in zip(articles[f"{kind}_share"], articles.label, strict=True)
    ]
    share, kind, label = max(found)
    return kind, label, share


def _alt(title: str, articles: pd.DataFrame, language: str) -> str:
    """The title, then every article in a sentence."""
    count = counted("article", len(articles), language)
    items = [
        phrase(
            "coverage.alt_item",
            language,
            label=row.label,
            quantities=counted("quantity", row.quantities, language),
            **{kind: percent(getattr(row, f"{kind}_share")) for kind in COLORS},
        )
        for row in rows_of(articles)
    ]
    join = phrase("common.sentence_join", language)
    return phrase("coverage.alt", language, title=title, articles=count, details=join.join(items))
