"""Adds an article to the study: the file, its catalogue entry, and what it brings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from study import analyse
from study.analyse import Study
from study.analyse.claim import Verdict
from study.analyse.corpus import with_corrections
from study.analyse.tables import rows_of
from study.extract import corrected_facts, extract_facts
from study.extract.corrections import AppliedCorrection
from study.model import Document, Fact, StudyError
from study.publish.files import open_whole
from study.read import ARTICLE_SUFFIXES, CatalogueEntry, read_catalogue, read_document, read_paths
from study.read.catalogue import CATALOGUE_NAME
from study.read.sources import read_bytes

_DIGITS = 3  # of an id
_DIGEST = 16  # characters of the digest that a file's name carries
_BY_HAND = "given when the article was added"
# Rules that set statements of one quantity against each other: these confirm.
_CONFIRMING = ("same", "alike")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of an article.

    Attributes:
        date: Day of publication, or None to take it from the text.
        publisher: Publisher, or "" likewise.
        title: Headline, or "" likewise.
    """

    date: date | None = None
    publisher: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """An article that is to be added, and what it brings.

    Attributes:
        entry: Its catalogue entry.
        study: The study with it.
        claims: Claims of that study that rest on the article, in the language asked for.
        facts: Facts of the article.
        confirming: Ids of those that another article confirms.
        conflicting: Ids of those that something contradicts.
    """

    entry: CatalogueEntry
    study: Study
    claims: pd.DataFrame
    facts: pd.DataFrame
    confirming: frozenset[str]
    conflicting: frozenset[str]

    @property
    def new(self) -> pd.DataFrame:
        """Facts that are neither confirmed nor contradicted."""
        known = self.confirming | self.conflicting
        return self.facts[~self.facts.fact_id.isin(known)]


def addition(article: Path, seeds: Path, given: Given, language: str = "en") -> Addition:
    """Find out what an article would bring, without writing anything.

    Args:
        article: File of the article.
        seeds: Folder of the study's articles.
        given: What a person says of it.
        language: "zh" or "en", of the claims' words.

    Returns:
        The article's entry and facts, and the claims that rest on it.

    Raises:
        StudyError: If the file cannot be read, its ending is none of an article, or its bytes are
            in the study already.
    """
    entries = read_catalogue(seeds)
    digest = hashlib.sha256(read_bytes(article)).hexdigest()
    known = list(read_paths([seeds])) if _articles(seeds) else []
    _refuse(article, digest, known)
    entry = _entry(article, digest, given, set(entries))
    document = replace(read_document(article, entry), doc=Path(entry.file).stem)
    pairs = [*map(corrected_facts, known), (extract_facts(document), [])]
    return _brought(entry, [*known, document], pairs, language)


def _articles(seeds: Path) -> list[Path]:
    return [path for path in seeds.iterdir() if path.suffix.lower() in ARTICLE_SUFFIXES]


def _refuse(article: Path, digest: str, known: Sequence[Document]) -> None:
    if article.suffix.lower() not in ARTICLE_SUFFIXES:
        endings = ", ".join(ARTICLE_SUFFIXES)
        raise StudyError(f"{article} does not end as articles do ({endings}): rename a copy of it")
    for document in known:
        if document.sha256 == digest:
            raise StudyError(
                f"{article} is in the study already, as {document.label} ({document.path}): "
                "nothing to add"
            )


def _entry(article: Path, digest: str, given: Given, taken: set[str]) -> CatalogueEntry:
    """The catalogue entry of an article; what is not given is read from its text."""
    number = _next_id(taken)
    name = f"{number}_{digest[:_DIGEST]}{article.suffix.lower()}"
    first = CatalogueEntry(number, name, given.title, digest, given.publisher, given.date)
    read = read_document(article, first)
    known_by = _BY_HAND if given.date else f"{read.date_known_by}: as read"
    return replace(
        first,
        title=given.title or read.title,
        publisher=given.publisher or read.publisher,
        date=read.date,
        date_known_by=known_by if read.date else "",
    )


def _next_id(taken: set[str]) -> str:
    """The first free number behind all that begin a catalogued file's name."""
    heads = [name.split("_")[0] for name in taken]
    numbers = [int(head) for head in heads if head.isdigit()]
    return f"{max(numbers, default=-1) + 1:0{_DIGITS}d}"


def _brought(
    entry: CatalogueEntry,
    documents: Sequence[Document],
    pairs: Sequence[tuple[Sequence[Fact], Sequence[AppliedCorrection]]],
    language: str,
) -> Addition:
    study = with_corrections(documents, pairs)
    own = study.facts[study.facts.doc == Path(entry.file).stem].reset_index(drop=True)
    ids = set(own.fact_id)
    claims = analyse.claims(study, language)
    touching = claims[claims.fact_ids.map(lambda each: not ids.isdisjoint(each)).astype(bool)]
    across = [
        row for row in rows_of(touching) if row.rule in _CONFIRMING and set(row.fact_ids) - ids
    ]
    confirmed = {i for row in across if row.verdict == Verdict.AGREE for i in row.fact_ids}
    at_odds = touching[touching.verdict == Verdict.CONFLICT]
    contradicted = {i for each in at_odds.fact_ids for i in each}
    return Addition(
        entry=entry,
        study=study,
        claims=touching.reset_index(drop=True),
        facts=own,
        confirming=frozenset(confirmed & ids - contradicted),
        conflicting=frozenset(contradicted & ids),
    )


def add(article: Path, seeds: Path, found: Addition) -> Path:
    """Copy an article into the study and catalogue it; both or neither.

    Args:
        article: File of the article.
        seeds: Folder of the study's articles.
        found: What `addition` found of it.

    Returns:
        The file in the study.

    Raises:
        StudyError: If the folder cannot be written to, or the file is there already.
    """
    target = seeds / found.entry.file
    if target.exists():
        raise StudyError(f"{target} is there already: move it away, or name another article")
    data = read_bytes(article)
    with open_whole(target) as stream:
        stream.write(data)
    try:
        _catalogue(seeds, found.entry)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _catalogue(seeds: Path, entry: CatalogueEntry) -> None:
    """Put an entry at the end of the catalogue, whose text stays as it is."""
    path = seeds / CATALOGUE_NAME
    text = path.read_text("utf-8") if path.is_file() else ""
    kept = text.rstrip().removesuffix("[]").rstrip()  # an empty list may be spelled out
    whole = (kept + "\n\n" if kept else "") + _yaml(entry)
    if len(yaml.safe_load(whole)) != len(read_catalogue(seeds)) + 1:
        raise StudyError(f"{path} does not end as a list does: add the entry by hand")
    with open_whole(path) as stream:
        stream.write(whole.encode())


def _yaml(entry: CatalogueEntry) -> str:
    names = ("id", "file", "title", "publisher", "date", "date_known_by", "sha256")
    fields: dict[str, Any] = {name: getattr(entry, name) for name in names}
    kept = {name: value for name, value in fields.items() if value}
    return str(yaml.safe_dump([kept], allow_unicode=True, sort_keys=False, width=10_000))
