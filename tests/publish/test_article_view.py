"""The view of an article shows the raw text whole, every fact marked, and fetches nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output

from study.lexicon.loader import data
from study.model import DateKnownBy, Document, Fact, Qualifier, Status, StudyError
from study.publish.article_view import ArticleView, view_article
from study.publish.article_words import amount, families, family_of, period, value_of
from study.publish.guards import says_nothing_volatile
from study.publish.notebook import read_notebook
from study.read import read_document, read_text

VOID = {"meta", "link"}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'


@dataclass
class Node:
    """An element as the page has it."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        """All text in it but that of cards."""
        if "card" in self.classes:
            return ""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def all_text(self) -> str:
        """All text in it."""
        return "".join(c if isinstance(c, str) else c.all_text() for c in self.children)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return (self.attributes.get("class") or "").split()

    def every(self, tag: str = "", class_: str = "") -> list[Node]:
        """Elements inside, in order."""
        inside = [node for c in self.children if isinstance(c, Node) for node in (c, *c.every())]
        return [n for n in inside if tag in ("", n.tag) and (not class_ or class_ in n.classes)]


class Tree(HTMLParser):
    """Reads a page strictly: an end tag closes the element opened last."""

    def __init__(self, page: str) -> None:
        """Read a whole page."""
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert self._open == [self.root], "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        assert len({name for name, _ in attrs}) == len(attrs), "an attribute is given twice"
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._open[-1].children.append(data)


def parsed(html: str) -> Node:
    return Tree(html).root


def shown(root: Node) -> str:
    """The article's text as the page shows it, without the newline that a parser drops."""
    [pre] = root.every("pre")
    return pre.text().removeprefix("\n")


def fact(document: Document, start: int, end: int, **changes: object) -> Fact:
    given: dict[str, object] = {
        **{"doc": document.doc, "quote": document.raw[start:end], "raw_start": start},
        **{"raw_end": end, "sentence_start": start, "sentence_end": end, "value": 88.0},
        **{"low": None, "high": None, "unit": "count", "counter": "家", "industry": "医药健康"},
        **{"qualifier": Qualifier.EXACT, "indicator": "enterprises", "subject": "企业"},
        **{"place": "昌平区", "event": "", "start": date(2023, 1, 1), "end": date(2023, 12, 31)},
        **{"status": Status.ACTUAL, "of": ""},
    }
    return Fact(**given | changes)  # type: ignore[arg-type]


def some_view(text: str, *spans: tuple[int, int], language: str = "en") -> ArticleView:
    document = read_text(text)
    return ArticleView.of(document, language, [fact(document, *span) for span in spans])


@pytest.fixture(scope="module")
def seed_views(seed_documents: Sequence[Document], seed_facts: Sequence[Fact]) -> list[ArticleView]:
    return [
        ArticleView.of(document, language, [f for f in seed_facts if f.doc == document.doc])
        for document in seed_documents
        for language in ("en", "zh")
    ]


# --- the text and its marks ---


def test_the_raw_text_of_every_seed_is_shown_whole(seed_views: list[ArticleView]) -> None:
    for view in seed_views:
        assert shown(parsed(view.page())) == view.document.raw
        assert shown(parsed(view._repr_html_())) == view.document.raw


def test_every_fact_of_every_seed_is_marked_once(seed_views: list[ArticleView]) -> None:
    for view in seed_views:
        marks = {mark.attributes["id"]: mark for mark in parsed(view.page()).every("mark")}
        quotes = {f"fact-{f.raw_start}-{f.raw_end}": f.quote for f in view.facts}
        assert {name: mark.text() for name, mark in marks.items() if name} == quotes


