"""Tables, figures and sentences of the notebook on clusters."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from study import analyse, draw
from study.analyse import Study
from study.draw import Chart
from study.lexicon import label
from study.lexicon.clusters import label_of
from study.lexicon.notebooks import sentence
from study.publish.parameters import ClustersParameters
from study.publish.tables import Prose, headed, joined


@dataclass(frozen=True, slots=True)
class Frames:
    """The tables that the figures of 03_clusters plot, each with column fact_ids.

    Attributes:
        links: Links that speak of the place.
        facts: Facts that speak of it.
        firms: Counts of firms by kind and place.
        segments: What each cluster focuses on.
        members: What sits in what.
        ties: Firms and projects with parks and forums.
        space: Space built, in use and planned.
        projects: Named projects with type and track.
        ownership: Companies by ownership.
    """

    links: pd.DataFrame
    facts: pd.DataFrame
    firms: pd.DataFrame
    segments: pd.DataFrame
    members: pd.DataFrame
    ties: pd.DataFrame
    space: pd.DataFrame
    projects: pd.DataFrame
    ownership: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Charts:
    """The figures of 03_clusters.

    Attributes:
        firms: Counts of firms by kind and place.
        segments: Clusters by segment.
        tree: The tree of places with what sits in each.
        network: Firms and projects, parks and forums.
        space: Space built, in use and planned.
        projects: Projects by type and track.
        ownership: Companies by ownership.
    """

    firms: Chart
    segments: Chart
    tree: Chart
    network: Chart
    space: Chart
    projects: Chart
    ownership: Chart


def frames(study: Study, settings: ClustersParameters) -> Frames:
    """All tables of the notebook for the place of its settings."""
    facts = analyse.select(study.facts, settings.place)
    links = analyse.links_in(study, settings.place)
    return Frames(
        links=links,
        facts=facts,
        firms=analyse.firms(facts),
        segments=analyse.focus(links),
        members=analyse.members(links),
        ties=analyse.ties(links),
        space=analyse.space(facts),
        projects=analyse.projects(links),
        ownership=analyse.ownership(study, links if settings.place else None),
    )


def charts(tables: Frames, settings: ClustersParameters) -> Charts:
    """Draw all tables in the language and for the place of the settings."""
    language, place = settings.language, settings.place
    return Charts(
        firms=draw.firms(tables.firms, language, place),
        segments=draw.segments(tables.segments, language, place),
        tree=draw.tree(tables.members, language, place),
        network=draw.network(tables.ties, language, place),
        space=draw.space(tables.space, language, place),
        projects=draw.projects(tables.projects, language, place),
        ownership=draw.ownership(tables.ownership, language, place),
    )


def answer(study: Study, tables: Frames, drawn: Charts, language: str) -> Prose:
    """How much is told of composition, and what the figures found."""
    if tables.links.empty:
        return Prose(sentence("none", language))
    titles = (drawn.segments, drawn.tree, drawn.network, drawn.projects)
    findings = joined([chart.story.title for chart in titles], language)
    docs = tables.links.doc.unique()
    return Prose(
        sentence(
            "clusters",
            language,
            articles=len(docs),
            links=len(tables.links),
            clusters=study.clusters[study.clusters.doc.isin(docs)].canonical.nunique(),
            organisations=study.orgs[study.orgs.doc.isin(docs)].canonical.nunique(),
            findings=findings,
        )
    )


def clusters(study: Study, tables: Frames, language: str) -> pd.DataFrame:
    """Clusters that the links speak of: level, place around, number of facts, aliases."""
    spoken = set(tables.links.head_canonical) | set(tables.links.tail_canonical)
    rows = study.clusters[study.clusters.canonical.isin(spoken)]
    shown = {
        "label": rows.label,
        "cluster": [label(name, language) for name in rows.canonical],
        "level": [label_of(level, language) for level in rows.level],
        "district": [label(name, language) if name else "–" for name in rows.district],
        "aliases": ["、".join(names) or "–" for names in rows.aliases],
        "facts": [len(ids) for ids in rows.fact_ids],
    }
    return headed(shown, language)


def links(tables: Frames, language: str) -> pd.DataFrame:
    """Every link with the words of its article that state it."""
    return link_rows(tables.links, language)


def link_rows(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Links as a table to show.

    Args:
        rows: Rows of `Study.links`.
        language: "zh" or "en".

    Returns:
        The article, who or what, the link, whom or what, and the words that state it.
    """
    shown = {
        "label": rows.label,
        "head": rows["head"],
        "link": [label_of(kind, language) for kind in rows.type],
        "tail": rows["tail"],
        "quote": rows.stated,
    }
    return headed(shown, language)


def shares(tables: Frames, language: str) -> pd.DataFrame:
    """Shares of the city and the nation, each with its period and source."""
    rows = analyse.shares_of_wholes(tables.facts)
    shown = {
        "place": [label(name, language) for name in rows.place],
        "subject": rows.subject,
        "quote": rows.stated,
        "whole": rows["of"],
        "period": [f"{day:%Y-%m-%d}" if pd.notna(day) else "–" for day in rows.end],
        "fact_id": [" ".join(ids) for ids in rows.fact_ids],
    }
    return headed(shown, language)
