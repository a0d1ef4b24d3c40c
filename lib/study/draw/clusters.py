"""Figures of composition: what clusters are for, who sits in them, projects, ownership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story, gid, open_page
from study.draw.chips import Chip, ChipGroup, chips_height, draw_chips
from study.draw.stories import empty_story, section_story, sources_in
from study.draw.style import BLUE, GREEN, ORANGE, QUIET, SKY, VERMILLION, in_style
from study.draw.words import listed
from study.lexicon import label
from study.lexicon.clusters import label_of
from study.lexicon.figures import counted, phrase

_KIND_COLORS = {
    "company": BLUE,
    "hospital": GREEN,
    "university": GREEN,
    "research_institute": GREEN,
    "incubator": ORANGE,
    "project": VERMILLION,
    "corporate_site": SKY,
}
_OWNERSHIP = {"multinational": ORANGE, "home_grown": BLUE, "": QUIET}  # in the order drawn
_NAMED = 6  # things that a description lists before it counts them


@in_style
def segments(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw what each cluster is said to focus on: a heading each, a dot for every segment.

    Args:
        rows: A table of `study.analyse.focus`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the links they stand for.
    """
    strong = str(rows.place.iloc[0]) if len(rows) else ""
    groups = [
        ChipGroup(
            label(str(name), language),
            label_of(str(group.level.iloc[0]), language),
            tuple(_chip(row, row.segment, language) for row in rows_of(group)),
            strong=name == strong,
        )
        for name, group in rows.groupby("place", sort=False)
    ]
    most = rows[rows.place == strong]
    slots = {"place": label(strong, language), "number": len(most), "clusters": len(groups)}
    return _chart(_Finding("segments", slots, most, place), rows, groups, language)


