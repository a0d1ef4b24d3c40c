"""Who is where, doing what: tables of clusters, projects, space and shares, with their evidence.

Every row carries in `fact_ids` the ids of the facts and links it rests on, and in `sources` the
articles that state them. What no article states has no row: it is not stated, and never zero.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

import networkx as nx
import pandas as pd

from study.analyse.corpus import Study
from study.analyse.statements import sources_of, statements
from study.analyse.tables import TableRow, rows_of
from study.lexicon.loader import data
from study.lexicon.organisations import ownership_words
from study.lexicon.places import gazetteer
from study.model import LinkType

SPACE = ("floor_area", "land_area", "standard_factories", "platforms", "institutions")
_PAUSE = re.compile("[,，。;；:：!！?？\n]")
_NEAR = 24  # characters before a firm within which its ownership is told


def links_in(study: Study, place: str = "") -> pd.DataFrame:
    """Links that speak of a place, of what lies in it, or of who is placed in it.

    Args:
        study: The tables.
        place: Canonical name of a place; "" keeps every link.

    Returns:
        Rows of `study.links`.
    """
    links = study.links
    if not place:
        return links
    inside = _names_inside(study, place)
    located = links[(links.type == LinkType.LOCATED_IN) & links.tail_canonical.isin(inside)]
    heads = set(located.head_canonical)
    docs = set(_documents_about(study, inside))
    about = links.head_canonical.isin(inside | heads) | links.tail_canonical.isin(inside)
    projects = (links.head_kind == "project") & links.doc.isin(docs)
    return links[about | projects].reset_index(drop=True)


def _names_inside(study: Study, place: str) -> set[str]:
    """Canonical names of the clusters that lie in a place, itself among them."""
    tree = gazetteer()
    rows = study.clusters
    parents = {row.canonical: (row.parent, row.district) for row in rows_of(rows)}
    inside = {place} | {name for name in parents if tree.within(name, place)}
    for _ in range(len(parents)):
        more = {
            name
            for name, around in parents.items()
            if name not in inside and any(a in inside or tree.within(a, place) for a in around if a)
        }
        if not more:
            break
        inside |= more
    return inside


def _documents_about(study: Study, inside: Collection[str]) -> Iterator[str]:
    """Articles of whose facts more speak of a place inside than of any outside."""
    for doc, facts in study.facts[study.facts.place != ""].groupby("doc"):
        counts = Counter(facts.place)
        if counts and counts.most_common(1)[0][0] in inside:
            yield str(doc)


def _evidence(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Ids of links and their sources, without doubles."""
    return list(dict.fromkeys(rows.link_id)), list(dict.fromkeys(sources_of(rows)))


def focus(links: pd.DataFrame) -> pd.DataFrame:
    """Clusters by segment: what each is said to focus on.

    Args:
        links: Rows of `Study.links`.

    Returns:
        Columns place, segment, fact_ids, sources; places of most segments first.
    """
    kept = links[(links.type == LinkType.FOCUSES_ON) & (links.head_kind != "company")]
    rows = []
    for (place, segment), group in kept.groupby(["head_canonical", "tail"], sort=False):
        ids, sources = _evidence(group)
        rows.append((place, segment, group.head_kind.iloc[0], ids, sources))
    frame = pd.DataFrame(
        rows, columns=pd.Index(["place", "segment", "level", "fact_ids", "sources"])
    )
    sizes = frame.groupby("place").segment.transform("size")
    frame = frame.assign(size=-sizes).sort_values(["size", "place"], kind="stable")
    return frame.drop(columns="size").reset_index(drop=True)


def members(links: pd.DataFrame) -> pd.DataFrame:
    """What sits in what: organisations and sites in places, and places in places.

    Returns:
        Columns place, member, kind, relation (located_in or part_of), fact_ids, sources.
    """
    inner = links.type.isin([LinkType.LOCATED_IN, LinkType.PART_OF]) & (links.head_kind != "event")
    rows = []
    for (place, member, relation), group in links[inner].groupby(
        ["tail_canonical", "head_canonical", "type"], sort=False
    ):
        ids, sources = _evidence(group)
        rows.append((place, member, group.head_kind.iloc[0], relation, ids, sources))
    columns = pd.Index(["place", "member", "kind", "relation", "fact_ids", "sources"])
    return pd.DataFrame(rows, columns=columns)


def projects(links: pd.DataFrame) -> pd.DataFrame:
    """Projects with their type, their track and the event they were signed at.

    Returns:
        Columns project, project_type, track, event, fact_ids, sources; "" is not stated.
    """
    told = links[links.head_kind == "project"]
    rows = []
    for project, group in told.groupby("head", sort=False):
        tails = {kind: part["tail"].iloc[0] for kind, part in group.groupby("type")}
        ids, sources = _evidence(group)
        cells = (
            tails.get(kind, "")
            for kind in (LinkType.PROJECT_TYPE, LinkType.TRACK, LinkType.SIGNED_AT)
        )
        rows.append((project, *cells, ids, sources))
    columns = pd.Index(["project", "project_type", "track", "event", "fact_ids", "sources"])
    return pd.DataFrame(rows, columns=columns)


