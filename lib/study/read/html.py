"""Reads saved web pages: the visible text, grounded in the source, and which of it is the article.

The page is walked once with the standard library's parser, which tells where every
piece of text stands in the source. Text between block elements becomes a line; a
character reference such as `&#8212;` becomes one character whose origin is its `&`.
Trafilatura then names the main text. It gives no offsets, so its lines are looked up
among ours: what it does not name keeps its place in the text, as furniture.
"""

from __future__ import annotations

import html
import re
from array import array
from html.parser import HTMLParser
from typing import NamedTuple

from study.read.characters import HAN
from study.read.grounded import Grounded

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "math",
        "rt",
        "rp",
        "select",
        "button",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_LOOKS_LIKE_HTML = re.compile(
    r"\A[\s\ufeff]*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|section|h1|table|span|ul|main)\b",
    re.IGNORECASE | re.DOTALL,
)
# Where a line of the source ends within Chinese prose no space is meant.
_SOURCE_LINE_END = re.compile(rf"(?<=[{HAN}，。、；：”])\s*\n\s*(?=[{HAN}“\d])")
_META_TITLE = ("articletitle", "og:title")
_META_PUBLISHER = ("contentsource", "og:site_name", "source", "sitename")
_META_DATE = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "datepublished",
    "og:release_date",
)


class Page(NamedTuple):
    """A saved web page.

    Attributes:
        grounded: Visible text, a line for each block, with origins in the source.
        main: The main text without offsets, or "" if none was found.
        title: Headline that the page declares, or "".
        publisher: Publisher that the page declares, or "".
        published: Date of publication as the page declares it, or "".
    """

    grounded: Grounded
    main: str
    title: str
    publisher: str
    published: str


def looks_like_html(raw: str) -> bool:
    """Whether a text begins as a web page does."""
    return "<" in raw[:2000] and bool(_LOOKS_LIKE_HTML.match(raw[:20_000]))


def read_page(raw: str) -> Page:
    """Read the visible text of a page and find the article in it."""
    walker = _Walker(raw)
    walker.feed(raw)
    walker.close()
    return Page(
        Grounded("".join(walker.pieces), walker.origin),
        _main_text(raw),
        walker.declared(_META_TITLE) or walker.heading.strip(),
        walker.declared(_META_PUBLISHER),
        walker.declared(_META_DATE),
    )


def _main_text(raw: str) -> str:
    from trafilatura import extract  # noqa: PLC0415 - slow to load, needed for web pages alone

    return extract(raw, favor_recall=True, include_comments=False, include_tables=True) or ""


class _Walker(HTMLParser):
    def __init__(self, raw: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.origin: array[int] = array("i")
        self.heading = ""
        self._metas: dict[str, str] = {}
        self._unseen: list[str] = []
        self._in_heading = False
        self._starts = [0, *(m.end() for m in re.finditer("\n", raw))]

    def declared(self, names: tuple[str, ...]) -> str:
        """First of the meta elements that the page has."""
        return next((self._metas[name] for name in names if self._metas.get(name)), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self._remember(dict(attrs))
        if tag in _UNSEEN and tag not in _VOID:
            self._unseen.append(tag)
        if tag in _BLOCKS:
            self._break()
        if tag in _CELLS:
            self._add("  ", [self._offset()] * 2)  # parts the cells of a row
        if tag == "h1":
            self._in_heading = not self.heading

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self._remember(dict(attrs))
        if tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag in _BLOCKS:
            self._break()
        if tag == "h1":
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        start = self._offset()
        at = 0
        for match in _SOURCE_LINE_END.finditer(data):
            self._add_text(data[at : match.start()], start + at)
            at = match.end()
        self._add_text(data[at:], start + at)

    def _add_text(self, text: str, start: int) -> None:
        # Other line ends of the source are spaces of the page.
        text = text.replace("\n", " ").replace("\r", " ")
        self._add(text, range(start, start + len(text)))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name};")

    def _add_reference(self, reference: str) -> None:
        characters = html.unescape(reference)
        self._add(characters, [self._offset()] * len(characters))

    def _add(self, characters: str, origin: range | list[int]) -> None:
        if self._in_heading:
            self.heading += characters
        if not self._unseen:
            self.pieces.append(characters)
            self.origin.extend(origin)

    def _break(self) -> None:
        if self.pieces and self.pieces[-1] != "\n" and not self._unseen:
            self.pieces.append("\n")
            self.origin.append(self._offset())

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _remember(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            self._metas.setdefault(name.lower(), content.strip())
