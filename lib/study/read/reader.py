"""Reads articles from files, folders and strings, one document at a time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from study.lexicon.reading import reading_words
from study.model import DateKnownBy, Document, Paragraph, Role, Script, StudyError
from study.read import furniture, paragraphs
from study.read.annotations import without_readings
from study.read.catalogue import CATALOGUE_NAME, CatalogueEntry
from study.read.characters import unusual
from study.read.dates import date_of, implied_year
from study.read.decode import decode
from study.read.fold import fold, fold_symbols, folded, with_points
from study.read.grounded import Grounded, ground, merge
from study.read.html import Page, looks_like_html, read_page
from study.read.noise import without_noise
from study.read.scrambled import without_scrambled
from study.read.script import simplify
from study.read.sources import read_bytes, sources
from study.read.spaces import without_stray_spaces

_CAPTION_MARKS = "▲△▼▽"


def read_paths(paths: Sequence[Path]) -> Iterator[Document]:
    """Read files and folders of articles, one document at a time.

    Of a folder its articles are read: *.txt, *.html, *.htm and *.md, sorted by
    name. A `catalogue.yml` beside an article vouches for its bytes.

    Args:
        paths: Files or folders. What is named twice is read once.

    Yields:
        The documents, in the order of the paths.

    Raises:
        StudyError: A path or an article that the catalogue names is missing, a
            folder holds no article, two articles share a stem, or one of them
            cannot be read.
    """
    for path, entry in sources(paths):
        yield read_document(path, entry)


def read_document(path: Path, entry: CatalogueEntry | None = None) -> Document:
    """Read one article.

    Args:
        path: File of the article.
        entry: What the catalogue says of it, if it does.

    Raises:
        StudyError: The file is missing, empty, binary or undecodable, or its
            bytes are not those that the catalogue vouches for.
    """
    return read_data(read_bytes(path), str(path), path.stem, entry)


def read_data(data: bytes, path: str, doc: str, entry: CatalogueEntry | None = None) -> Document:
    """Read an article whose bytes are at hand, wherever they come from.

    Args:
        data: The bytes of its file.
        path: What to call the file.
        doc: Key of the document.
        entry: What the catalogue says of it, if it does.

    Raises:
        StudyError: As `read_document` does.
    """
    digest = hashlib.sha256(data).hexdigest()
    if entry is not None and digest != entry.sha256:
        raise StudyError(
            f"{path} has changed since it was catalogued: restore the published bytes, or, if the"
            f" change is meant, set its sha256 in {CATALOGUE_NAME} to {digest}"
        )
    raw, encoding = decode(data, path)
    known = entry or CatalogueEntry(doc, "", "", digest)
    document = _read(raw, _Origin(doc, path, encoding, entry is not None, known))
    if not document.text:
        raise StudyError(f"{path} holds no words: put the article's text into it, or delete it")
    return document


def read_text(
    text: str,
    *,
    doc: str = "text",
    date: date | None = None,
    title: str = "",
    publisher: str = "",
) -> Document:
    """Read an article that is held in a string.

    Args:
        text: The raw text; any text at all, even none.
        doc: Key of the document.
        date: Day of publication if known; else it is looked for in the text.
        title: Headline if known.
        publisher: Publisher if known.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    known = CatalogueEntry(doc, "", title, digest, publisher, date)
    return _read(text, _Origin(doc, "", "utf-8", False, known))


# --- the text -------------------------------------------------------------------------------


class _Cleaned(NamedTuple):
    grounded: Grounded
    noise: tuple[tuple[int, int], ...]
    script: Script
    strewn: bool


def _clean(grounded: Grounded) -> _Cleaned:
    """Run a text through every stage; each keeps the origin of every character."""
    grounded, scrambled = without_scrambled(paragraphs.normalise_line_ends(grounded))
    grounded = paragraphs.unwrap(grounded)
    foreign = unusual(grounded.text)
    grounded = Grounded(fold(grounded.text, foreign), grounded.origin)
    foreign = unusual("".join(map(folded, foreign)))
    grounded, noise, strewn = without_noise(grounded, foreign)
    grounded = Grounded(fold_symbols(grounded.text, foreign), grounded.origin)
    grounded, readings = without_readings(grounded)
    grounded = Grounded(with_points(grounded.text), grounded.origin)
    grounded = paragraphs.tidy(without_stray_spaces(grounded, strewn=strewn))
    grounded, script = simplify(grounded)
    return _Cleaned(grounded, merge((*scrambled, *noise, *readings)), script, strewn)


class _Origin(NamedTuple):
    """What is known of an article before it is read."""

    doc: str
    path: str
    encoding: str
    catalogued: bool
    known: CatalogueEntry