def test_ids_are_unique_and_links_lead_to_them(seed_views: list[ArticleView]) -> None:
    for html in [html for view in seed_views for html in (view.page(), view._repr_html_())]:
        nodes = parsed(html).every()
        ids = Counter(node.attributes["id"] for node in nodes if "id" in node.attributes)
        assert set(ids.values()) == {1}
        links = {node.attributes["href"] for node in nodes if node.tag == "a"}
        assert {link[1:] for link in links if link and link.startswith("#")} <= set(ids)
        described = {node.attributes.get("aria-describedby") for node in nodes} - {None}
        assert described <= set(ids)


def test_views_of_two_articles_share_no_id_in_one_notebook(seed_views: list[ArticleView]) -> None:
    in_english = [view for view in seed_views if view.language == "en"]
    ids = [
        node.attributes["id"]
        for view in in_english
        for node in parsed(view._repr_html_()).every()
        if "id" in node.attributes
    ]
    assert len(ids) == len(set(ids)) > len(in_english)


@given(
    st.text("近8家、a<&\"'\r\n\t■\x00\x1b\u2028\ud800", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40)), max_size=6),
)
def test_any_text_with_any_facts_is_shown_whole(text: str, spans: list[tuple[int, int]]) -> None:
    inside = {(a, min(b, len(text))) for a, b in spans if a < min(b, len(text))}
    view = some_view(text, *inside)
    root = parsed(view.page())
    expected = re.sub("[\x00\x1b\ud800]", "\ufffd", text)
    assert shown(root) == expected
    ids = Counter(mark.attributes.get("id") for mark in root.every("mark"))
    assert {name: 1 for name in ids if name} == {f"fact-{a}-{b}": 1 for a, b in inside}
    view.page().encode()  # a lone surrogate would not go into a file


def test_a_mark_within_a_mark_is_nested() -> None:
    root = parsed(some_view("产值10亿元以上的企业88家", (2, 13), (2, 6)).page())
    outer, inner = root.every("mark")
    assert outer.text() == "10亿元以上的企业88"
    assert outer.every("mark") == [inner]
    assert inner.text() == "10亿元"


def test_marks_that_cross_are_written_in_pieces() -> None:
    root = parsed(some_view("0123456789", (1, 6), (4, 9)).page())
    assert [mark.text() for mark in root.every("mark")] == ["12345", "45", "678"]
    assert [mark.attributes.get("id") for mark in root.every("mark")] == [
        *("fact-1-6", "fact-4-9", None),
    ]


def test_facts_that_share_a_quote_share_its_mark_and_card() -> None:
    document = read_text("甲、乙各88家。")
    facts = [fact(document, 4, 7, subject=name) for name in ("甲企业", "乙企业")]
    root = parsed(ArticleView.of(document, "en", facts).page())
    [mark] = root.every("mark")
    assert mark.attributes["data-row"] == "1, 2"
    [card] = mark.every(class_="card")
    assert "甲企业" in card.all_text()
    assert "乙企业" in card.all_text()
    assert len(root.every("tbody")[0].every("tr")) == 2


def test_noise_and_page_furniture_are_told_apart(seed_views: list[ArticleView]) -> None:
    for view in seed_views:
        [pre] = parsed(view.page()).every("pre")
        noise = "".join(node.text() for node in pre.every(class_="noise"))
        assert noise == "".join(view.document.raw[start:end] for start, end in view.document.noise)
    noisy = [view for view in seed_views if view.document.noise]
    marked = [m.every(class_="noise") for view in noisy for m in parsed(view.page()).every("mark")]
    assert any(marked), "a seed has noise inside a number"
    aside = [view for view in seed_views if parsed(view.page()).every("pre")[0].every("", "aside")]
    assert aside, "a seed has page furniture"
    for view in aside:
        [pre] = parsed(view.page()).every("pre")
        assert not [node for part in pre.every(class_="aside") for node in part.every("mark")]


