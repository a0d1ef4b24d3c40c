"""Reads `catalogue.yml`: what is known about the articles of a folder, and their digests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from study.model import StudyError
from study.read.listed import check_keys, first_twice, read_list

CATALOGUE_NAME = "catalogue.yml"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the catalogue says of one article.

    Attributes:
        id: Short key for figures, such as "000".
        file: Name of the file in the catalogue's folder.
        title: Headline.
        sha256: Digest of the file's bytes, in hexadecimal.
        publisher: Who published it, or "" if the text does not tell.
        date: Day of publication, or None where nothing tells it.
        date_known_by: How the date is known, in words.
        address: Web address, or "" if the text gives none.
    """

    id: str
    file: str
    title: str
    sha256: str
    publisher: str = ""
    date: date | None = None
    date_known_by: str = ""
    address: str = ""


def read_catalogue(folder: Path) -> dict[str, CatalogueEntry]:
    """Read the catalogue of a folder.

    Args:
        folder: Folder of the articles.

    Returns:
        Entries by file name; empty where the folder has no catalogue.

    Raises:
        StudyError: The catalogue is no list of well-formed entries.
    """
    path = folder / CATALOGUE_NAME
    if not path.is_file():
        return {}
    items = read_list(path, "entries", "id")
    entries = [_entry(item, number, path) for number, item in enumerate(items, start=1)]
    for key in ("file", "id"):
        twice = first_twice(getattr(entry, key) for entry in entries)
        if twice:
            raise StudyError(f"{path} has two entries with {key} {twice!r}: keep one")
    return {entry.file: entry for entry in entries}


def _entry(item: object, number: int, path: Path) -> CatalogueEntry:
    if not isinstance(item, Mapping):
        raise StudyError(f"{path}: entry {number} should be a mapping with id, file, title …")
    where = f"{path}: entry {item.get('id', number)!r}"
    check_keys(item, CatalogueEntry, where)
    values = {key: _text(item[key], key, where) for key in item if key != "date"}
    if not _SHA256.fullmatch(values["sha256"]):
        raise StudyError(
            f"{where}: sha256 should be 64 hexadecimal digits, as sha256sum prints them"
        )
    if Path(values["file"]).name != values["file"]:
        raise StudyError(
            f"{where}: file should be a name in the same folder, not {values['file']!r}"
        )
    return CatalogueEntry(**values, date=_date(item.get("date"), where))


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str):
        raise StudyError(f'{where}: {key} should be text; write it in quotes: {key}: "{value}"')
    return value


def _date(value: object, where: str) -> date | None:
    if value is None:
        return None
    if type(value) is date:
        return value
    raise StudyError(f"{where}: date should be a day like 2024-11-22, not {value!r}")
