"""Organisations, clusters and links of an article in one reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from study.extract.clusters import PlacedFact, clusters_of
from study.extract.links import links_of
from study.extract.scene import Scene
from study.model import Cluster, Document, Link, Organisation


@dataclass(frozen=True, slots=True)
class Structure:
    """What an article tells of who is where, doing what.

    Attributes:
        organisations: Every organisation once, in the order of the text.
        clusters: Every cluster once, in the order of the text.
        links: Every link once, in the order of the text.
    """

    organisations: list[Organisation]
    clusters: list[Cluster]
    links: list[Link]


def extract_structure(document: Document, facts: Iterable[PlacedFact] = ()) -> Structure:
    """Organisations, clusters and links of an article.

    Args:
        document: The article as read.
        facts: Its facts, for `Cluster.facts`.
    """
    scene = Scene(document)
    links = links_of(scene)
    return Structure(
        organisations=scene.organisations.organisations(),
        clusters=clusters_of(scene, links, list(facts)),
        links=links,
    )
