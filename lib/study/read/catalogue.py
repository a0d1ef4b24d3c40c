"""Reads `catalogue.yml`: what is known about the articles of a folder, and their digests."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from study.model import StudyError

CATALOGUE_NAME = "catalogue.yml"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


_KEYS = {field.name: field.default is MISSING for field in fields(CatalogueEntry)}


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
    entries = [_entry(item, number, path) for number, item in enumerate(_load(path), start=1)]
    for key in ("file", "id"):
        _refuse_duplicates([getattr(entry, key) for entry in entries], key, path)
    return {entry.file: entry for entry in entries}


def _load(path: Path) -> list[Any]:
    try:
        content = yaml.load(path.read_text("utf-8"), _SafeLoader)  # a safe loader
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        reason = " ".join(str(error).split())
        raise StudyError(f"{path} is not readable YAML: {reason}") from error
    if content is None:
        return []
    if not isinstance(content, list):
        raise StudyError(f"{path} should be a list of entries, each starting with '- id:'")
    return content


def _refuse_duplicates(values: list[str], key: str, path: Path) -> None:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise StudyError(f"{path} has two entries with {key} {twice[0]!r}: keep one")


def _entry(item: object, number: int, path: Path) -> CatalogueEntry:
    if not isinstance(item, Mapping):
        raise StudyError(f"{path}: entry {number} should be a mapping with id, file, title …")
    where = f"{path}: entry {item.get('id', number)!r}"
    _check_keys(item, where)
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


def _check_keys(item: Mapping[Any, object], where: str) -> None:
    for key in item:
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(_KEYS)}"
            raise StudyError(f"{where}: unknown key {key!r}; {hint}")
    for key, required in _KEYS.items():
        if required and key not in item:
            raise StudyError(f"{where}: {key} is missing")


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