def _read(raw: str, origin: _Origin) -> Document:
    known = origin.known
    page = read_page(raw) if looks_like_html(raw) else None
    cleaned = _clean(page.grounded if page else ground(raw))
    text = cleaned.grounded.text
    found = _paragraphs(raw, cleaned, page, known.title)
    told = [(text[p.start : p.end], p.role) for p in found]
    day, day_known_by = _date(told, page, known)
    return Document(
        doc=origin.doc,
        label=known.id,
        path=origin.path,
        raw=raw,
        text=text,
        origin=cleaned.grounded.origin,
        paragraphs=found,
        noise=cleaned.noise,
        script=cleaned.script,
        encoding=origin.encoding,
        date=day,
        date_known_by=day_known_by,
        title=known.title or _title(told, page),
        publisher=known.publisher or _publisher(told, page),
        address=known.address,
        catalogued=origin.catalogued,
        sha256=known.sha256,
        implied_year=None if day else implied_year(told),
    )


def _paragraphs(
    raw: str, cleaned: _Cleaned, page: Page | None, title: str
) -> tuple[Paragraph, ...]:
    text, origin = cleaned.grounded
    spans = paragraphs.spans(text)
    lines = [text[start:end] for start, end in spans]
    marked = [] if cleaned.strewn else _captioned(raw, origin, spans)
    roles = furniture.roles(lines, marked=marked, title=_simplified(title))
    if page is not None:
        roles = _roles_on_page(lines, roles, page)
    return tuple(
        Paragraph(start, end, role) for (start, end), role in zip(spans, roles, strict=True)
    )


def _captioned(raw: str, origin: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of the paragraphs that a triangle introduces in the raw text."""
    if not any(mark in raw for mark in _CAPTION_MARKS):
        return []
    return [
        number
        for number, (start, _) in enumerate(spans)
        if raw[max(0, origin[start] - 2) : origin[start]].strip().endswith(tuple(_CAPTION_MARKS))
    ]


def _simplified(title: str) -> str:
    return simplify(ground(fold(title, unusual(title)))).grounded.text if title else ""


class _MainText:
    """The main text of a web page, against which its lines are held."""

    def __init__(self, text: str) -> None:
        """Clean the text as the page itself was cleaned, for its lines to be the same."""
        lines = [_letters(line) for line in _clean(ground(text)).grounded.text.split("\n")]
        self._lines = frozenset(lines)
        self._joined = "".join(lines)

    def holds(self, line: str) -> bool:
        """Whether a line of the page belongs to the main text."""
        letters = _letters(line)
        if not self._joined:
            return True
        return letters in self._lines or (
            len(letters) >= _SHORTEST_PIECE and letters in self._joined
        )


_SHORTEST_PIECE = 12  # letters by which a piece of a longer line is recognised


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _roles_on_page(lines: Sequence[str], roles: Sequence[Role], page: Page) -> list[Role]:
    """Roles on a web page: what is not of its main text is furniture.

    A subheading right before the main text goes on stays one, for the search
    for main text is apt to drop it.
    """
    main_text = _MainText(page.main)
    main = [main_text.holds(line) for line in lines]
    for number in range(len(lines) - 2, -1, -1):
        if roles[number] is Role.SUBHEADING and main[number + 1] and any(main[:number]):
            main[number] = True
    kept = {Role.BYLINE, Role.HEADLINE}
    return [
        role if role in kept or is_main else _off_page(role)
        for role, is_main in zip(roles, main, strict=True)
    ]


def _off_page(role: Role) -> Role:
    return Role.FURNITURE if role in {Role.BODY, Role.SUBHEADING, Role.CAPTION} else role


# --- what the text tells of itself ----------------------------------------------------------


def _date(
    told: Sequence[tuple[str, Role]], page: Page | None, known: CatalogueEntry
) -> tuple[date | None, DateKnownBy]:
    declared = [(page.published, Role.BYLINE)] if page and page.published else []
    return date_of([*declared, *told], known.date)


def _title(told: Sequence[tuple[str, Role]], page: Page | None) -> str:
    headline = next((text for text, role in told if role is Role.HEADLINE), "")
    return headline or (page.title if page else "")


def _publisher(told: Sequence[tuple[str, Role]], page: Page | None) -> str:
    if page is not None and page.publisher:
        return page.publisher
    bylines = [text for text, role in told if role is Role.BYLINE]
    for line in bylines:
        source = _source_pattern().search(line)
        if source:
            return source["name"]
    endings = reading_words().publisher_endings
    return next((line for line in bylines if len(line) <= 16 and line.endswith(endings)), "")


@cache
def _source_pattern() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, reading_words().source_labels))
    return re.compile(rf"(?:{labels})\s*[:：\s]\s*(?P<name>[^\s:：|]{{2,30}})")
