"""Tables, figures and sentences that 06_place shows of one place, in its language."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from study import analyse, draw
from study.analyse import Study
from study.draw import Chart
from study.lexicon import label
from study.lexicon.figures import counted
from study.lexicon.notebooks import sentence, value
from study.lexicon.places import gazetteer
from study.model import LinkType
from study.publish.claim_tables import claims_of
from study.publish.composition import link_rows
from study.publish.parameters import PlaceParameters
from study.publish.tables import Prose, headed, joined

# Places around a place that are worth comparing it with; the country holds everything.
_TOO_WIDE = ("region", "world", "foreign")
ITSELF, WITHIN, PARENT, SIBLING = "itself", "within", "parent", "sibling"


@dataclass(frozen=True, slots=True)
class PlaceFrames:
    """All that is stated of a place, of what lies within it, around it and beside it.

    Attributes:
        places: One row per place of which anything is stated: place, relation, facts.
        own: Facts of the place and of places within it.
        near: The same with those of its parent and siblings.
        levels: Scale, revenue, output and investment of all of these.
        firms: Counts of firms of all of these.
        claims: Claims on the place and on places within it.
    """

    places: pd.DataFrame
    own: pd.DataFrame
    near: pd.DataFrame
    levels: pd.DataFrame
    firms: pd.DataFrame
    claims: pd.DataFrame


@dataclass(frozen=True, slots=True)
class PlaceCharts:
    """The figures of 06_place.

    Attributes:
        scale: Scale, revenue, output and investment, beside parent and siblings.
        firms: Counts of firms, likewise.
    """

    scale: Chart
    firms: Chart


def place_frames(study: Study, settings: PlaceParameters) -> PlaceFrames:
    """Make the tables of a place's page.

    Args:
        study: Tables and articles.
        settings: The place and the language.

    Returns:
        The tables; empty ones where no article states anything of the place.
    """
    place = settings.place
    relations = {each: relation(each, place) for each in sorted(set(study.facts.place) - {""})}
    known = {each: kind for each, kind in relations.items() if kind}
    near = study.facts[study.facts.place.isin(known)].reset_index(drop=True)
    inside = [each for each, kind in known.items() if kind in (ITSELF, WITHIN)]
    own = near[near.place.isin(inside)].reset_index(drop=True)
    compared = near if len(own) else near.iloc[:0]
    return PlaceFrames(
        places=_places(near, known),
        own=own,
        near=compared,
        levels=analyse.scale(compared),
        firms=analyse.firms(compared),
        claims=claims_of(analyse.claims(study, settings.language), place),
    )


def relation(other: str, place: str) -> str:
    """How another place lies to a place: "itself", "within", "parent", "sibling" or ""."""
    known = gazetteer()
    if other == place:
        return ITSELF
    if known.within(other, place):
        return WITHIN
    parents = known.ancestors(place)[:1]
    wide = bool(parents) and known.level(parents[0]) in _TOO_WIDE
    if parents and other == parents[0]:
        return "" if wide else PARENT
    beside = bool(parents) and known.ancestors(other)[:1] == parents
    # Regions and cities lie in the country side by side, yet are nothing to compare.
    return SIBLING if beside and (not wide or known.level(other) == known.level(place)) else ""


def _places(facts: pd.DataFrame, known: dict[str, str]) -> pd.DataFrame:
    """Places with their relation and number of facts, the place itself first."""
    order = {kind: number for number, kind in enumerate((ITSELF, WITHIN, PARENT, SIBLING))}
    counts = facts.groupby("place").size()
    rows = [(place, kind, int(counts[place])) for place, kind in known.items() if place in counts]
    rows.sort(key=lambda row: (order[row[1]], -row[2], row[0]))
    return pd.DataFrame(rows, columns=pd.Index(["place", "relation", "facts"]))


def place_charts(frames: PlaceFrames, settings: PlaceParameters) -> PlaceCharts:
    """Draw the figures of a place's page."""
    asked = (settings.language, settings.place)
    return PlaceCharts(draw.scale(frames.levels, *asked), draw.firms(frames.firms, *asked))


def place_answer(frames: PlaceFrames, charts: PlaceCharts, settings: PlaceParameters) -> Prose:
    """How much is stated of the place and within it, and what the figures found."""
    language, name = settings.language, label(settings.place, settings.language)
    if frames.own.empty:
        return Prose(sentence("place_none", language, place=name))
    at_place = frames.own.place == settings.place
    own = set(frames.own.fact_id)
    told = [each.story for each in (charts.scale, charts.firms)]
    # What a figure finds of a neighbour says nothing of the place.
    titles = [story.title for story in told if not own.isdisjoint(story.rests_on)]
    return Prose(
        sentence(
            "place",
            language,
            place=name,
            own=int(at_place.sum()),
            inside=int((~at_place).sum()),
            articles=counted("article", frames.own.doc.nunique(), language),
            findings=joined(titles, language) if titles else "",
        ).strip()
    )


def places_table(frames: PlaceFrames, language: str) -> pd.DataFrame:
    """The place, what lies within it, around it and beside it, with how much is stated of each."""
    places = frames.places
    shown = {
        "place": [label(each, language) for each in places.place],
        "inside": [value(each, language) for each in places.relation],
        "facts": places.facts,
    }
    return headed(shown, language)


def organisations_table(study: Study, settings: PlaceParameters) -> pd.DataFrame | Prose:
    """Who sits in the place and within it, and who signed there; a sentence if nobody is named."""
    links = analyse.links_in(study, settings.place)
    kinds = (LinkType.LOCATED_IN, LinkType.PART_OF, LinkType.SIGNED_AT)
    rows = links[links.type.isin(kinds)].reset_index(drop=True)
    if rows.empty:
        return Prose(sentence("none", settings.language))
    return link_rows(rows, settings.language)


def forums_table(study: Study, settings: PlaceParameters) -> pd.DataFrame | Prose:
    """Forums held in the place or within it; a sentence if no article describes one."""
    language = settings.language
    held = [bool(each) and gazetteer().within(each, settings.place) for each in study.forums.place]
    rows = study.forums[held]
    if rows.empty:
        return Prose(sentence("forums_none", language))
    shown = {
        "label": rows.label,
        "name": rows["name"],
        "place": [label(each, language) for each in rows.place],
        "date": [f"{day:%Y-%m-%d}" if pd.notna(day) else "–" for day in rows.start],
        "formula": [formula or "–" for formula in rows.formula],
        "hosts": ["、".join(hosts) or "–" for hosts in rows.hosts],
    }
    return headed(shown, language).reset_index(drop=True)
