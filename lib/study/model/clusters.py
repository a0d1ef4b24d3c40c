"""What a cluster is, and what links organisations, clusters, projects and forums."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ClusterLevel(StrEnum):
    """How large a cluster is, and what kind of site."""

    REGIONAL_CLUSTER = "regional_cluster"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    CORRIDOR = "corridor"
    BRAND = "brand"
    PARK = "park"
    PARK_PHASE = "park_phase"
    AGGREGATION_AREA = "aggregation_area"
    BASE = "base"
    INCUBATOR = "incubator"
    CORPORATE_SITE = "corporate_site"


class LinkType(StrEnum):
    """What a link says of its head and tail."""

    LOCATED_IN = "located_in"
    FOCUSES_ON = "focuses_on"
    SIGNED_AT = "signed_at"
    PROJECT_TYPE = "project_type"
    TRACK = "track"
    HOSTED_BY = "hosted_by"
    ORGANISED_BY = "organised_by"
    SUPPORTED_BY = "supported_by"
    GUIDED_BY = "guided_by"
    MEDIA_PARTNER = "media_partner"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A park, base, site, corridor, town or district as one article speaks of it.

    Attributes:
        doc: Key of the article (`Document.doc`).
        name: Name in the article's words, in simplified characters.
        canonical: Name that is the same in all articles.
        level: Its kind and size.
        parent: Canonical name of the place around it, or "" where nothing tells it.
        district: Canonical name of the district, zone or city it lies in, or "".
        aliases: Other names that the article gives it, sorted.
        role: Sentence of the article that says what it is for, or "".
        segments: Segments that the article says it focuses on, in the order of the text.
        members: Organisations and sites that the article places in it, likewise.
        facts: Ids of the facts of the article that speak of it.
        quote: Characters of the raw file that name it first by `name`, verbatim.
        raw_start: First character of `quote` in the raw text.
        raw_end: One past the last.
    """

    doc: str
    name: str
    canonical: str
    level: ClusterLevel
    parent: str
    district: str
    aliases: tuple[str, ...]
    role: str
    segments: tuple[str, ...]
    members: tuple[str, ...]
    facts: tuple[str, ...]
    quote: str
    raw_start: int
    raw_end: int

    @property
    def cluster_id(self) -> str:
        """Name of the row in tables and figures: document and span."""
        return f"{self.doc}:{self.raw_start}-{self.raw_end}"


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that an article says of two others.

    Attributes:
        doc: Key of the article (`Document.doc`).
        type: What it says.
        head: Name of the organisation, cluster, project or event that it is said of.
        tail: Name of what it is linked with: place, segment, event, organisation, type, track.
        head_kind: Kind of the head: that of an organisation, a level of clusters, "project",
            "event".
        quote: Characters of the raw file that say so, verbatim.
        raw_start: First character of `quote` in the raw text.
        raw_end: One past the last.
    """

    doc: str
    type: LinkType
    head: str
    tail: str
    head_kind: str
    quote: str
    raw_start: int
    raw_end: int

    @property
    def link_id(self) -> str:
        """Name of the link in tables, figures and sidecars: document, span, what it says."""
        said = hashlib.sha256(f"{self.type}|{self.head}|{self.tail}".encode()).hexdigest()
        return f"{self.doc}:{self.raw_start}-{self.raw_end}:{self.type}-{said[:8]}"
