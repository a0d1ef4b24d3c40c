"""Figure: what changed from one edition of a forum to the next, item by item."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.forum_matrix import TINY, TINY_LINE, names_of, sources_of
from study.draw.stories import empty_story, section_story
from study.draw.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    MARGIN,
    ORANGE,
    QUIET,
    SKY,
    SMALL,
    VERMILLION,
    WIDTH,
    in_style,
)
from study.draw.text import wrap
from study.lexicon.figures import phrase
from study.lexicon.forums import component_kinds, kind_label

_MIDDLE = 86.0  # width of the column that names the operation
_HEADING = 22.0
_COLORS = {
    "kept": FAINT,
    "grown": BLUE,
    "shrunk": SKY,
    "renamed": SKY,
    "split": ORANGE,
    "new": GREEN,
    "dropped": VERMILLION,
}
_ORDER = ("grown", "shrunk", "split", "new", "renamed", "kept", "dropped")
# Fields that share a heading, in the order they are drawn.
_GROUPS = {
    "formula": "component",
    "component": "component",
    "part": "part",
    "firsts": "firsts",
    "theme": "theme",
    "mode": "theme",
    "hosts": "hosts",
    "organisers": "hosts",
    "supporters": "hosts",
    "guidance": "hosts",
}


@in_style
def forum_edits(edits: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw an edit script: what stood before, what became of it, what stands after.

    Args:
        edits: `ForumFrames.edits`; the last pair of editions of the first series is drawn.
        forums: `ForumFrames.forums`.
        language: "zh" or "en".

    Returns:
        The chart; marks carry the ids of the spans on both sides.
    """
    rows = _ordered(edits)
    groups = list(dict.fromkeys(rows.group))
    body = sum(_height(row) for row in rows_of(rows)) + _HEADING * len(groups)
    page = open_page(_story(rows, forums, language), rows, body)
    if rows.empty:
        return page.chart
    axes = page.canvas(page.top, body)
    y = page.top
    for group in groups:
        name = phrase(f"forum_edits.field_{group}", language)
        page.text(MARGIN, y + 12, name, size=SMALL, weight=fonts.BOLD, color=QUIET)
        y += _HEADING
        page.rule(y - 3)
        for row in rows_of(rows[rows.group == group]):
            _draw(page, axes, row, y, language)
            y += _height(row)
    return page.chart


def _ordered(edits: pd.DataFrame) -> pd.DataFrame:
    """Steps of the newest pair of editions, by group, then by what happened."""
    newest = edits[edits.newer == edits.newer.iloc[-1]] if len(edits) else edits
    rows = newest.assign(group=newest.field.map(_GROUPS))
    ranks = list(dict.fromkeys(_GROUPS.values()))
    rows = rows.assign(
        _group=rows.group.map(ranks.index), _operation=rows.operation.map(_ORDER.index)
    )
    rows = rows.sort_values(["_group", "_operation"], kind="stable", ignore_index=True)
    return rows.drop(columns=["_group", "_operation"])


def _side() -> float:
    return (WIDTH - 2 * MARGIN - _MIDDLE) / 2


def _texts(row: TableRow) -> tuple[list[str], list[str]]:
    before = _with_amount(row.before, row.amount_before)
    after = _with_amount(row.after, row.amount_after)
    return wrap(before, _side() - 14, SMALL), wrap(after, _side() - 14, SMALL)


def _with_amount(text: str, number: float) -> str:
    return f"{text} × {int(number)}" if text and pd.notna(number) else text


def _height(row: TableRow) -> float:
    before, after = _texts(row)
    return max(len(before), len(after)) * (TINY_LINE + 1.2) + 5


def _draw(page: Page, axes: Axes, row: TableRow, y: float, language: str) -> None:
    before, after = _texts(row)
    middle = y + 7
    left, right = MARGIN + _side(), MARGIN + _side() + _MIDDLE
    color = _COLORS[row.operation]
    quiet = row.operation == "dropped"
    for index, words in enumerate(before):
        at = middle + index * (TINY_LINE + 1.2)
        page.text(left - 8, at, words, size=SMALL, align="right", color=QUIET if quiet else INK)
    page.lines(right + 8, middle, after, size=SMALL)
    name = gid(row.fact_ids)
    start = left if row.before else left + _MIDDLE / 2 + 24
    end = right if row.after else right - _MIDDLE / 2 - 24
    line = Line2D([start, end], [middle, middle], color=color, linewidth=1.6)
    line.set_gid(name)
    axes.add_artist(line)
    for x, there in ((left, row.before), (right, row.after)):
        if there:
            dot = Line2D([x], [middle], marker="o", linestyle="", color=color, markersize=5)
            dot.set_markeredgewidth(0)
            dot.set_gid(name)
            axes.add_artist(dot)
    word = "grown_op" if row.operation == "grown" else row.operation
    told = phrase(f"forum_edits.{word}", language)
    page.text(left + _MIDDLE / 2, middle, told, size=TINY, align="center", color=QUIET, plate=True)


def _story(rows: pd.DataFrame, forums: pd.DataFrame, language: str) -> Story:
    if rows.empty:
        return empty_story("forum_edits", language)
    older, newer = rows.older.iloc[0], rows.newer.iloc[0]
    years = dict(zip(forums.forum_id, forums.year, strict=True))
    names = names_of(forums)
    title = phrase(
        "forum_edits.title",
        language,
        year=int(years[older]),
        later=int(years[newer]),
        grown=phrase("forum_edits.joint", language).join(_findings(rows, language)),
    )
    return section_story(
        "forum_edits",
        title,
        _described(rows, language),
        language,
        sources=sources_of(forums[forums.forum_id.isin([older, newer])]),
        said=rows_of(rows[rows.operation == "grown"]),
        older=names[older],
        newer=names[newer],
    )


def _findings(rows: pd.DataFrame, language: str) -> list[str]:
    """What grew, and how many named events are new and gone."""
    grown = rows[(rows.operation == "grown") & (rows.field == "component")]
    found = [
        phrase(
            "forum_edits.grown",
            language,
            kind=_kind(row.after, language),
            before=int(row.amount_before),
            after=int(row.amount_after),
        )
        for row in rows_of(grown)
    ]
    parts = rows[rows.field == "part"].operation.value_counts()
    new, dropped = int(parts.get("new", 0)), int(parts.get("dropped", 0))
    return [*found, phrase("forum_edits.changed", language, new=new, dropped=dropped)]


def _kind(name: str, language: str) -> str:
    """A component's name in the reader's language, where the lexicon knows its kind."""
    kind = component_kinds().get(name)
    return name if language == "zh" or kind is None else kind_label(kind, language)


def _described(rows: pd.DataFrame, language: str) -> Iterator[str]:
    for row in rows_of(rows):
        word = "grown_op" if row.operation == "grown" else row.operation
        yield phrase(
            "forum_edits.alt_item",
            language,
            operation=phrase(f"forum_edits.{word}", language),
            before=_with_amount(row.before, row.amount_before) or "–",
            after=_with_amount(row.after, row.amount_after) or "–",
        )
