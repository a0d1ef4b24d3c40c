"""Finds the articles of files and folders, their bytes, and what the catalogue says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from study.model import StudyError
from study.read.catalogue import CATALOGUE_NAME, CatalogueEntry, read_catalogue
from study.read.corrections import CORRECTIONS_NAME

ARTICLE_SUFFIXES = (".txt", ".html", ".htm", ".md")


class Source(NamedTuple):
    """An article's file, and the catalogue's entry of it if there is one."""

    path: Path
    entry: CatalogueEntry | None


def sources(paths: Sequence[Path]) -> list[Source]:
    """Find the articles of files and folders.

    Args:
        paths: Files or folders. What is named twice counts once.

    Returns:
        The articles in the order of the paths; those of a folder by name.

    Raises:
        StudyError: A path or a catalogued article is missing, a folder holds no
            article, or two articles share a stem.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for article in _articles_at(Path(path)):
            found.setdefault(article.resolve(), article)
    articles = list(found.values())
    if not articles:
        raise StudyError("no article is named: name an article or a folder of articles")
    _refuse_same_stems(articles)
    catalogues = {folder: catalogue_of(folder) for folder in {path.parent for path in articles}}
    return [Source(path, catalogues[path.parent].get(path.name)) for path in articles]


def read_bytes(path: Path) -> bytes:
    """Content of an article's file.

    Raises:
        StudyError: The file is missing, a folder, or not readable.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        if path.is_dir():
            raise StudyError(
                f"{path} is a folder named like an article: rename it or take it out"
            ) from error
        raise _unreadable(path, error) from error


def _missing(path: Path) -> StudyError:
    return StudyError(f"{path} does not exist: name an article or a folder of articles")


def _unreadable(path: Path, error: OSError) -> StudyError:
    return StudyError(f"{path} cannot be read ({error.strerror}): check its permissions")


def _articles_at(path: Path) -> list[Path]:
    if path.is_dir() and path.suffix.lower() not in ARTICLE_SUFFIXES:
        return _articles_in(path)
    if not path.exists():
        raise _missing(path)
    # `folder/*` names the catalogue and the corrections too; they are no articles.
    return [] if path.name in (CATALOGUE_NAME, CORRECTIONS_NAME) else [path]


def _articles_in(folder: Path) -> list[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(folder, error) from error
    articles = [p for p in children if p.suffix.lower() in ARTICLE_SUFFIXES and p.name[0] != "."]
    _refuse_missing(folder, {path.name for path in articles})
    if not articles:
        endings = ", ".join(f"*{suffix}" for suffix in ARTICLE_SUFFIXES)
        raise StudyError(f"{folder} holds no article: put files named {endings} into it")
    return articles


def _refuse_missing(folder: Path, names: set[str]) -> None:
    for entry in catalogue_of(folder).values():
        if entry.file not in names:
            raise StudyError(
                f"{folder / entry.file} is catalogued but missing: restore it, or delete its entry"
                f" from {CATALOGUE_NAME}"
            )


def _refuse_same_stems(articles: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in articles:
        other = seen.setdefault(path.stem, path)
        if other is not path:
            raise StudyError(f"{other} and {path} would both be document {path.stem!r}: rename one")


def catalogue_of(folder: Path) -> dict[str, CatalogueEntry]:
    """Entries of a folder's catalogue by file name, read anew only when it was edited."""
    path = folder / CATALOGUE_NAME
    return _catalogue_of(folder, path.stat().st_mtime_ns) if path.is_file() else {}


@cache
def _catalogue_of(folder: Path, changed: int) -> dict[str, CatalogueEntry]:
    del changed  # part of the key alone: a catalogue that was edited is read again
    return read_catalogue(folder)
