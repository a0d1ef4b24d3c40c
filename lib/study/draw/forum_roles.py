"""Figure: who guides, hosts, organises and supports which forum."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from study.analyse.tables import rows_of
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.forum_matrix import Matrix, names_of, sources_of
from study.draw.stories import section_story
from study.draw.style import (
    BLUE,
    GREEN,
    MARGIN,
    ORANGE,
    PAPER,
    QUIET,
    SKY,
    SMALL,
    VERMILLION,
    in_style,
)
from study.draw.text import width
from study.draw.words import percent
from study.lexicon.figures import mid_sentence, phrase
from study.lexicon.forums import forum_words, host_kind_label

# For each role the marker, its colour, and whether it is hollow: shape tells it without colour.
_MARKS = {
    "guidance": ("^", ORANGE, False),
    "hosts": ("o", BLUE, False),
    "organisers": ("s", GREEN, False),
    "co_organisers": ("s", GREEN, True),
    "supporters": ("o", SKY, True),
    "media": ("D", VERMILLION, True),
}
_ROW = 19.0
_KEY = 24.0


@in_style
def forum_roles(roles: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw a matrix of organisations by forums, a mark for each role.

    Args:
        roles: `ForumFrames.roles`.
        forums: `ForumFrames.forums`.
        language: "zh" or "en".

    Returns:
        The chart; marks carry the ids of the spans that name the organisation.
    """
    rows = roles.assign(row=roles.name)
    used = forums[forums.forum_id.isin(rows.forum_id)]
    kinds = {entry["code"]: n for n, entry in enumerate(forum_words("host_kinds"))}
    order = rows.assign(rank=rows.host_kind.map(kinds)).sort_values("rank", kind="stable")
    matrix = Matrix(
        rows=rows,
        forums=used,
        names={name: name for name in dict.fromkeys(order.name)},
        groups={row.name: host_kind_label(row.host_kind, language) for row in rows_of(order)},
        heights=dict.fromkeys(rows.name, _ROW),
        language=language,
    )
    page = open_page(_story(rows, used, language), rows, matrix.body(), _KEY if len(rows) else 0)
    if len(rows):
        _key(page, rows, language)
        matrix.draw(page, page.top + _KEY, _cell)
    return page.chart


def _cell(  # noqa: PLR0913, PLR0917 - a cell with its place on the page
    page: Page, axes: Axes, rows: pd.DataFrame, x: float, y: float, wide: float
) -> None:
    for number, row in enumerate(rows_of(rows)):
        _mark(axes, row.role, x + 12 + 16 * number, y, gid(row.fact_ids))


def _mark(axes: Axes, role: str, x: float, y: float, name: str | None) -> None:
    shape, color, hollow = _MARKS[role]
    line = Line2D([x], [y], marker=shape, linestyle="", color=color, markersize=7.5)
    line.set_markerfacecolor(PAPER if hollow else color)
    line.set_markeredgecolor(color)
    line.set_markeredgewidth(1.5)
    line.set_gid(name)
    line.set_zorder(3)
    axes.add_artist(line)


def _key(page: Page, rows: pd.DataFrame, language: str) -> None:
    axes = page.canvas(page.top, _KEY)
    x = MARGIN + 4
    for role in [role for role in _MARKS if role in set(rows.role)]:
        word = phrase(f"forum_roles.{role}", language)
        _mark(axes, role, x, page.top + 8, None)
        page.text(x + 10, page.top + 8, word, size=SMALL, color=QUIET)
        x += 10 + width(word, SMALL) + 20


def _story(rows: pd.DataFrame, forums: pd.DataFrame, language: str) -> Story:
    hosts = rows[rows.role == "hosts"].drop_duplicates("name")
    if hosts.empty:
        title = phrase("forum_roles.title_none", language)
    else:
        kinds = hosts.host_kind.value_counts()
        top = sorted(kinds.index, key=lambda kind: (-kinds[kind], kind))[0]
        title = phrase(
            "forum_roles.title",
            language,
            share=percent(100 * kinds[top] / len(hosts)),
            kind=mid_sentence(host_kind_label(top, language), language),
        )
    names = names_of(forums)
    told = (
        phrase(
            "forum_roles.alt_item",
            language,
            name=row.name,
            role=phrase(f"forum_roles.{row.role}", language),
            forum=names[row.forum_id],
        )
        for row in rows_of(rows)
    )
    return section_story(
        "forum_roles", title, told, language, sources=sources_of(forums), said=rows_of(hosts)
    )
