"""All that links are read from: an article with its organisations, sites, projects and events."""

from __future__ import annotations

from dataclasses import dataclass

from study.extract.article import Article
from study.extract.occasions import Occasions
from study.extract.organisations import OrganisationReader
from study.extract.sites import SiteReader
from study.model import Document, Link, LinkType


class Scene:
    """One article as read for links.

    Args:
        document: The article as read.

    Attributes:
        document: The article.
        text: Its clean text.
        article: What is known of it as a whole.
        organisations: Its organisations and projects.
        sites: Its parks, bases, zones and districts.
        occasions: Its events.
    """

    def __init__(self, document: Document) -> None:
        """Read everything once."""
        self.document = document
        self.text = document.text
        self.organisations = OrganisationReader(document)
        self.article: Article = self.organisations.article
        self.sites = SiteReader(self.organisations)
        self.occasions = Occasions(self.article, self.organisations.tokens)
        named = self.organisations.organisations()
        self._names = {each.canonical: each.name for each in named}

    def organisation_name(self, canonical: str) -> str:
        """The fullest name that the article gives an organisation."""
        return self._names.get(canonical, canonical)


@dataclass(frozen=True, slots=True)
class Claim:
    """A link in clean text.

    Attributes:
        type: What it says.
        head: Name of what it is said of.
        tail: Name of what that is linked with.
        head_kind: Kind of the head.
        start: First character of the words that say so.
        end: One past the last.
    """

    type: LinkType
    head: str
    tail: str
    head_kind: str
    start: int
    end: int

    def link(self, document: Document) -> Link:
        """The claim with its place in the raw text."""
        start, end = document.raw_span(self.start, self.end)
        return Link(
            doc=document.doc,
            type=self.type,
            head=self.head,
            tail=self.tail,
            head_kind=self.head_kind,
            quote=document.raw[start:end],
            raw_start=start,
            raw_end=end,
        )
