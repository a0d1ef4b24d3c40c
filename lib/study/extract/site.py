"""A park, base, zone or district as the object or subject of links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """A place named in clean text, as the object or subject of links.

    Attributes:
        start: First character.
        end: One past the last.
        name: Name that the article gives it, in full.
        canonical: Name that is the same in all articles.
        level: Code of its level (`study.model.ClusterLevel`), "city", "district", or "region".
        stated: Whether the text names it here, rather than pointing at it (园区, 全区).
    """

    start: int
    end: int
    name: str
    canonical: str
    level: str
    stated: bool