@in_style
def tree(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw the tree of places with what sits in each.

    Args:
        rows: A table of `study.analyse.members`.
        language: "zh" or "en".
        place: Place that was asked for.

    Returns:
        The chart; marks carry the ids of the links they stand for.
    """
    nested = _nested(rows)
    sizes = rows[rows.relation == "located_in"].groupby("place").size()
    strong = "" if sizes.empty else min(sizes.index, key=lambda name: (-sizes[name], name))
    groups = [_place_group(rows, name, depth, language, strong) for name, depth in nested]
    most = rows[(rows.place == strong) & (rows.relation == "located_in")]
    slots = {"place": label(strong, language), "number": len(most), "clusters": len(groups)}
    return _chart(_Finding("tree", slots, most, place), rows, groups, language)


def _nested(rows: pd.DataFrame) -> list[tuple[str, int]]:
    """Places in the order of a walk through their tree, each with its depth."""
    places = set(rows.place)
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(sorted(places))
    inner = rows[(rows.relation == "part_of") & rows.member.isin(places)]
    for row in rows_of(inner):
        # A place hangs from one other only: from the first that it is said to be part of.
        if graph.in_degree(row.member) == 0 and not _leads(graph, row.member, row.place):
            graph.add_edge(row.place, row.member)
    roots = [name for name in graph.nodes if graph.in_degree(name) == 0]
    walk = []
    for root in sorted(roots, key=lambda name: (-len(nx.descendants(graph, name)), name)):
        depths = nx.shortest_path_length(graph, root)
        ordered = nx.dfs_preorder_nodes(graph, root)
        walk += [(name, int(depths[name])) for name in ordered]
    return walk


def _leads(graph: nx.DiGraph, start: str, end: str) -> bool:
    return bool(nx.has_path(graph, start, end))


def _place_group(
    rows: pd.DataFrame, name: str, depth: int, language: str, strong: str
) -> ChipGroup:
    inside = rows[rows.place == name].sort_values(["kind", "member"], kind="stable")
    chips = tuple(_chip(row, row.member, language) for row in rows_of(inside))
    return ChipGroup(label(name, language), "", chips, indent=depth, strong=name == strong)


@in_style
def projects(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw named projects by type, each with its track where one is stated.

    Args:
        rows: A table of `study.analyse.projects`.
        language: "zh" or "en".
        place: Place that was asked for.

    Returns:
        The chart; marks carry the ids of the links they stand for.
    """
    sizes = rows.groupby("project_type").size()
    order = sorted(sizes.index, key=lambda kind: (kind == "", -sizes[kind], kind))
    ordered = pd.concat([rows[rows.project_type == kind] for kind in order] or [rows])
    groups = [
        ChipGroup(
            label_of(kind, language) if kind else phrase("projects.untyped", language),
            counted("project", int(sizes[kind]), language),
            tuple(
                _project(row, language) for row in rows_of(ordered[ordered.project_type == kind])
            ),
            strong=number == 0,
        )
        for number, kind in enumerate(order)
    ]
    most = ordered[ordered.project_type == order[0]] if order else ordered
    slots = {
        "kind": groups[0].heading if groups else "",
        "number": len(most),
        "total": counted("project", len(rows), language),
    }
    return _chart(
        _Finding("projects", slots, most, place), ordered.reset_index(drop=True), groups, language
    )


def _project(row: TableRow, language: str) -> Chip:
    track = (
        phrase("projects.track", language, track=label(row.track, language)) if row.track else ""
    )
    color = BLUE if row.event else QUIET
    return Chip(row.project, gid(row.fact_ids), color, track)


@in_style
def ownership(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw companies by ownership; of most nothing is stated, and the figure says so.

    Args:
        rows: A table of `study.analyse.ownership`.
        language: "zh" or "en".
        place: Place that was asked for.

    Returns:
        The chart; marks carry the ids of the organisations they stand for.
    """
    counts = {code: int((rows.ownership == code).sum()) for code in _OWNERSHIP}
    codes = [code for code, number in counts.items() if number]
    ordered = pd.concat([rows[rows.ownership == code] for code in codes] or [rows])
    groups = [
        ChipGroup(
            phrase(f"ownership.{code or 'unknown'}", language),
            counted("company", counts[code], language),
            tuple(
                Chip(row.company, gid(row.fact_ids), _OWNERSHIP[code], "")
                for row in rows_of(ordered[ordered.ownership == code])
            ),
            strong=code == "multinational",
        )
        for code in codes
    ]
    slots: dict[str, object] = {code or "unknown": number for code, number in counts.items()}
    slots["total"] = counted("company", len(rows), language)
    most = ordered[ordered.ownership == "multinational"]
    return _chart(
        _Finding("ownership", slots, most, place), ordered.reset_index(drop=True), groups, language
    )


def _chip(row: TableRow, name: str, language: str) -> Chip:
    kind = getattr(row, "kind", "")
    return Chip(label(name, language), gid(row.fact_ids), _KIND_COLORS.get(kind, BLUE))


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a title says.

    Attributes:
        key: Section of the phrases.
        slots: What the title is filled with.
        said: Rows that it rests on.
        place: Place that was asked for.
    """

    key: str
    slots: dict[str, object]
    said: pd.DataFrame
    place: str


def _chart(
    finding: _Finding, rows: pd.DataFrame, groups: Sequence[ChipGroup], language: str
) -> Chart:
    """Lay out groups under a title filled with slots."""
    story = _story(finding, rows, groups, language)
    page = open_page(story, rows, chips_height(groups))
    draw_chips(page, groups, page.top)
    return page.chart


def _story(
    finding: _Finding, rows: pd.DataFrame, groups: Sequence[ChipGroup], language: str
) -> Story:
    key = finding.key
    if rows.empty:
        return empty_story(key, language, finding.place)
    title = phrase(f"{key}.title", language, **finding.slots)
    return section_story(
        key,
        title,
        (_described(group, language) for group in groups),
        language,
        sources=sources_in(rows),
        said=rows_of(finding.said),
        alt="lists",
    )


def _described(group: ChipGroup, language: str) -> str:
    """One group as a sentence of the description."""
    names = [chip.text for chip in group.chips]
    shown = names[:_NAMED]
    more = len(names) - len(shown)
    told = listed(shown, language)
    if more:
        told = phrase("lists.more", language, names=told, number=more)
    return phrase("lists.alt_item", language, heading=group.heading, names=told)