def test_a_card_and_a_row_tell_the_fields() -> None:
    document = read_text("到2024年，企业超100家。")
    told = {
        **{"qualifier": Qualifier.OVER, "status": Status.TARGET, "value": 100.0, "of": "全国"},
        **{"event": "某论坛"},
    }
    root = parsed(ArticleView.of(document, "en", [fact(document, 9, 14, **told)]).page())
    [mark] = root.every("mark")
    assert mark.attributes["tabindex"] == "0"
    assert mark.attributes["data-sign"] == "↑"
    assert mark.classes == ["f-firms", "aimed"]
    [card] = root.every(class_="card")
    assert card.attributes["hidden"], "sanitisers drop attributes without a value"
    [row] = root.every("tbody")[0].every("tr")
    cells = {cell.attributes["data-label"]: cell.text() for cell in row.every("td")}
    assert cells == {
        **{"Quote": "超100家", "Value": "100 家", "Qualifier": "over", "Indicator": "Firms"},
        **{"Subject": "企业", "Industry": "Medicine and health", "Place": "Changping District"},
        **{"Event": "某论坛", "Period": "2023", "Status": "target", "Of": "China"},
    }
    for said in cells.values():
        assert said in card.all_text() or said == "超100家"
    chinese = {cell.text() for cell in row.every() if cell.attributes.get("lang") == "zh-Hans"}
    assert {"企业", "某论坛"} <= chinese


def test_an_article_without_facts_says_so() -> None:
    root = parsed(some_view("春天来了。").page())
    assert "No quantity is stated in this article." in root.all_text()
    assert not root.every("table")
    assert shown(root) == "春天来了。"
    assert some_view("春天来了。").text().endswith("No quantity is stated in this article.")


# --- saved web pages ---


def test_of_a_web_page_the_visible_text_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>昌平区</title><script>var n = 5;</script></head><body>"
        "<h1>昌平区医药健康产业稳步发展</h1>\n<p>昌平区现有医药健康企业<b>8</b>8家&mdash;&mdash;"
        "2024年产业规模达到<i>910</i>亿元，同比增长10%。这是一段足够长的正文，介绍产业的发展。</p></body></html>",
        "utf-8",
    )
    document = read_document(path)
    start, end = document.raw.index("8</b>"), document.raw.index("家") + 1
    root = parsed(ArticleView.of(document, "en", [fact(document, start, end)]).page())
    text = shown(root)
    assert "企业88家——2024年产业规模达到910亿元，" in text
    assert not re.search(r"[<>&;]|var n", text)
    assert [mark.text() for mark in root.every("mark")] == ["88家"]
    assert "markup is left out" in root.all_text()
    assert str(tmp_path) not in ArticleView.of(document).page()


# --- nothing from outside, nothing that runs ---


def test_a_page_fetches_and_runs_nothing(seed_views: list[ArticleView]) -> None:
    for html in [html for view in seed_views for html in (view.page(), view._repr_html_())]:
        nodes = parsed(html).every()
        assert not {node.tag for node in nodes} & {"script", "img", "iframe", "object", "base"}
        for node in nodes:
            assert not [name for name in node.attributes if name.startswith("on") or name == "src"]
            assert (node.attributes.get("href") or "#").startswith(("#", "data:,"))
        [style] = [node for node in nodes if node.tag == "style"]
        assert not re.search(r"url\(|@import|@font-face|expression|//", style.text())
    policies = [n.attributes["content"] for n in nodes if n.attributes.get("http-equiv")]
    assert policies == [], "a part of a notebook sets no policy"
    policy = parsed(seed_views[0].page()).every("meta")[1].attributes["content"]
    assert policy and policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_what_an_article_says_is_never_markup() -> None:
    document = replace(
        read_text(f"{HOSTILE}企业88家。"),
        **{"title": HOSTILE, "publisher": HOSTILE, "label": HOSTILE, "doc": HOSTILE},
        **{"address": "javascript:alert(1)", "encoding": HOSTILE},
    )
    names = dict.fromkeys(("subject", "place", "event", "counter", "of", "industry"), HOSTILE)
    start = len(HOSTILE) + 2
    view = ArticleView.of(document, "en", [fact(document, start, start + 3, **names)])
    for html in (view.page(), view._repr_html_()):
        root = parsed(html)
        assert not root.every("script") + root.every("img")
        assert shown(root) == document.raw
        assert "javascript:" not in html
    assert root.every(class_="title")[0].text() == HOSTILE


