"""Articles as read, with their facts, kept by content: what was extracted once is not again.

An entry is found by a digest of the article's bytes, of what the catalogue says of it and of
everything that extraction is made of: its code, the lexicon, and the packages installed.
It starts with a digest of itself, so one that is damaged or half-written is never used.

Entries lie in `build/cache/articles` of the study that the article belongs to; the environment
variable `STUDY_CACHE` names another folder, or, when it is empty, none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from study.extract.facts import extract_facts
from study.model import Document, Fact
from study.model.installed import installed
from study.read import CatalogueEntry, read_document
from study.read.sources import read_bytes, sources

if TYPE_CHECKING:
    from study.extract.clusters import PlacedFact
    from study.extract.structure import Structure

VARIABLE = "STUDY_CACHE"
_ROOMS = ("model", "lexicon", "read", "extract")
_LIBRARY = Path(__file__).parents[1]
_DIGEST = hashlib.sha256().digest_size


def read_and_extract(paths: Sequence[Path]) -> Iterator[tuple[Document, list[Fact]]]:
    """Read files and folders of articles and extract their facts, or find both kept.

    Args:
        paths: Files or folders, as `study.read.read_paths` takes them.

    Yields:
        Each article with its facts.

    Raises:
        StudyError: As `study.read.read_paths` does.
    """
    for path, entry in sources(paths):
        folder = folder_for(path)
        content = hashlib.sha256(read_bytes(path)).hexdigest()
        known = entry or CatalogueEntry(path.stem, path.name, "", content)
        trusted = entry is None or entry.sha256 == content  # else reading it refuses it
        kept = folder / _name(path, repr((content, entry is not None, known))) if folder else None
        found = _load(kept) if kept and trusted else None
        if found:
            yield replace(found[0], path=str(path)), found[1]
            continue
        document = read_document(path, entry)
        facts = extract_facts(document)
        if kept:
            _store(kept, (document, facts))
        yield document, facts


def structure_of(document: Document, facts: Sequence[PlacedFact]) -> Structure:
    """Organisations, clusters and links of an article, extracted or found kept.

    Args:
        document: The article as read.
        facts: Its facts.
    """
    # Imported here: the dictionary of words is large, and most commands need none.
    from study.extract.structure import extract_structure  # noqa: PLC0415

    path = Path(document.path)
    folder = folder_for(path) if document.path else None
    placed = [(fact.place, fact.fact_id) for fact in facts]
    content = ("structure", document.sha256, document.date, document.title, placed)
    kept = folder / _name(path, repr(content)) if folder else None
    found: Structure | None = _load(kept) if kept else None
    if found is None:
        found = extract_structure(document, facts)
        if kept:
            _store(kept, found)
    return found


def folder_for(path: Path) -> Path | None:
    """Folder of the entries of an article; None where nothing is to be kept."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) / "articles" / made_of() if named else None
    for above in path.absolute().parents:
        if (above / "seeds").is_dir() and (above / "notebooks").is_dir():
            return above / "build" / "cache" / "articles" / made_of()
    return None


@cache
def made_of() -> str:
    """Digest of all that extraction is made of, once a process."""
    digest = hashlib.sha256(repr(installed()).encode())
    for room in _ROOMS:
        for path in sorted((_LIBRARY / room).rglob("*")):
            if path.suffix in {".py", ".yml"}:
                digest.update(f"{path.relative_to(_LIBRARY)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _name(path: Path, content: str) -> str:
    return hashlib.sha256(f"{path.stem}\n{content}".encode()).hexdigest()[:32]


def _load(path: Path) -> Any:  # noqa: ANN401 - what was stored under this name
    """An entry, or None where there is none or its bytes are not those that were written."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_DIGEST:]
    if hashlib.sha256(body).digest() != data[:_DIGEST]:
        return None
    return pickle.loads(body)


def _store(path: Path, entry: object) -> None:
    """Keep an entry, whole; a folder that cannot be written to keeps nothing."""
    body = pickle.dumps(entry, protocol=5)
    with contextlib.suppress(OSError):
        if not path.parent.is_dir():
            # What an earlier library extracted is of no use any more.
            shutil.rmtree(path.parents[1], ignore_errors=True)
            path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(aside).replace(path)
        finally:
            Path(aside).unlink(missing_ok=True)
