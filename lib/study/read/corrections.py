"""Reads `corrections.yml`: what a person corrects of the facts of a folder's articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from study.model import StudyError
from study.model.errors import did_you_mean

CORRECTIONS_NAME = "corrections.yml"
Value = str | int | float | date | None
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one fact, set by a person.

    Attributes:
        name: What it is called.
        article: Id of the article in the catalogue, or its file's name without the ending.
        quote: Quote of the fact in the raw file.
        field: Field of the fact.
        value: What the field should hold.
        reason: Why.
        occurrence: Which of the article's facts with this quote, from 1 on.
    """

    name: str
    article: str
    quote: str
    field: str
    value: Value
    reason: str
    occurrence: int = 1


_KEYS = {field.name: field.default is MISSING for field in fields(Correction)}


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """Read the corrections of a folder.

    Args:
        folder: Folder of the articles.

    Returns:
        The corrections in the order of the file; none where the folder has no such file.

    Raises:
        StudyError: The file is no list of well-formed corrections, or two have one name.
    """
    path = folder / CORRECTIONS_NAME
    if not path.is_file():
        return ()
    found = [_correction(item, number, path) for number, item in enumerate(_load(path), start=1)]
    names = [each.name for each in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise StudyError(f"{path} has two corrections named {twice[0]!r}: rename one")
    return tuple(found)


def _load(path: Path) -> list[Any]:
    try:
        content = yaml.load(path.read_text("utf-8"), _SafeLoader)  # a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        reason = " ".join(str(error).split())
        raise StudyError(f"{path} is not readable YAML: {reason}") from error
    if content is None:
        return []
    if not isinstance(content, list):
        raise StudyError(f"{path} should be a list of corrections, each starting with '- name:'")
    return content


def _correction(item: object, number: int, path: Path) -> Correction:
    if not isinstance(item, Mapping):
        raise StudyError(f"{path}: correction {number} should be a mapping with name, article …")
    where = f"{path}: correction {item.get('name', number)!r}"
    for key in item:
        if key not in _KEYS:
            near = did_you_mean(str(key), _KEYS) or f"; known keys are {', '.join(_KEYS)}"
            raise StudyError(f"{where}: unknown key {key!r}{near}")
    for key, required in _KEYS.items():
        if required and key not in item:
            raise StudyError(f"{where}: {key} is missing")
    for key in ("name", "article", "quote", "field", "reason"):
        if not isinstance(item[key], str) or not item[key]:
            raise StudyError(f'{where}: {key} should be text; write it in quotes: {key}: "…"')
    occurrence = item.get("occurrence", 1)
    if type(occurrence) is not int or occurrence < 1:
        raise StudyError(f"{where}: occurrence should be a whole number from 1 on")
    return Correction(**dict(item))
