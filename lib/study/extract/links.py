"""Every link that an article states, each once and each with the sentence that states it."""

from __future__ import annotations

from study.extract.belonging import belonging
from study.extract.focus import focused
from study.extract.hosting import hosted, labelled
from study.extract.scene import Claim, Scene
from study.extract.settling import settled
from study.extract.signing import signed, tracked, typed
from study.model import Document, Link, LinkType

_READERS = (settled, focused, signed, typed, tracked, hosted, labelled, belonging)


def links_of(scene: Scene) -> list[Link]:
    """Links of an article that was read already, in the order of the text."""
    first: dict[tuple[LinkType, str, str], Claim] = {}
    for reader in _READERS:
        for claim in reader(scene):
            key = (claim.type, claim.head, claim.tail)
            known = first.get(key)
            if claim.head == claim.tail:
                continue  # a name repeated for a host in a broken line
            if known is None or claim.start < known.start:
                first[key] = claim
    ordered = sorted(first.values(), key=lambda c: (c.start, c.type, c.head, c.tail))
    return [claim.link(scene.document) for claim in ordered]


def extract_links(document: Document) -> list[Link]:
    """Every link that an article states between organisations, sites, segments and events.

    Args:
        document: The article as read.

    Returns:
        Links in the order of the text; `quote` is `document.raw[raw_start:raw_end]`.
    """
    return links_of(Scene(document))
