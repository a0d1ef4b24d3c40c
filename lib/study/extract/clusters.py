"""Every cluster that an article speaks of, with its members, segments, role and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from study.extract.links import links_of
from study.extract.scene import Scene
from study.extract.sentences import sentences
from study.extract.site import Site
from study.lexicon.clusters import pattern
from study.model import Cluster, ClusterLevel, Document, Link, LinkType


class PlacedFact(Protocol):
    """What a cluster asks of a fact: a `Fact`, or a row of the table of facts."""

    @property
    def place(self) -> str:
        """Place it speaks of."""

    @property
    def fact_id(self) -> str:
        """Its id."""


_LEVELS = frozenset(str(level) for level in ClusterLevel)
_ALWAYS = _LEVELS - {"city", "district"}
_WIDE = ("全国", "全球")


def extract_clusters(document: Document, facts: Iterable[PlacedFact] = ()) -> list[Cluster]:
    """Every park, base, site, corridor, zone and district that an article speaks of.

    Districts and cities are clusters where the article says something of their industry:
    what they focus on, who sits in them, or a number.

    Args:
        document: The article as read.
        facts: Its facts, for `Cluster.facts`.

    Returns:
        Clusters in the order of the text; `quote` is `document.raw[raw_start:raw_end]`.
    """
    scene = Scene(document)
    return clusters_of(scene, links_of(scene), list(facts))


def clusters_of(scene: Scene, links: Sequence[Link], facts: Sequence[PlacedFact]) -> list[Cluster]:
    """Clusters of an article that was read already, with its links and facts."""
    groups: dict[str, list[Site]] = {}
    for site in scene.sites.sites:
        if site.level in _LEVELS and site.canonical not in _WIDE:
            groups.setdefault(site.canonical, []).append(site)
    found = [_cluster(scene, group, links, facts) for group in groups.values()]
    spoken = {link.head for link in links} | {link.tail for link in links}
    kept = (
        cluster
        for cluster in found
        if cluster is not None
        and (cluster.level in _ALWAYS or cluster.name in spoken or cluster.facts)
    )
    return sorted(kept, key=lambda cluster: cluster.raw_start)


def _cluster(
    scene: Scene, group: list[Site], links: Sequence[Link], facts: Sequence[PlacedFact]
) -> Cluster | None:
    stated = [site for site in group if site.stated]
    if not stated:
        return None
    texts = [scene.text[site.start : site.end] for site in stated]
    first = stated[texts.index(max(texts, key=len))]
    canonical, name = first.canonical, first.name
    start, end = scene.document.raw_span(first.start, first.end)
    parent = _parent(scene, canonical, name, links)
    return Cluster(
        doc=scene.document.doc,
        name=name,
        canonical=canonical,
        level=ClusterLevel(first.level),
        parent=parent,
        district=_district(scene, canonical, parent),
        aliases=tuple(sorted({*texts, canonical} - {name})),
        role=_role(scene, stated),
        segments=tuple(_ends(links, LinkType.FOCUSES_ON, name)),
        members=tuple(_heads(links, name)),
        facts=tuple(fact.fact_id for fact in facts if _speaks_of(fact, canonical)),
        quote=scene.document.raw[start:end],
        raw_start=start,
        raw_end=end,
    )


def _speaks_of(fact: PlacedFact, canonical: str) -> bool:
    """Whether a fact speaks of a site, or of a part of it such as its east zone."""
    part = fact.place.startswith(canonical) and fact.place.endswith("区")
    return fact.place == canonical or (part and len(fact.place) == len(canonical) + 2)


def _ends(links: Sequence[Link], kind: LinkType, name: str) -> Iterator[str]:
    found = (link.tail for link in links if link.type is kind and link.head == name)
    return iter(dict.fromkeys(found))


def _heads(links: Sequence[Link], name: str) -> Iterator[str]:
    kinds = (LinkType.LOCATED_IN, LinkType.PART_OF)
    found = (link.head for link in links if link.type in kinds and link.tail == name)
    return iter(dict.fromkeys(found))


def _parent(scene: Scene, canonical: str, name: str, links: Sequence[Link]) -> str:
    """The place around a cluster: as the article says, else as the gazetteer knows."""
    told = list(_ends(links, LinkType.PART_OF, name))
    if told:
        return _canonical(scene, told[0])
    place = scene.article.places.gazetteer.places.get(canonical)
    if place is not None and place.parents:
        return place.parents[0] if place.parents[0] not in _WIDE else ""
    owned = [link.tail for link in links if link.type is LinkType.LOCATED_IN and link.head == name]
    return _canonical(scene, owned[0]) if owned else ""


def _canonical(scene: Scene, name: str) -> str:
    return next((s.canonical for s in scene.sites.sites if s.name == name), name)


def _district(scene: Scene, canonical: str, parent: str) -> str:
    """The district, zone or city around a cluster, nearest first."""
    tree = scene.article.places.gazetteer
    for name in (canonical, parent, *tree.ancestors(parent)):
        place = tree.places.get(name)
        if place is not None and place.level in ("district", "zone", "city"):
            return name
    return ""


def _role(scene: Scene, stated: Sequence[Site]) -> str:
    """The sentence that says what a cluster is for: one that names it before a verb of focus."""
    for site in stated:
        for begin, stop in scene.article.body:
            if not begin <= site.start < stop:
                continue
            for start, end in sentences(scene.text, begin, stop):
                focus = pattern("role_words").search(scene.text, site.end, end)
                if start <= site.start < end and focus:
                    return " ".join(scene.text[start:end].split())
    return ""
