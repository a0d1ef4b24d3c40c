"""Figure: which segments and topics the events of each forum are about."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from study.analyse.tables import rows_of
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.forum_matrix import Matrix, names_of, sources_of
from study.draw.grammar import Mark, draw_mark
from study.draw.stories import empty_story, section_story
from study.draw.style import BLUE, BODY, FAINT, in_style
from study.lexicon.figures import phrase
from study.lexicon.forums import theme_label
from study.model import Qualifier

_ROW = 25.0
_LARGEST = 20.0


@in_style
def forum_themes(parts: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw a matrix of themes by forums, a circle for the number of events about each.

    Args:
        parts: `ForumFrames.parts`.
        forums: `ForumFrames.forums`.
        language: "zh" or "en".

    Returns:
        The chart; marks carry the ids of the spans that name the events.
    """
    rows = _counted(parts)
    used = forums[forums.forum_id.isin(rows.forum_id)]
    total = rows.groupby("row")["number"].sum() if len(rows) else pd.Series(dtype=float)
    order = sorted(total.index, key=lambda theme: (-total[theme], theme))
    names = {theme: theme_label(theme, language) for theme in order}
    matrix = Matrix(rows, used, names, {}, dict.fromkeys(names, _ROW), language)
    page = open_page(_story(rows, used, order, language), rows, matrix.body() if len(rows) else 0)
    if len(rows):
        most = float(rows["number"].max())
        matrix.draw(page, page.top, lambda *cell: _cell(most, *cell))
    return page.chart


def _counted(parts: pd.DataFrame) -> pd.DataFrame:
    """How many named events of each forum speak of each theme."""
    found: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}
    for part in rows_of(parts[parts.name != ""]):
        for theme in part.themes:
            found.setdefault((theme, part.forum_id), []).append((part.name, part.fact_ids))
    rows = [
        {
            "row": theme,
            "forum_id": forum,
            "number": len(named),
            "events": tuple(name for name, _ in named),
            "fact_ids": tuple(dict.fromkeys(i for _, ids in named for i in ids)),
        }
        for (theme, forum), named in found.items()
    ]
    return pd.DataFrame(rows, columns=["row", "forum_id", "number", "events", "fact_ids"])


def _cell(  # noqa: PLR0913, PLR0917 - a cell with the scale of all
    most: float, page: Page, axes: Axes, rows: pd.DataFrame, x: float, y: float, wide: float
) -> None:
    if rows.empty:
        page.text(x + 11, y, "·", size=BODY, color=FAINT)
        return
    row = next(rows_of(rows))
    size = _LARGEST * (row.number / most) ** 0.5
    draw_mark(axes, Mark(x + 14, y, Qualifier.EXACT, color=BLUE, gid=gid(row.fact_ids), size=size))
    page.text(x + 30, y, str(row.number), size=BODY)


def _story(rows: pd.DataFrame, forums: pd.DataFrame, order: list[str], language: str) -> Story:
    if rows.empty:
        return empty_story("forum_themes", language)
    first = rows[rows.row == order[0]]
    title = phrase(
        "forum_themes.title",
        language,
        theme=theme_label(order[0], language),
        count=int(first["number"].sum()),
    )
    names = names_of(forums)
    told = (
        phrase(
            "forum_themes.alt_item",
            language,
            theme=theme_label(row.row, language),
            forum=names[row.forum_id],
            count=len(row.events),
        )
        for row in rows_of(rows)
    )
    return section_story(
        "forum_themes", title, told, language, sources=sources_of(forums), said=rows_of(first)
    )