def test_only_a_web_address_is_a_link() -> None:
    document = replace(read_text("春天。"), address="https://example.org/a?b=1&c=2")
    links = parsed(ArticleView.of(document, "en", []).page()).every("a")
    assert [link.attributes["href"] for link in links] == ["https://example.org/a?b=1&c=2"]


# --- in a notebook ---


def test_a_notebook_may_be_committed_with_any_seed(
    seed_views: list[ArticleView], tmp_path: Path
) -> None:
    for view in seed_views:
        shown_as = {"text/html": view._repr_html_(), "text/plain": repr(view)}
        assert len(shown_as["text/html"].encode()) < 100_000
        output = new_output("execute_result", shown_as, execution_count=1)
        cell = new_code_cell("view", execution_count=1, outputs=[output])
        nbformat.write(new_notebook(cells=[cell]), tmp_path / "a.ipynb")
        assert not list(says_nothing_volatile(read_notebook(tmp_path / "a.ipynb")))


def test_a_notebook_tells_the_fields_without_style() -> None:
    root = parsed(some_view("企业88家。", (2, 5))._repr_html_())
    [mark] = root.every("mark")
    [title] = [n.attributes["title"] for n in mark.every("span") if "title" in n.attributes]
    assert title == (
        "88 家 · Firms · Subject: 企业 · Industry: Medicine and health"
        " · Place: Changping District · Period: 2023"
    )
    assert not root.every("h1") + root.every("h2"), "a notebook has its own headings"


def test_a_view_is_one_line_in_plain_text() -> None:
    document = replace(read_text("企业88家。"), label="007", title="春天")
    assert repr(ArticleView.of(document, "en", [fact(document, 2, 5)])) == (
        "ArticleView: 1 fact, 007 春天"
    )


def test_the_same_article_gives_the_same_bytes(seed_documents: Sequence[Document]) -> None:
    for document in seed_documents:
        first, second = (ArticleView.of(document, "zh") for _ in range(2))
        assert first.page() == second.page()
        assert first._repr_html_() == second._repr_html_()


def test_an_article_is_viewed_by_label_or_key(seed_documents: Sequence[Document]) -> None:
    articles = {document.doc: document for document in seed_documents}
    for document in seed_documents:
        assert view_article(articles, document.label).document is document
        assert view_article(seed_documents, document.doc, "zh").document is document


def test_an_unknown_article_is_refused(seed_documents: Sequence[Document]) -> None:
    with pytest.raises(StudyError, match=r"no article '00x'; did you mean '00\d'\? \(there are 0"):
        view_article(seed_documents, "00x")
    with pytest.raises(StudyError, match=r"no article 'a' \(there are none\)"):
        view_article([], "a")


def test_an_unknown_language_is_refused(seed_documents: Sequence[Document]) -> None:
    with pytest.raises(StudyError, match=r"language must be en or zh, not 'zn'$"):
        view_article(seed_documents, "000", "zn")


def test_a_fact_from_elsewhere_is_refused() -> None:
    document = read_text("企业88家。")
    with pytest.raises(StudyError, match="fact other:2-5 is not of article 'text'"):
        ArticleView.of(document, "en", [replace(fact(document, 2, 5), doc="other")])
    with pytest.raises(StudyError, match="fact text:2-5 quotes what is not there"):
        ArticleView.of(document, "en", [replace(fact(document, 2, 5), quote="99家")])


# --- words ---


