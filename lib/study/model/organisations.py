"""What an organisation is that an article names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is; codes of the lexicon, with labels there."""

    COMPANY = "company"
    GOVERNMENT = "government"
    PARTY = "party"
    ASSOCIATION = "association"
    UNIVERSITY = "university"
    HOSPITAL = "hospital"
    RESEARCH_INSTITUTE = "research_institute"
    MEDIA = "media"
    INVESTOR = "investor"
    INCUBATOR = "incubator"
    INTERNATIONAL_ORG = "international_org"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation as one article names it.

    Attributes:
        doc: Key of the article (`Document.doc`).
        name: Fullest name that the article gives it, in simplified characters.
        canonical: Name that is the same in all articles: 市药监局 in an article about
            Beijing is 北京市药品监督管理局.
        kind: What it is.
        quote: Characters of the raw file that name it first by `name`, verbatim.
        raw_start: First character of `quote` in the raw text.
        raw_end: One past the last.
        aliases: Other names that the article gives it, in simplified characters, sorted.
        mentions: Raw spans (start, end) of all places that name it, in order.
    """

    doc: str
    name: str
    canonical: str
    kind: OrganisationKind
    quote: str
    raw_start: int
    raw_end: int
    aliases: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]

    @property
    def organisation_id(self) -> str:
        """Name of the row in tables and figures: document and span."""
        return f"{self.doc}:{self.raw_start}-{self.raw_end}"
