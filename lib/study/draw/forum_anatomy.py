"""Figure: what each forum is made of, one mark an event, the components in order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.forum_matrix import TINY, TINY_LINE, sources_of
from study.draw.stories import empty_story, section_story
from study.draw.style import BLUE, BODY, FAINT, GREEN, MARGIN, PAPER, QUIET, WIDTH, in_style
from study.draw.text import LINE, wrap
from study.lexicon.figures import phrase
from study.lexicon.forums import kind_label

_COLUMNS = 2
_GUTTER = 22.0
_SYMBOL = 30.0  # width of the column of symbols
_TERM = 17.0  # height of a component's own line
_DOT = 6.2
_BAND_GAP = 26.0


@in_style
def forum_anatomy(parts: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw the parts of each forum as a list, two forums side by side, the oldest first.

    Args:
        parts: `ForumFrames.parts`.
        forums: `ForumFrames.forums`.
        language: "zh" or "en".

    Returns:
        The chart; marks carry the ids of the spans that name the event.
    """
    story = _story(parts, forums, language)
    bands = list(_bands(forums))
    heights = [max(_height(parts, forum, language) for forum in rows_of(b)) for b in bands]
    body = sum(heights) + _BAND_GAP * max(0, len(bands) - 1)
    page = open_page(story, parts, body)
    top = page.top
    for band, height in zip(bands, heights, strict=True):
        axes = page.canvas(top, height)
        page.rule(top)
        for number, forum in enumerate(rows_of(band)):
            x = MARGIN + number * (_wide() + _GUTTER)
            _draw_forum(page, axes, parts, forum, (x, top), language)
        top += height + _BAND_GAP
    return page.chart


def _wide() -> float:
    return (WIDTH - 2 * MARGIN - (_COLUMNS - 1) * _GUTTER) / _COLUMNS


