"""Reads `corrections.yml`: what a person corrects of the facts of a folder's articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from study.model import StudyError
from study.read.listed import check_keys, first_twice, read_list

CORRECTIONS_NAME = "corrections.yml"
Value = str | int | float | date | None


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
    items = read_list(path, "corrections", "name")
    found = [_correction(item, number, path) for number, item in enumerate(items, start=1)]
    twice = first_twice(each.name for each in found)
    if twice:
        raise StudyError(f"{path} has two corrections named {twice!r}: rename one")
    return tuple(found)


def _correction(item: object, number: int, path: Path) -> Correction:
    if not isinstance(item, Mapping):
        raise StudyError(f"{path}: correction {number} should be a mapping with name, article …")
    where = f"{path}: correction {item.get('name', number)!r}"
    check_keys(item, Correction, where)
    for key in ("name", "article", "quote", "field", "reason"):
        if not isinstance(item[key], str) or not item[key]:
            raise StudyError(f'{where}: {key} should be text; write it in quotes: {key}: "…"')
    occurrence = item.get("occurrence", 1)
    if type(occurrence) is not int or occurrence < 1:
        raise StudyError(f"{where}: occurrence should be a whole number from 1 on")
    return Correction(**dict(item))
