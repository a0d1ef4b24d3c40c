"""Turns organisations, clusters and links into pandas tables, checked like all others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from study.analyse.tables import checked, clean_span, framed, one_of
from study.extract.structure import Structure
from study.lexicon.organisations import known_firms
from study.model import ClusterLevel, Document, LinkType, OrganisationKind

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

_SHARED = ("doc", "label", "publisher", "title", "date")
_ORDER = ["label", "doc", "raw_start"]
_PLACED = ("quote", "stated", "raw_start", "raw_end")

ORGANISATION_COLUMNS = (
    "organisation_id",
    *_SHARED,
    "name",
    "canonical",
    "kind",
    "ownership",
    "aliases",
    "mentions",
    *_PLACED,
)
CLUSTER_COLUMNS = (
    "cluster_id",
    *_SHARED,
    "name",
    "canonical",
    "level",
    "parent",
    "district",
    "aliases",
    "role",
    "segments",
    "members",
    "fact_ids",
    *_PLACED,
)
LINK_COLUMNS = (
    "link_id",
    *_SHARED,
    "type",
    "head",
    "tail",
    "head_kind",
    "head_canonical",
    "tail_canonical",
    *_PLACED,
)


def organisations_table(
    structures: Mapping[str, Structure], documents: Mapping[str, Document]
) -> pd.DataFrame:
    """One row per organisation and article, in the order of the text.

    Args:
        structures: What each article tells, by its key.
        documents: The articles by key.

    Returns:
        Columns as in `ORGANISATION_COLUMNS`; `aliases` are lists, `mentions` counts the places
        that name it, `ownership` is "home_grown", "multinational" or "" where it is not known.
    """
    rows = [
        _placed(documents[doc], each)
        | {
            "organisation_id": each.organisation_id,
            "name": each.name,
            "canonical": each.canonical,
            "kind": str(each.kind),
            "ownership": known_firms().get(each.canonical, ""),
            "aliases": list(each.aliases),
            "mentions": len(each.mentions),
        }
        for doc, structure in structures.items()
        for each in structure.organisations
    ]
    return checked(
        "organisations", framed(rows, ORGANISATION_COLUMNS, _ORDER), schemas()["organisations"]
    )


def clusters_table(
    structures: Mapping[str, Structure], documents: Mapping[str, Document]
) -> pd.DataFrame:
    """One row per cluster and article: columns as in `CLUSTER_COLUMNS`, several are lists."""
    rows = [
        _placed(documents[doc], each)
        | {
            "cluster_id": each.cluster_id,
            "name": each.name,
            "canonical": each.canonical,
            "level": str(each.level),
            "parent": each.parent,
            "district": each.district,
            "aliases": list(each.aliases),
            "role": each.role,
            "segments": list(each.segments),
            "members": list(each.members),
            "fact_ids": list(each.facts),
        }
        for doc, structure in structures.items()
        for each in structure.clusters
    ]
    return checked("clusters", framed(rows, CLUSTER_COLUMNS, _ORDER), schemas()["clusters"])


def links_table(
    structures: Mapping[str, Structure], documents: Mapping[str, Document]
) -> pd.DataFrame:
    """One row per link: columns as in `LINK_COLUMNS`.

    `head_canonical` and `tail_canonical` are the names that are the same in all articles.
    """
    rows = [
        _placed(documents[doc], each)
        | {
            "link_id": each.link_id,
            "type": str(each.type),
            "head": each.head,
            "tail": each.tail,
            "head_kind": each.head_kind,
            "head_canonical": names.get(each.head, each.head),
            "tail_canonical": names.get(each.tail, each.tail),
        }
        for doc, structure in structures.items()
        for names in [_canonical_names(structure)]
        for each in structure.links
    ]
    return checked("links", framed(rows, LINK_COLUMNS, _ORDER), schemas()["links"])


def _canonical_names(structure: Structure) -> dict[str, str]:
    names = {each.name: each.canonical for each in structure.organisations}
    return names | {each.name: each.canonical for each in structure.clusters}


def _placed(document: Document, each: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the three
    """What the tables share: the article, and the words that name the thing."""
    return {
        **{name: getattr(document, name) for name in _SHARED},
        "quote": each.quote,
        "stated": clean_span(document, each.raw_start, each.raw_end),
        "raw_start": each.raw_start,
        "raw_end": each.raw_end,
    }


@cache
def schemas() -> dict[str, DataFrameSchema]:
    """Schemas of the three tables by name."""
    import pandera.pandas as pa  # noqa: PLC0415 - slow to import

    key = pa.Column(str, pa.Check.str_length(min_value=1))
    text = pa.Column(str)
    offset = pa.Column(int, pa.Check.ge(0))
    names = pa.Column(object)
    spans = pa.Check(lambda rows: rows.raw_start < rows.raw_end, error="raw_start < raw_end")
    shared = {
        **dict.fromkeys(("doc", "label", "quote"), key),
        **dict.fromkeys(("publisher", "title", "stated"), text),
        "date": pa.Column("datetime64[s]", nullable=True),
        **dict.fromkeys(("raw_start", "raw_end"), offset),
    }
    named = {"name": key, "canonical": key, "aliases": names}
    organisations = {
        "organisation_id": key,
        "kind": one_of(OrganisationKind),
        "ownership": one_of(("", "home_grown", "multinational")),
        "mentions": pa.Column(int, pa.Check.ge(1)),
    }
    clusters = {
        "cluster_id": key,
        "level": one_of(ClusterLevel),
        **dict.fromkeys(("parent", "district", "role"), text),
        **dict.fromkeys(("segments", "members", "fact_ids"), names),
    }
    ends = ("link_id", "head", "tail", "head_kind", "head_canonical", "tail_canonical")
    links = {**dict.fromkeys(ends, key), "type": one_of(LinkType)}
    columns = {
        "organisations": {**shared, **named, **organisations},
        "clusters": {**shared, **named, **clusters},
        "links": {**shared, **links},
    }
    return {
        name: pa.DataFrameSchema(each, checks=[spans], strict=True)
        for name, each in columns.items()
    }
