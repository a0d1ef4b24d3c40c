"""Writes an article with marked facts as HTML that needs no script and fetches nothing.

A mark's card is a hidden element inside the mark; the style sheet shows it under pointer, focus
or link target. A viewer may drop style sheets, as JupyterLab does in a notebook until it is run
or trusted: then the attribute `hidden` keeps the cards out of the text, and in a notebook a title
tells the fields instead.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from html import escape
from importlib.resources import files

from study.model import BODY_ROLES, Document, Fact, Role, Script
from study.publish import article_words as words
from study.publish.article_marks import SeenText, Span, layers_of, nested
from study.publish.article_words import Said

# What a browser holds the page to: its own style, and nothing from anywhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
_LANGUAGE_TAGS = {"en": "en", "zh": "zh-Hans"}
_SCRIPT_TAGS = {Script.SIMPLIFIED: "zh-Hans", Script.TRADITIONAL: "zh-Hant"}
_CHINESE = "zh-Hans"  # script of subjects, places and events, whatever the article's
_CARD_HEAD = ("value", "qualifier", "indicator")
_CLOCK = re.compile(r"(?<=\d):(?=\d\d)")
_SAMPLE = 3  # characters of noise that the key shows
_DIGEST = 16  # digits of a digest that tell files apart at a glance


def page(document: Document, facts: Sequence[Fact], language: str) -> str:
    """Write a page that is whole in one file.

    Args:
        document: The article as read.
        facts: Its facts in the order of the text.
        language: "en" or "zh".
    """
    writer = _Writer(document, facts, language)
    return (
        f'<!DOCTYPE html>\n<html lang="{_LANGUAGE_TAGS[language]}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<link rel="icon" href="data:,">\n'  # else a browser asks the server for one
        f"<title>{writer.title}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f'<body class="study-page">\n{writer.whole()}\n</body>\n</html>\n'
    )


def fragment(document: Document, facts: Sequence[Fact], language: str) -> str:
    """Write a part of a notebook, in the colours of its theme; arguments as for `page`."""
    anchor = f"a{document.sha256[:8]}-"  # a notebook may show several articles
    part = _Writer(document, facts, language, anchor).part()
    # The guard that keeps times of the run out of committed notebooks cannot tell them from
    # those that an article prints, which every run shows alike.
    return f"<style>\n{_style()}</style>\n{_CLOCK.sub('&#58;', part)}"


@cache
def _style() -> str:
    """The style sheet without comments and indents."""
    sheet = (files("study.publish") / "article_view.css").read_text("utf-8")
    lines = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def _element(name: str, content: str = "", **attributes: str | int | None) -> str:
    """An element around HTML; attributes are escaped, those that are None left out.

    `class_` stands for `class`, other underscores for hyphens.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