def _bands(forums: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Forums two by two, in their order: editions of one forum stand beside each other."""
    for start in range(0, len(forums), _COLUMNS):
        yield forums.iloc[start : start + _COLUMNS]


def _heading(forum: TableRow) -> list[str]:
    return wrap(forum.name, _wide(), BODY, fonts.BOLD)


def _lines(name: str) -> list[str]:
    return wrap(name, _wide() - _SYMBOL - 14, TINY)


def _height(parts: pd.DataFrame, forum: TableRow, language: str) -> float:
    height = 14 + len(_heading(forum)) * BODY * LINE + TINY_LINE + 8
    own = parts[parts.forum_id == forum.forum_id]
    for _, component in own.groupby("component", sort=False):
        named = component[component.name != ""]
        height += _TERM + 6 + sum(len(_lines(name)) * TINY_LINE + 1.5 for name in named.name)
        height += TINY_LINE if _unnamed(component) else 0
    return height if len(own) else height + TINY_LINE


def _draw_forum(  # noqa: PLR0913, PLR0917 - a forum with its place on the page
    page: Page,
    axes: Axes,
    parts: pd.DataFrame,
    forum: TableRow,
    corner: tuple[float, float],
    language: str,
) -> None:
    x, y = corner
    lines = _heading(forum)
    page.lines(x, y + 14, lines, size=BODY, weight=fonts.BOLD)
    y += 14 + len(lines) * BODY * LINE
    formula = forum.formula or phrase("forum_anatomy.no_formula", language)
    page.text(x, y, f"{formula} · {forum.label}", size=TINY, color=QUIET)
    y += TINY_LINE + 8
    own = parts[parts.forum_id == forum.forum_id]
    if own.empty:
        none = phrase("forum_anatomy.no_parts", language)
        page.text(x, y, none, size=TINY, color=FAINT)
    for _, component in own.groupby("component", sort=False):
        y = _draw_component(page, axes, component, (x, y), language)


def _draw_component(
    page: Page, axes: Axes, component: pd.DataFrame, corner: tuple[float, float], language: str
) -> float:
    """Symbol, kind and events of a component; returns where the next begins."""
    x, y = corner
    first = next(rows_of(component))
    if first.symbol:
        page.text(x, y + 2, first.symbol, size=15, weight=fonts.BOLD, color=BLUE)
    kind = kind_label(first.kind, language)
    page.text(x + _SYMBOL, y, kind, size=BODY - 0.5, weight=fonts.BOLD)
    y += _TERM - 3
    for row in rows_of(component[component.name != ""]):
        color, shape = (GREEN, "s") if row.abroad else (BLUE, "o")
        _dot(axes, x + _SYMBOL + 4, y, shape, color, gid(row.fact_ids))
        lines = _lines(row.name)
        page.lines(x + _SYMBOL + 14, y, lines, size=TINY)
        y += len(lines) * TINY_LINE + 1.5
    unnamed = _unnamed(component)
    if unnamed:
        _dot(axes, x + _SYMBOL + 4, y, "o", FAINT, gid(first.fact_ids), hollow=True)
        more = phrase("forum_anatomy.unnamed", language, number=unnamed)
        page.text(x + _SYMBOL + 14, y, more, size=TINY, color=QUIET)
        y += TINY_LINE
    return y + 9


def _unnamed(component: pd.DataFrame) -> int:
    """How many events a component counts and does not name."""
    count = float(component["count"].iloc[0])
    named = int((component.name != "").sum())
    return 0 if math.isnan(count) else max(0, int(count) - named)


def _dot(  # noqa: PLR0913, PLR0917 - a mark has these many properties
    axes: Axes, x: float, y: float, shape: str, color: str, name: str, *, hollow: bool = False
) -> None:
    line = Line2D([x], [y], marker=shape, linestyle="", color=color, markersize=_DOT)
    line.set_markerfacecolor(PAPER if hollow else color)
    line.set_markeredgecolor(color)
    line.set_markeredgewidth(1.2 if hollow else 0)
    line.set_gid(name)
    axes.add_artist(line)


def _story(parts: pd.DataFrame, forums: pd.DataFrame, language: str) -> Story:
    if forums.empty:
        return empty_story("forum_anatomy", language)
    title, said = _title(parts, forums, language)
    named = parts[parts.name != ""].groupby("forum_id").size()
    told = (
        phrase(
            "forum_anatomy.alt_item",
            language,
            name=forum.name,
            formula=forum.formula or phrase("forum.not_stated", language),
            count=int(named.get(forum.forum_id, 0)),
        )
        for forum in rows_of(forums)
    )
    sources = sources_of(forums)
    return section_story("forum_anatomy", title, told, language, sources=sources, said=said)


def _title(
    parts: pd.DataFrame, forums: pd.DataFrame, language: str
) -> tuple[str, tuple[TableRow, ...]]:
    """The largest change of a component between two editions, else the richest forum."""
    found = _largest_change(parts, forums)
    if found:
        before, after, kind = found
        spoken = kind_label(kind, language)
        title = phrase(
            "forum_anatomy.title_series",
            language,
            kind=spoken[0].upper() + spoken[1:],
            year=int(before.year),
            before=int(before.number),
            later=int(after.year),
            after=int(after.number),
        )
        return title, (before, after)
    named = parts[parts.name != ""].groupby("forum_id", sort=False).size()
    if named.empty:
        return phrase("forum_anatomy.no_parts", language), ()
    top = max(named.index, key=lambda forum: named[forum])
    name = forums.name[forums.forum_id == top].iloc[0]
    title = phrase("forum_anatomy.title_most", language, name=name, count=int(named[top]))
    return title, ()


def _largest_change(
    parts: pd.DataFrame, forums: pd.DataFrame
) -> tuple[TableRow, TableRow, str] | None:
    """The component kind whose count changed most between two editions, if there are two."""
    editions = forums[forums.series != ""] if "series" in forums else forums.iloc[:0]
    components = parts.drop_duplicates(["forum_id", "component"])
    counted = components[components["count"].notna()].merge(
        editions[["forum_id", "series", "year"]], on="forum_id"
    )
    counted = counted.rename(columns={"count": "number"})
    best: tuple[float, TableRow, TableRow, str] | None = None
    for (_, kind), rows in counted.groupby(["series", "kind"], sort=True):
        ordered = list(rows_of(rows.sort_values("year")))
        for before, after in pairwise(ordered):
            change = abs(after.number - before.number)
            if change and before.year != after.year and (best is None or change > best[0]):
                best = (change, before, after, str(kind))
    return best[1:] if best else None
