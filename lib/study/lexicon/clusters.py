"""Words of clusters and links, as data and as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from study.lexicon.loader import alternation, data


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of `clusters.yml`."""
    return tuple(map(str, data("clusters")[name]))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Pattern for any word of a list of `clusters.yml`, the longest first."""
    return re.compile(alternation(words(name)))


@cache
def hosting() -> Mapping[str, str]:
    """For each word of who holds an event the type of link it tells."""
    kinds = data("clusters")["hosting"]
    return {word: kind for kind, words_ in kinds.items() for word in words_}


def project_type(name: str) -> str:
    """Type of a project by how its name ends, or "" where that tells none."""
    for code, endings in data("clusters")["project_types"].items():
        if name.endswith(tuple(endings)):
            return str(code)
    return ""


def level_of(name: str) -> str:
    """Level of a site by how its name ends: base, incubator …; "park" where that tells none."""
    for level, endings in data("clusters")["level_endings"].items():
        if name.endswith(tuple(endings)):
            return str(level)
    return "park"


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    """Labels of levels, links and types of projects in both languages."""
    content = data("clusters")
    types = {name: {"zh": name, "en": en} for name, en in content["project_type_labels"].items()}
    kinds = data("organisations")["kinds"]
    return {**content["levels"], **content["links"], **types, **kinds}


def label_of(code: str, language: str) -> str:
    """Name of a level, a type of link or project, or a kind of organisation for a reader."""
    known = _labels().get(code)
    return known[language] if known else code
