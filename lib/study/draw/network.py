"""Figure: firms, their projects, and the parks and forums they are linked with.

Three columns, so that no line crosses another's words: firms left, projects in the middle,
parks and forums right. Source of the order within the columns: the barycentre heuristic of
layered drawings (Sugiyama, Tagawa and Toda 1981), one pass; ties by the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from study.analyse.tables import TableRow, rows_of
from study.draw import fonts
from study.draw.chart import Chart, Page, Story, gid, open_page
from study.draw.grammar import Mark, draw_mark
from study.draw.stories import empty_story, section_story, sources_in
from study.draw.style import BLUE, INK, MARGIN, QUIET, SMALL, VERMILLION, WIDTH, in_style
from study.draw.text import LINE, shorten, wrap
from study.lexicon import label
from study.lexicon.figures import phrase
from study.model import Qualifier

_ROW = 14.5
_HEAD = 24.0
_LEFT, _RIGHT = 196.0, 452.0  # where the words of the left column end and the right begin
_SIGNED, _LOCATED = VERMILLION, BLUE
_TARGET = 30.0  # least height of a park or forum


@in_style
def network(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw who is linked with which park or forum: a line for each link.

    Args:
        rows: A table of `study.analyse.ties`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; lines and dots carry the ids of the links they stand for.
    """
    story = _story(rows, language, place)
    heads = list(dict.fromkeys(rows["head"]))
    tails = list(dict.fromkeys(rows["tail"]))
    body = _HEAD + max(len(heads) * _ROW, len(tails) * _TARGET) if heads else 0
    page = open_page(story, rows, body)
    if heads:
        _draw(page, rows, heads, tails, language)
    return page.chart


def _draw(
    page: Page, rows: pd.DataFrame, heads: list[str], tails: list[str], language: str
) -> None:
    axes = page.canvas(page.top, page.bottom - page.top)
    style = {"weight": fonts.BOLD, "color": QUIET}
    page.lines(_RIGHT, page.top + 8, [phrase("network.right", language)], **style)
    page.lines(_LEFT - 8, page.top + 8, [phrase("network.left", language)], align="right", **style)
    first = page.top + _HEAD
    rooms = {head: first + (number + 0.5) * _ROW for number, head in enumerate(heads)}
    ends = _spread(rows, rooms, tails, first, page.bottom)
    for row in rows_of(rows):
        _tie(axes, row, rooms[row.head], ends[row.tail])
    for head, y in rooms.items():
        text = shorten(label(head, language), _LEFT - MARGIN - 8, SMALL)
        page.text(_LEFT - 8, y, text, color=INK, align="right")
    for tail, y in ends.items():
        _draw_target(page, label(tail, language), y)


def _spread(
    rows: pd.DataFrame, rooms: dict[str, float], tails: list[str], first: float, last: float
) -> dict[str, float]:
    """Heights of the right column: each at the middle of its heads, no two too near."""
    middle = {tail: float(rows["head"][rows["tail"] == tail].map(rooms).mean()) for tail in tails}
    ordered = sorted(tails, key=lambda tail: (middle[tail], tails.index(tail)))
    heights: dict[str, float] = {}
    y = first - _TARGET / 2
    for tail in ordered:
        y = max(middle[tail], y + _TARGET)
        heights[tail] = y
    over = y + _TARGET / 2 - last
    if over > 0:  # push up what was pushed down beyond the page
        limit = last - _TARGET / 2
        for tail in reversed(ordered):
            heights[tail] = min(heights[tail], limit)
            limit = heights[tail] - _TARGET
    return heights


def _tie(axes: Axes, row: TableRow, start: float, end: float) -> None:
    """A line from a firm or project to its park or forum, with a dot at its beginning."""
    color = _SIGNED if row.type == "signed_at" else _LOCATED
    middle = (_LEFT + _RIGHT) / 2
    points = [(_LEFT, start), (middle, start), (middle, end), (_RIGHT - 8, end)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    line = PathPatch(Path(points, codes), facecolor="none", edgecolor=color, linewidth=1.0)
    line.set_linestyle("--" if row.type == "signed_at" else "-")
    line.set_alpha(0.6)
    line.set_gid(gid(row.fact_ids))
    axes.add_patch(line)
    shift = 0.0 if row.type == "signed_at" else -3.0
    mark = Mark(_LEFT + shift, start, Qualifier.EXACT, color=color, gid=gid(row.fact_ids), size=4.5)
    draw_mark(axes, mark)


def _draw_target(page: Page, name: str, y: float) -> None:
    room = WIDTH - MARGIN - _RIGHT
    lines = wrap(name, room, SMALL)[:2]
    page.lines(
        _RIGHT, y - (len(lines) - 1) * SMALL * LINE / 2, lines, size=SMALL, weight=fonts.BOLD
    )


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("network", language, place)
    sizes = rows.groupby("tail").size()
    most = min(sizes.index, key=lambda name: (-sizes[name], name))
    said = rows[rows["tail"] == most]
    title = phrase("network.title", language, name=label(most, language), number=len(said))
    return section_story(
        "network",
        title,
        _described(rows, sizes.index, language),
        language,
        sources=sources_in(rows),
        said=rows_of(said),
        alt="lists",
    )


def _described(rows: pd.DataFrame, tails: Iterable[str], language: str) -> Iterable[str]:
    for tail in tails:
        number = int((rows["tail"] == tail).sum())
        yield phrase("network.alt_item", language, name=label(tail, language), number=number)