def test_a_page_speaks_one_language(seed_views: list[ArticleView]) -> None:
    for view in seed_views:
        root = parsed(view.page())
        assert (
            root.every("html")[0].attributes["lang"] == {"en": "en", "zh": "zh-Hans"}[view.language]
        )
        heads = [node.text() for node in root.every("thead")[0].every("th")]
        is_chinese = [bool(re.search("[一-鿿]", head)) for head in heads]
        assert set(is_chinese) == {view.language == "zh"}


def test_the_script_of_the_article_is_told(seed_views: list[ArticleView]) -> None:
    tags = {view.document.script: parsed(view.page()).every("pre")[0] for view in seed_views}
    assert {script: pre.attributes["lang"] for script, pre in tags.items()} == {
        "simplified": "zh-Hans",
        "traditional": "zh-Hant",
    }


@pytest.mark.parametrize("known", DateKnownBy)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_told_how_the_date_is_known(known: DateKnownBy, language: str) -> None:
    day = None if known is DateKnownBy.UNKNOWN else date(2024, 11, 22)
    document = replace(read_text("春天。"), date=day, date_known_by=known)
    [byline] = parsed(ArticleView.of(document, language, []).page()).every(class_="byline")
    dated = {"en": "22 November 2024", "zh": "2024年11月22日"}[language]
    assert (dated in byline.text()) is (day is not None)
    assert len(byline.text()) > len(f"{dated} · text") or day is None


@pytest.mark.parametrize(
    ("value", "unit", "counter", "english", "chinese"),
    [
        (976_100_000_000, "CNY", "", "976.1bn yuan", "9761亿元"),
        (1.25e12, "CNY", "", "1.25trn yuan", "1.25万亿元"),
        (123_456_780, "CNY", "", "123.45678m yuan", "1.2345678亿元"),
        (2.5e9, "USD", "", "2.5bn US dollars", "25亿美元"),
        (16.6, "%", "", "16.6%", "16.6%"),
        (-0.5, "%", "", "−0.5%", "−0.5%"),
        (88, "count", "家", "88 家", "88家"),
        (7_000_000, "count", "", "7,000,000", "700万"),
        (1_200_000, "m2", "", "1,200,000 m²", "120万平方米"),
        (1, "day", "", "1 day", "1天"),
        (60, "workday", "", "60 working days", "60个工作日"),
        (5e-9, "t", "", "0.000000005 tonnes", "0.000000005吨"),
        (0.1 + 0.2, "%", "", "0.3%", "0.3%"),
    ],
)
def test_a_number_is_written_to_its_last_digit(
    value: float, unit: str, counter: str, english: str, chinese: str
) -> None:
    assert amount(value, unit, counter, "en") == english
    assert amount(value, unit, counter, "zh") == chinese


@pytest.mark.parametrize(
    ("low", "high", "unit", "english", "chinese"),
    [
        (30, 40, "%", "30–40%", "30–40%"),
        (2, 3, "level", "2–3 levels", "2–3个等级"),
        (9e7, 1e8, "CNY", "90–100m yuan", "9000万元–1亿元"),
        (5e8, 1e10, "CNY", "500m yuan–10bn yuan", "5–100亿元"),
    ],
)
def test_a_range_has_both_ends(
    low: float, high: float, unit: str, english: str, chinese: str
) -> None:
    document = read_text("88家")
    between = {"value": (low + high) / 2, "low": low, "high": high, "unit": unit, "counter": ""}
    assert value_of(fact(document, 0, 3, **between), "en") == english
    assert value_of(fact(document, 0, 3, **between), "zh") == chinese


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "2023", "2023年"),
        (date(2021, 1, 1), date(2023, 12, 31), "2021–2023", "2021–2023年"),
        (date(2024, 1, 1), date(2024, 8, 31), "2024-01 – 2024-08", "2024-01 – 2024-08"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02", "2024-02"),
        (date(2024, 11, 22), date(2024, 11, 22), "2024-11-22", "2024-11-22"),
        (
            date(2024, 11, 2),
            date(2024, 12, 31),
            "2024-11-02 – 2024-12-31",
            "2024-11-02 – 2024-12-31",
        ),
        (date(2018, 1, 1), None, "from 2018-01-01", "2018-01-01起"),
        (None, date.max, "until 9999-12-31", "至9999-12-31"),
        (date(9999, 12, 1), date.max, "9999-12", "9999-12"),
        (None, None, "", ""),
    ],
)
def test_a_period_is_written_short(
    start: date | None, end: date | None, english: str, chinese: str
) -> None:
    assert period(start, end, "en") == english
    assert period(start, end, "zh") == chinese


