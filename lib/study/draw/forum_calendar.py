"""Figure: forums in time, from announcement and first side event to close."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.forum_matrix import TINY, names_of, sources_of
from study.draw.stories import empty_story, section_story
from study.draw.style import (
    BLUE,
    BODY,
    GREEN,
    GRID,
    MARGIN,
    ORANGE,
    PAPER,
    QUIET,
    SMALL,
    WIDTH,
    in_style,
)
from study.draw.text import shorten
from study.lexicon.figures import phrase

_NAMES = 232.0  # width of the column of names
_ROW = 15.5
_HEAD = 22.0
_FOOT = 20.0
_COLORS = {"press": ORANGE, "event": BLUE, "opening": BLUE, "part": GREEN}
_MOST_TICKS = 8
_SURE = 20  # days; a longer span tells within which time a day lay


@in_style
def forum_calendar(calendar: pd.DataFrame, forums: pd.DataFrame, language: str) -> Chart:
    """Draw a timeline for each forum that states a day, each with its own scale.

    Args:
        calendar: `ForumFrames.calendar`.
        forums: `ForumFrames.forums`.
        language: "zh" or "en".

    Returns:
        The chart; marks carry the ids of the spans that state the days.
    """
    order = {forum: number for number, forum in enumerate(forums.forum_id)}
    rows = calendar.assign(_rank=calendar.forum_id.map(order)).sort_values(
        ["_rank", "start", "end"], kind="stable", ignore_index=True
    )
    rows = rows.drop(columns="_rank")
    groups = [(forum, of) for forum, of in rows.groupby("forum_id", sort=False)]
    body = sum(_HEAD + len(of) * _ROW + _FOOT for _, of in groups)
    page = open_page(_story(rows, forums, language), rows, body)
    axes = page.canvas(page.top, max(body, 1))
    y, names = page.top, names_of(forums)
    for forum, of in groups:
        y = _draw_forum(page, axes, names[str(forum)], of, y, language)
    return page.chart


def _draw_forum(  # noqa: PLR0913, PLR0917 - a forum with its place on the page
    page: Page, axes: Axes, name: str, rows: pd.DataFrame, top: float, language: str
) -> float:
    page.rule(top)
    label = rows.label.iloc[0]
    heading = shorten(f"{name} · {label}", WIDTH - 2 * MARGIN, BODY, fonts.BOLD)
    page.text(MARGIN, top + 12, heading, size=BODY, weight=fonts.BOLD)
    first, last = _window(rows)
    y = top + _HEAD
    bottom = y + len(rows) * _ROW
    for tick in _ticks(first, last):
        x = _x(tick, first, last)
        axes.add_line(Line2D([x, x], [y, bottom], color=GRID, linewidth=0.8))
        page.text(
            x, bottom + 6, _tick_label(tick, first, last), size=TINY, align="center", color=QUIET
        )
    for row in rows_of(rows):
        _draw_row(page, axes, row, (first, last), y + _ROW / 2, language)
        y += _ROW
    return bottom + _FOOT


def _draw_row(  # noqa: PLR0913, PLR0917 - a row with its scale
    page: Page,
    axes: Axes,
    row: TableRow,
    window: tuple[pd.Timestamp, pd.Timestamp],
    y: float,
    language: str,
) -> None:
    name = row.name if row.what == "part" else phrase(f"forum_calendar.{row.what}", language)
    strong = fonts.REGULAR if row.what == "part" else fonts.BOLD
    page.text(MARGIN, y, shorten(name, _NAMES - 12, SMALL, strong), size=SMALL, weight=strong)
    left = _x(row.start, *window)
    right = _x(row.end + pd.Timedelta(days=1), *window)
    wide = max(right - left, 3.5)
    color = _COLORS[row.what]
    vague = (row.end - row.start).days > _SURE
    box = Rectangle((left, y - 4), wide, 8, facecolor=PAPER if vague else color, edgecolor=color)
    box.set_linewidth(1.2 if vague else 0)
    box.set_gid(gid(row.fact_ids))
    box.set_zorder(3)
    axes.add_patch(box)
    days = _days(row)
    room = WIDTH - MARGIN - (left + wide) - 6
    if room > 6.2 * len(days):
        page.text(left + wide + 5, y, days, size=TINY, color=QUIET, plate=True)
    else:
        page.text(left - 5, y, days, size=TINY, color=QUIET, align="right", plate=True)


def _days(row: TableRow) -> str:
    start, end = row.start, row.end
    if start == end:
        return str(start.strftime("%m-%d"))
    return f"{start.strftime('%m-%d')}–{end.strftime('%m-%d')}"


def _window(rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Days that the scale reaches over: two weeks at least."""
    first, last = rows.start.min(), rows.end.max()
    air = max(pd.Timedelta(days=3), (last - first) * 0.04)
    first, last = first - air, last + air
    lack = pd.Timedelta(days=14) - (last - first)
    if lack > pd.Timedelta(0):
        first, last = first - lack / 2, last + lack / 2
    return first.normalize(), last.normalize()


def _x(day: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> float:
    room = WIDTH - 2 * MARGIN - _NAMES - 24
    return MARGIN + _NAMES + room * ((day - first) / (last - first))


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> Iterator[pd.Timestamp]:
    """Days at the foot of a scale: firsts of months, or every few days of a short one."""
    months = pd.date_range(first, last, freq="MS")
    if len(months) > 2:
        yield from months[:: -(-len(months) // _MOST_TICKS)]
        return
    days = pd.date_range(first, last, freq="D")
    yield from days[1 :: max(1, -(-len(days) // _MOST_TICKS))]


def _tick_label(tick: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> str:
    long = len(pd.date_range(first, last, freq="MS")) > 2
    return str(tick.strftime("%Y-%m" if long else "%m-%d"))


def _story(rows: pd.DataFrame, forums: pd.DataFrame, language: str) -> Story:
    if rows.empty:
        return empty_story("forum_calendar", language)
    title, said = _title(rows, forums, language)
    names = names_of(forums)
    told = (
        phrase(
            "forum_calendar.alt_item",
            language,
            name=row.name or names[row.forum_id],
            start=row.start.strftime("%Y-%m-%d"),
            end=row.end.strftime("%Y-%m-%d"),
        )
        for row in rows_of(rows)
    )
    sources = sources_of(forums[forums.forum_id.isin(rows.forum_id)])
    return section_story("forum_calendar", title, told, language, sources=sources, said=said)


def _title(
    rows: pd.DataFrame, forums: pd.DataFrame, language: str
) -> tuple[str, Iterator[TableRow]]:
    """The forum whose events reach furthest, and how far ahead it was announced."""
    spans = rows.groupby("forum_id", sort=False).agg(first=("start", "min"), last=("end", "max"))
    lengths = (spans["last"] - spans["first"]).dt.days + 1
    top = max(lengths.index, key=lambda forum: int(lengths[forum]))
    forum = next(rows_of(forums[forums.forum_id == top]))
    lead = (forum.opening - forum.announced).days if pd.notna(forum.announced) else None
    form = "title" if lead is None else "title_lead"
    name = shorten(forum.name, 420, BODY)
    days = int(lengths[top])
    title = phrase(f"forum_calendar.{form}", language, name=name, days=days, lead=lead)
    return title, rows_of(rows[rows.forum_id == top])