def space(facts: pd.DataFrame) -> pd.DataFrame:
    """Space built, in use and planned, standard factories, platforms: rows of `statements`.

    Each row has its own period; numbers of different days are never added up.
    """
    return statements(facts, SPACE)


def shares_of_wholes(facts: pd.DataFrame) -> pd.DataFrame:
    """Shares of the city, the province and the nation: rows of `statements` with column `of`."""
    kept = facts[(facts.indicator == "share") & facts.of.isin(list(data("claims")["wholes"]))]
    rows = statements(kept, ["share"])
    wholes = dict(zip(kept.fact_id, kept.of, strict=True))
    rows["of"] = pd.Series([wholes[ids[0]] for ids in rows.fact_ids], rows.index, dtype="str")
    return rows


def ownership(study: Study, links: pd.DataFrame | None = None) -> pd.DataFrame:
    """Companies by ownership, as the article tells it or as is common knowledge in the field.

    Args:
        study: The tables.
        links: Links that a company must be at the head of; None keeps every company.

    Returns:
        Columns company, ownership ("home_grown", "multinational" or "" where not known), basis
        ("text", "lexicon" or ""), fact_ids (ids of the rows of `Study.orgs`), sources.
    """
    firms = study.orgs[study.orgs.kind == "company"]
    if links is not None:
        firms = firms[firms.canonical.isin(links.head_canonical)]
    rows = []
    for company, group in firms.groupby("canonical", sort=False):
        told = [code for row in rows_of(group) if (code := _told_ownership(study, row))]
        known = next((code for code in group.ownership if code), "")
        code, basis = (told[0], "text") if told else (known, "lexicon" if known else "")
        sources = list(dict.fromkeys(sources_of(group)))
        rows.append((company, code, basis, list(group.organisation_id), sources))
    columns = pd.Index(["company", "ownership", "basis", "fact_ids", "sources"])
    return pd.DataFrame(rows, columns=columns)


def _told_ownership(study: Study, row: TableRow) -> str:
    """What the words around the names of a company say of its owners: 跨国药企阿斯利康."""
    raw = study.articles[row.doc].raw
    for start, _ in _mentions(study, row):
        before = _PAUSE.split(raw[max(0, start - _NEAR) : start])[-1]
        for code, words in ownership_words().items():
            if any(word in before for word in words):
                return code
    return ""


def _mentions(study: Study, row: TableRow) -> tuple[tuple[int, int], ...]:
    known = study.structures[row.doc].organisations
    return next((each.mentions for each in known if each.canonical == row.canonical), ())


def ties(links: pd.DataFrame) -> pd.DataFrame:
    """Firms and projects with the parks they sit in and the forums they were signed at.

    A firm whose project was signed at the same forum is left to the project, which names it.

    Returns:
        Columns head, head_kind, tail, type, fact_ids, sources, by tail and head in the order of
        the text.
    """
    kept = links[links.type.isin([LinkType.LOCATED_IN, LinkType.SIGNED_AT])]
    signed = kept[(kept.type == LinkType.SIGNED_AT) & (kept.head_kind == "project")]
    owned = set(zip(signed["tail"], signed["head"], strict=True))
    rows = []
    groups = kept.groupby(["tail_canonical", "head_canonical", "type"], sort=False)
    for (tail, head, kind), group in groups:
        if any(event == tail and name.startswith(head) and name != head for event, name in owned):
            continue
        ids, sources = _evidence(group)
        rows.append((head, group.head_kind.iloc[0], tail, kind, ids, sources))
    columns = pd.Index(["head", "head_kind", "tail", "type", "fact_ids", "sources"])
    frame = pd.DataFrame(rows, columns=columns)
    order = {tail: number for number, tail in enumerate(dict.fromkeys(frame["tail"]))}
    return frame.sort_values(
        "tail", key=lambda tails: tails.map(order), kind="stable", ignore_index=True
    )


def network(links: pd.DataFrame) -> nx.DiGraph:
    """Firms, projects, parks and forums as a graph.

    Args:
        links: Rows of `Study.links`.

    Returns:
        A graph; nodes carry `kind`, edges `type`, `fact_ids` and `sources`.
    """
    kinds = (LinkType.LOCATED_IN, LinkType.SIGNED_AT, LinkType.PART_OF)
    graph: nx.DiGraph = nx.DiGraph()
    for row in rows_of(links[links.type.isin(kinds)]):
        tail_kind = (
            "event" if row.type == LinkType.SIGNED_AT or row.head_kind == "event" else "place"
        )
        for name, kind in ((row.head_canonical, row.head_kind), (row.tail_canonical, tail_kind)):
            if name not in graph:
                graph.add_node(name, kind=kind)
        known = graph.get_edge_data(row.head_canonical, row.tail_canonical, {"fact_ids": []})
        ids = [*known["fact_ids"], row.link_id]
        graph.add_edge(row.head_canonical, row.tail_canonical, type=row.type, fact_ids=ids)
    return graph