@cache
def style_sheet() -> str:
    return (files("study.publish") / "article_view.css").read_text("utf-8")


def test_every_family_has_codes_of_the_lexicon_and_a_colour() -> None:
    codes = set(data("indicators")["codes"])
    stems = codes | {code.partition(".")[0] for code in codes}
    for name in families():
        assert set(data("article_view")["families"][name]["codes"]) <= stems
        assert f".study-article .f-{name} {{" in style_sheet()
    assert {family_of(code) for code in codes} == set(families())


def test_a_code_unknown_to_the_families_goes_with_its_unit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes = data("indicators")["codes"]
    monkeypatch.setitem(codes, "a_new_fee", {"zh": "费", "en": "Fee", "kinds": ["money"]})
    monkeypatch.setitem(codes, "a_new_thing", {"zh": "物", "en": "Thing", "kinds": ["count"]})
    named = ("a_new_fee", "a_new_thing", "in_no_lexicon")
    assert [family_of.__wrapped__(code) for code in named] == ["money", "other", "other"]


def test_every_entry_of_the_words_has_both_languages() -> None:
    content = data("article_view")
    for section in ("phrases", "fields", "qualifiers", "statuses", "roles", "bases", "amounts"):
        for name, entry in content[section].items():
            assert {"zh", "en"} <= set(entry), f"{section}.{name}"
            assert all(entry[language] for language in ("zh", "en")), f"{section}.{name}"
    assert set(content["qualifiers"]) == set(Qualifier)
    assert set(content["statuses"]) == set(Status)


# --- lines for a terminal ---


def test_lines_tell_each_sentence_with_its_facts() -> None:
    document = replace(
        read_text("昌平区有企业88家、机构\n9家。又一句。"),
        label="007",
        title="春天",
        publisher="某报",
    )
    facts = [
        fact(
            document, 13, 15, sentence_start=0, sentence_end=16, value=9.0, indicator="institutions"
        ),
        fact(document, 6, 9, sentence_start=0, sentence_end=16, qualifier=Qualifier.ABOUT),
    ]
    assert ArticleView.of(document, "en", facts).text().splitlines() == [
        "春天",
        "某报 · date unknown · 007 · 2 facts",
        "",
        "昌平区有企业⟪88家⟫、机构 ⟪9家⟫。",
        "  ⟪88家⟫ 88 家 (about) · Firms · Subject: 企业 · Industry: Medicine and health"
        " · Place: Changping District · Period: 2023",
        "  ⟪9家⟫ 9 家 · Institutions · Subject: 企业 · Industry: Medicine and health"
        " · Place: Changping District · Period: 2023",
    ]


def test_lines_never_command_the_terminal() -> None:
    view = some_view("企业\x1b[31m8\x9b8家\x07。", (2, 11))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", view.text())
    assert "⟪\ufffd[31m8\ufffd8家⟫" in view.text()


def test_every_fact_of_every_seed_has_its_line(seed_views: list[ArticleView]) -> None:
    for view in seed_views:
        lines = view.text().splitlines()
        told = [line for line in lines if line.startswith("  ⟪")]
        assert len(told) == len(view.facts)
        sentences = [line for line in lines[2:] if line and not line.startswith("  ⟪")]
        assert "".join(sentences).count("⟪") == len({(f.raw_start, f.raw_end) for f in view.facts})