class _Writer:
    """Writes the parts of one view.

    Attributes:
        title: Headline of the article, escaped.
    """

    def __init__(
        self, document: Document, facts: Sequence[Fact], language: str, anchor: str = ""
    ) -> None:
        self._document, self._facts = document, facts
        self._language, self._anchor = language, anchor
        self._phrase = partial(words.phrase, language=language)
        self._seen = SeenText(document)
        self._script = _SCRIPT_TAGS[document.script]
        self._said = [words.said(fact, language) for fact in facts]
        self._noise = layers_of(Span(*span, _noise) for span in document.noise)
        self.title = escape(document.title or document.doc)

    def whole(self) -> str:
        """All parts, for a page."""
        columns = _element("div", f"{self._legend()}\n{self._text()}", class_="columns")
        parts = [self._header("h1"), columns]
        if self._facts:
            heading = _element("h2", escape(self._phrase("table")))
            note = _element("p", escape(self._phrase("table_note")), class_="note")
            parts.append(_element("section", heading + note + self._table(), class_="facts"))
        return _element("main", "\n".join([*parts, self._about()]), class_="study-article")

    def part(self) -> str:
        """What a notebook shows: no headings of its own, the table folded away."""
        parts = [self._header("p"), self._legend(), self._text()]
        if self._facts:
            summary = _element("summary", escape(self._phrase("to_table", facts=self._count)))
            parts.append(_element("details", summary + self._table(), class_="facts"))
        tag = _LANGUAGE_TAGS[self._language]
        return _element("div", "\n".join(parts), class_="study-article", lang=tag)

    @property
    def _count(self) -> str:
        return words.count_of_facts(len(self._facts), self._language)

    # --- around the text ---

    def _header(self, heading: str) -> str:
        document = self._document
        publisher = _element("b", escape(document.publisher), lang=self._script)
        line = [publisher] if document.publisher else []
        line += [escape(words.date_of(document, self._language)), escape(document.label)]
        deck = escape(self._phrase("deck" if self._facts else "no_facts", facts=self._count))
        return _element(
            "header",
            _element(heading, f"<strong>{self.title}</strong>", class_="title", lang=self._script)
            + _element("p", " · ".join(line), class_="byline")
            + _element("p", deck, class_="deck"),
        )

    def _legend(self) -> str:
        groups = {"families": self._families(), "cues": self._cues(), "text": self._other_text()}
        lines = "\n".join(
            _element("p", " ".join([_element("b", escape(self._phrase(name))), *samples]))
            for name, samples in groups.items()
            if samples
        )
        return _element("aside", lines, class_="key", aria_label=self._phrase("legend"))

    def _families(self) -> list[str]:
        counts = Counter(words.family_of(fact.indicator) for fact in self._facts)
        names = {name: words.family_name(name, self._language) for name in words.families()}
        return [
            _sample(f"<i></i>{escape(names[name])} <small>{counts[name]}</small>", f"f-{name}")
            for name in names
            if counts[name]
        ]

    def _cues(self) -> list[str]:
        lines = {"line": "solid", "line aimed": "dashed"}
        aimed = {"line aimed" if words.is_aimed_at(fact) else "line" for fact in self._facts}
        used = {fact.qualifier for fact in self._facts}
        signs = {each: words.qualifier_sign(each) for each in used}
        return [
            _sample(f"<i></i>{escape(self._phrase(phrase))}", class_)
            for class_, phrase in lines.items()
            if class_ in aimed
        ] + [
            _sample(f"<i>{signs[each]}</i> {escape(name)}", "sign")
            for each, name in words.qualifier_names(self._language).items()
            if signs.get(each)
        ]

    def _other_text(self) -> list[str]:
        start, end = next(iter(self._document.noise), (0, 0))
        noise = _noise(self._seen.html_between(start, min(end, start + _SAMPLE)), True)
        roles = {paragraph.role for paragraph in self._document.paragraphs}
        samples = [
            _sample(f"{noise} {escape(self._phrase('noise'))}"),
            _sample(escape(self._phrase("aside")), "aside"),
        ]
        shown = (bool(self._document.noise), bool(roles - BODY_ROLES))
        return [sample for sample, is_shown in zip(samples, shown, strict=True) if is_shown]

    def _about(self) -> str:
        terms = "".join(
            _element("div", _element("dt", escape(self._phrase(name))) + _element("dd", said))
            for name, said in self._particulars()
        )
        return _element("footer", _element("dl", terms), aria_label=self._phrase("about"))

    def _particulars(self) -> Iterator[tuple[str, str]]:
        """What is known of the file, as pairs of a phrase and HTML."""
        document = self._document
        if document.publisher:
            yield "publisher", _element("span", escape(document.publisher), lang=self._script)
        yield "date", escape(words.date_of(document, self._language))
        yield "file", escape(document.doc)
        yield "script", escape(self._phrase(document.script))
        left_out = self._phrase("markup_left_out") if self._seen.is_page else ""
        yield "encoding", escape(", ".join(filter(None, (document.encoding, left_out))))
        yield "characters", f"{len(document.raw):,}"
        if document.address.startswith(("https://", "http://")):
            yield "address", _element("a", escape(document.address), href=document.address)
        vouched = self._phrase("catalogued") if document.catalogued else ""
        digest = f"sha256 {document.sha256[:_DIGEST]}…"
        yield "digest", escape(", ".join(filter(None, (digest, vouched))))

    # --- the text ---

    def _text(self) -> str:
        layers = [[*self._paragraphs()], *layers_of(self._marks()), *self._noise]
        inner = nested(self._seen, 0, len(self._document.raw), layers)
        # A parser drops the first newline of a <pre>, so there is one to drop.
        raw = _element("pre", "\n" + inner, lang=self._script, id=f"{self._anchor}text")
        return _element("section", raw, class_="text", aria_label=self._phrase("article"))

    def _paragraphs(self) -> Iterator[Span]:
        """Spans of all that can be seen: the paragraphs, and what stands between them."""
        done, before = 0, None
        for paragraph in self._document.paragraphs:
            if paragraph.start == paragraph.end:
                continue
            start, end = self._document.raw_span(paragraph.start, paragraph.end)
            yield from self._between(done, start)
            role = words.role_name(paragraph.role, self._language)
            told = role if paragraph.role is not before else ""
            yield Span(max(start, done), end, partial(_paragraph, paragraph.role, told))
            done, before = end, paragraph.role
        yield from self._between(done, len(self._document.raw))

    def _between(self, start: int, end: int) -> Iterator[Span]:
        stretch = self._document.raw[start:end]
        if stretch.strip() and not self._seen.is_page:
            start += len(stretch) - len(stretch.lstrip())
            yield Span(start, start + len(stretch.strip()), partial(_paragraph, None, ""))

    def _marks(self) -> Iterator[Span]:
        """One span for each quote; facts that share a quote share its mark."""
        sharing: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, fact in enumerate(self._facts):
            sharing[fact.raw_start, fact.raw_end].append(number)
        for (start, end), numbers in sharing.items():
            yield Span(start, end, partial(self._mark, numbers))

    def _mark(self, numbers: Sequence[int], inner: str, first: bool) -> str:
        fact = self._facts[numbers[0]]
        name = self._name(fact) if first else None
        card = f"{name}-card" if first else None
        return _element(
            "mark",
            self._titled(numbers, inner) + self._card(numbers, card),
            id=name,
            class_=_classes(fact),
            tabindex=0 if first else None,
            aria_describedby=card,
            data_sign=(words.qualifier_sign(fact.qualifier) or None) if first else None,
            data_row=", ".join(str(number + 1) for number in numbers) if first else None,
        )

    def _titled(self, numbers: Sequence[int], inner: str) -> str:
        """In a notebook, the fields also as a title: all that is left of a card without style."""
        if not self._anchor:
            return inner
        told = (words.in_one_line(self._facts[number], self._language) for number in numbers)
        return _element("span", inner, title="\n".join(told))

    def _name(self, fact: Fact) -> str:
        return f"{self._anchor}fact-{fact.raw_start}-{fact.raw_end}"

    def _row_name(self, number: int) -> str:
        return f"{self._anchor}row-{number + 1}"

    # --- the fields ---

    def _card(self, numbers: Sequence[int], name: str | None) -> str:
        close = _element("a", "×", href=f"#{self._anchor}text", aria_label=self._phrase("close"))
        tag = _LANGUAGE_TAGS[self._language]
        content = "".join(map(self._on_card, numbers)) + close
        # Sanitisers drop attributes without a value.
        return _element("span", content, class_="card", id=name, hidden="hidden", lang=tag)

    def _on_card(self, number: int) -> str:
        said = {each.field: each for each in self._said[number]}
        value, qualifier, indicator = (self._worded(said.pop(field)) for field in _CARD_HEAD)
        told = escape(self._phrase("row", number=number + 1))
        row = _element("a", told, href=f"#{self._row_name(number)}")
        head = f"<b>{value}</b> <small>{qualifier}</small> <i>{indicator}</i> {row}"
        pairs = "".join(
            f"<b>{escape(words.field_name(field, self._language))}</b>{self._worded(each, 'span')}"
            for field, each in said.items()
        )
        class_ = f"said {_classes(self._facts[number])}"
        return _element("span", _element("span", head, class_="head") + pairs, class_=class_)

    def _worded(self, said: Said, name: str = "") -> str:
        """A field as HTML, its language told where it is not the reader's."""
        lang = None if said.translated else _CHINESE
        text = escape(said.text)
        return _element(name or "span", text, lang=lang) if name or lang else text

    def _table(self) -> str:
        used = {each.field for said in self._said for each in said}
        fields = [field for field in words.FIELDS if field in used]
        names = [words.field_name(field, self._language) for field in ("quote", *fields)]
        heads = "".join(_element("th", escape(name), scope="col") for name in names)
        rows = [self._row(number, fields) for number in range(len(self._facts))]
        head = _element("thead", _element("tr", "<td></td>" + heads))
        return _element("table", head + "\n" + _element("tbody", "\n".join(rows)))

    def _row(self, number: int, fields: Sequence[str]) -> str:
        fact, said = self._facts[number], {each.field: each for each in self._said[number]}
        quote = nested(self._seen, fact.raw_start, fact.raw_end, self._noise)
        link = _element("a", quote, href=f"#{self._name(fact)}", lang=self._script)
        cells = [self._cell("quote", link)]
        cells += [self._cell(f, self._worded(said[f]) if f in said else "") for f in fields]
        first = _element("th", str(number + 1), scope="row")
        return _element(
            "tr", first + "".join(cells), id=self._row_name(number), class_=_classes(fact)
        )

    def _cell(self, field: str, content: str) -> str:
        label = words.field_name(field, self._language)
        return _element("td", content, data_field=field, data_label=label)


def _sample(content: str, class_: str = "") -> str:
    """An entry of the key."""
    return _element("span", content, class_=f"sample {class_}".rstrip())


def _noise(inner: str, first: bool) -> str:
    del first
    return _element("span", inner, class_="noise")


def _paragraph(role: Role | None, told: str, inner: str, first: bool) -> str:
    """A paragraph, or what stands between two where there is no role."""
    aside = role not in BODY_ROLES
    class_ = " ".join(filter(None, ("p", role, "aside" if aside else "")))
    return _element("span", inner, class_=class_, data_role=told if told and first else None)


def _classes(fact: Fact) -> str:
    """Class for the family's colour, and one for what has not come true."""
    family = f"f-{words.family_of(fact.indicator)}"
    return f"{family} aimed" if words.is_aimed_at(fact) else family
