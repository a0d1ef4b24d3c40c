"""Reads the lists that people write about the articles of a folder, and refuses their slips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from study.lexicon.loader import read_yaml
from study.model import StudyError
from study.model.errors import did_you_mean


def read_list(path: Path, things: str, first: str) -> list[Any]:
    """Read a YAML file that is a list, or empty.

    Args:
        path: The file.
        things: What its items are, in the plural.
        first: The key that each of them starts with.

    Raises:
        StudyError: If the file is no readable YAML or no list.
    """
    content = read_yaml(path)
    if content is None:
        return []
    if not isinstance(content, list):
        raise StudyError(f"{path} should be a list of {things}, each starting with '- {first}:'")
    return content


def check_keys(item: Mapping[Any, object], kind: type, where: str) -> None:
    """Refuse an item that lacks a field of a dataclass, or has another.

    Args:
        item: The item.
        kind: The dataclass; fields with a default may be missing.
        where: What the refusal begins with: the file and the item.

    Raises:
        StudyError: If a key is unknown or missing.
    """
    required = {field.name: field.default is MISSING for field in fields(kind)}
    for key in item:
        if key not in required:
            near = did_you_mean(str(key), required) or f"; known keys are {', '.join(required)}"
            raise StudyError(f"{where}: unknown key {key!r}{near}")
    for key, must in required.items():
        if must and key not in item:
            raise StudyError(f"{where}: {key} is missing")


def first_twice(values: Iterable[str]) -> str:
    """The first of the values, in their order, that stands more than once; "" if none does."""
    seen = sorted(values)
    return next((one for one, other in pairwise(seen) if one == other), "")
