"""Finds articles in files, folders, JSON lines and Parquet, wherever, and cuts them into parts.

A part is a few megabytes of articles that one worker reads, extracts and writes. Parts depend on
what is there alone, never on who reads it, so the same corpus gives the same files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import fsspec

from study.model import Document, StudyError
from study.read import CatalogueEntry, read_data, read_text
from study.read.sources import ARTICLE_SUFFIXES, sources

PART_BYTES = 4_000_000
RECORD_SUFFIXES = (".jsonl", ".ndjson", ".parquet")
# What records call their fields, the first that is there counts.
_TEXT = ("text", "raw", "content", "body")
_KEY = ("doc", "id", "key")
_FIELDS = {"title": ("title", "headline"), "publisher": ("publisher", "source", "site")}
_ADDRESS = ("address", "url", "link")
_DATE = ("date", "published")


@dataclass(frozen=True)
class Item:
    """Some articles of one file.

    Attributes:
        url: Path or address of the file.
        mark: Changes when the file does.
        size: Bytes of the articles.
        start: First byte, or row group of Parquet.
        end: One past the last; 0 where the file is one article.
        entry: What a catalogue says of the article, if one does.
    """

    url: str
    mark: str
    size: int
    start: int = 0
    end: int = 0
    entry: CatalogueEntry | None = None


@dataclass(frozen=True)
class Part:
    """Articles that are extracted together.

    Attributes:
        items: Where they are.
    """

    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        """Bytes of its articles."""
        return sum(item.size for item in self.items)

    def name(self, made_of: str) -> str:
        """Stem of its files: a digest of what it holds and of what extracts it."""
        digest = hashlib.sha256(repr((made_of, self.items)).encode()).hexdigest()
        return f"part-{digest[:16]}"


@dataclass(frozen=True)
class Refused:
    """An article that could not be read.

    Attributes:
        doc: Its key.
        path: Its file.
        reason: Why, with the remedy.
    """

    doc: str
    path: str
    reason: str


def parts_of(paths: Iterable[str], part_bytes: int = PART_BYTES) -> list[Part]:
    """Find the articles of paths and addresses, and cut them into parts.

    Args:
        paths: Articles, folders of them, *.jsonl or *.parquet, local or as fsspec names
            them (`s3://…`, `https://…`, `zip://…::…`); names may hold `*`.
        part_bytes: About how many bytes of articles a part holds.

    Returns:
        The parts in the order of the paths; files of a folder by name. What is named twice
        counts once.

    Raises:
        StudyError: If a path does not exist or holds no article.
    """
    items = dict.fromkeys(item for path in paths for item in _items(path, part_bytes))
    parts: list[Part] = []
    waiting: list[Item] = []
    full = 0
    for item in items:
        waiting.append(item)
        full += item.size
        if full >= part_bytes or (2 * full >= part_bytes and _ends_a_part(item, part_bytes)):
            parts.append(Part(tuple(waiting)))
            waiting, full = [], 0
    if waiting:
        parts.append(Part(tuple(waiting)))
    return parts


def _ends_a_part(item: Item, part_bytes: int) -> bool:
    """Whether a part that is half full ends with an item, which its own name alone decides.

    An article that is added or changed then moves the ends of a few parts, not of all after it;
    and a folder that is moved is cut where it was.
    """
    own_name = item.url.rsplit("/", 1)[-1]
    chance = int(hashlib.sha256(own_name.encode()).hexdigest()[:8], 16) / 16**8
    return chance < 3 * item.size / part_bytes


def read_part(part: Part, base: Path) -> Iterator[Document | Refused]:
    """Read the articles of a part, one at a time.

    Args:
        part: The part.
        base: Folder that relative paths are seen from, which need not be the working folder.
    """
    for item in part.items:
        where = item.url if "://" in item.url else str(base / item.url)
        if item.url.lower().endswith(".parquet"):
            yield from _from_records(item, _parquet_rows(item, where))
        elif item.end:
            yield from _from_records(item, _json_rows(item, where))
        else:
            yield _from_file(item, where)


def _items(path: str, part_bytes: int) -> Iterator[Item]:
    local = Path(path)
    if "://" not in path and (local.is_dir() or local.suffix.lower() in ARTICLE_SUFFIXES):
        # Of a folder its catalogue counts, as everywhere else in the study.
        records = sorted(p for p in _files_in(local) if p.suffix.lower() in RECORD_SUFFIXES)
        articles = [p for p in _files_in(local) if p.suffix.lower() in ARTICLE_SUFFIXES]
        if articles or not records:
            for source in sources([local]):
                yield replace(_whole(str(source.path)), entry=source.entry)
        for record in records:
            yield from _of_file(str(record), part_bytes)
        return
    found = _expand(path)
    if not found:
        raise StudyError(f"{path} holds no article: name articles, *.jsonl or *.parquet")
    for url in found:
        yield from _of_file(url, part_bytes)


def _files_in(path: Path) -> list[Path]:
    return list(path.iterdir()) if path.is_dir() else [path]


def _expand(path: str) -> list[str]:
    """The files that a path or an address names, by name."""
    try:
        system, inside = fsspec.core.url_to_fs(path)
        if any(character in inside for character in "*?["):
            found = sorted(system.glob(inside))
        elif system.isdir(inside):
            found = sorted(system.find(inside, maxdepth=1))
        else:
            system.info(inside)
            return [path]
    except (OSError, ValueError, ImportError) as error:
        raise StudyError(f"{path} cannot be read ({error}): check the address") from error
    wanted = (*ARTICLE_SUFFIXES, *RECORD_SUFFIXES)
    return [system.unstrip_protocol(each) for each in found if each.lower().endswith(wanted)]


def _whole(url: str) -> Item:
    system, inside = fsspec.core.url_to_fs(url)
    try:
        return Item(url, str(system.ukey(inside)), int(system.info(inside).get("size") or 0))
    except OSError as error:
        raise StudyError(f"{url} cannot be read ({error}): check its name") from error


def _of_file(url: str, part_bytes: int) -> Iterator[Item]:
    whole = _whole(url)
    lower = url.lower()
    if lower.endswith(".parquet"):
        yield from _row_groups(whole)
    elif lower.endswith((".jsonl", ".ndjson")):
        for start in range(0, whole.size, part_bytes):
            end = min(start + part_bytes, whole.size)
            yield replace(whole, start=start, end=end, size=end - start)
    else:
        yield whole


def _row_groups(whole: Item) -> Iterator[Item]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

    with fsspec.open(whole.url) as stream:
        metadata = pq.ParquetFile(stream).metadata
        for group in range(metadata.num_row_groups):
            size = metadata.row_group(group).total_byte_size
            yield replace(whole, start=group, end=group + 1, size=size)


def _json_rows(item: Item, where: str) -> Iterator[tuple[str, Any]]:
    """Lines that start within the bytes of an item, named by where they start."""
    with fsspec.open(where) as stream:
        at = item.start
        if at:
            # A line that starts just here is ours: look whether the byte before ends one.
            stream.seek(at - 1)
            at += len(stream.readline()) - 1
        while at < item.end and (line := stream.readline()):
            if line.strip():
                try:
                    yield str(at), json.loads(line)
                except ValueError:
                    yield str(at), None
            at += len(line)


def _parquet_rows(item: Item, where: str) -> Iterator[tuple[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

    with fsspec.open(where) as stream:
        file = pq.ParquetFile(stream)
        number = 0
        for batch in file.iter_batches(64, row_groups=[item.start]):
            for row in batch.to_pylist():
                yield f"{item.start}-{number}", row
                number += 1


def _from_records(item: Item, rows: Iterable[tuple[str, Any]]) -> Iterator[Document | Refused]:
    stem = item.url.rsplit("/", 1)[-1].partition(".")[0]
    for place, row in rows:
        text = _first(row, _TEXT)
        key = str(_first(row, _KEY) or f"{stem}-{place}")
        if not text.strip():
            fields = ", ".join(_TEXT)
            reason = (
                f"no text: give each record one in a field {fields}" if row else "no JSON object"
            )
            yield Refused(key, f"{item.url}@{place}", reason)
            continue
        known = {name: _first(row, fields) for name, fields in _FIELDS.items()}
        document = read_text(
            text, doc=key, date=_day(_first(row, _DATE, kind=(str, date))), **known
        )
        yield replace(document, path=item.url, address=_first(row, _ADDRESS))


def _first(row: object, names: Iterable[str], kind: type | tuple[type, ...] = (str, int)) -> Any:  # noqa: ANN401 - as the record has it
    """The first of some fields that a record has."""
    values = (row.get(name) for name in names) if isinstance(row, dict) else iter(())
    return next((value for value in values if isinstance(value, kind) and value != ""), "")


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _from_file(item: Item, where: str) -> Document | Refused:
    stem = item.url.rsplit("/", 1)[-1].rpartition(".")[0]
    try:
        with fsspec.open(where) as stream:
            return read_data(stream.read(), item.url, stem, item.entry)
    except (StudyError, OSError) as error:
        return Refused(stem, item.url, str(error))
