"""One article with every fact marked in its raw text: for a browser, a notebook, a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from study.model import Document, Fact, StudyError
from study.model.errors import did_you_mean
from study.publish import article_html
from study.publish import article_words as words
from study.publish.article_marks import SeenText


@dataclass(frozen=True)
class ArticleView:
    """An article with its facts marked.

    JupyterLab shows it by itself; `page()` is a file to keep, `text()` lines for a terminal.

    Attributes:
        document: The article as read.
        facts: Its facts in the order of the text.
        language: Language of headings and labels, "en" or "zh".
    """

    document: Document = field(repr=False)
    facts: tuple[Fact, ...] = field(repr=False)
    language: str = "en"

    @classmethod
    def of(
        cls, document: Document, language: str = "en", facts: Iterable[Fact] | None = None
    ) -> ArticleView:
        """View an article.

        Args:
            document: The article as read.
            language: "en" or "zh".
            facts: Facts of the article; extracted from it where none are given.

        Returns:
            The view, its facts sorted as they stand in the raw text.

        Raises:
            StudyError: If the language is neither, a fact is of another article, or it quotes
                what is not in the raw text.
        """
        words.check_language(language)
        if facts is None:
            from study.extract import corrected_facts  # noqa: PLC0415 - loads the gazetteer

            facts, _ = corrected_facts(document)
        ordered = sorted(facts, key=lambda fact: (fact.raw_start, fact.raw_end))
        for fact in ordered:
            _check(fact, document)
        return cls(document, tuple(ordered), language)

    def __repr__(self) -> str:
        """The article and the number of its facts in one line."""
        count = words.count_of_facts(len(self.facts), self.language)
        return f"ArticleView: {count}, {self.document.label} {self.document.title}".rstrip()

    def _repr_html_(self) -> str:
        """The view as a part of a notebook, in the colours of its theme."""
        return article_html.fragment(self.document, self.facts, self.language)

    def page(self) -> str:
        """The view as a page that is whole in one file: no script, nothing fetched.

        Each mark has the id `fact-START-END` after its raw span, so that
        `page.html#fact-120-125` leads to it and shows its fields.
        """
        return article_html.page(self.document, self.facts, self.language)

    def text(self) -> str:
        """The view as lines: each sentence that states facts, its quotes between ⟪ and ⟫."""
        return "\n".join(_lines(self))


def view_article(
    articles: Mapping[str, Document] | Iterable[Document], article: str, language: str = "en"
) -> ArticleView:
    """View one of several articles, such as `study.load("seeds").articles`.

    Args:
        articles: Articles as read.
        article: Label ("000") or key of the one to view.
        language: "en" or "zh".

    Returns:
        The view, which JupyterLab shows.

    Raises:
        StudyError: If there is no such article or language.
    """
    documents = list(articles.values() if isinstance(articles, Mapping) else articles)
    known = {document.doc: document for document in documents}
    known |= {document.label: document for document in documents}
    if article not in known:
        labels = ", ".join(document.label for document in documents)
        near = did_you_mean(article, known)
        raise StudyError(f"no article {article!r}{near} (there are {labels or 'none'})")
    return ArticleView.of(known[article], language)


def _check(fact: Fact, document: Document) -> None:
    if fact.doc != document.doc:
        raise StudyError(f"fact {fact.fact_id} is not of article {document.doc!r}; give its own")
    if not fact.quote or document.raw[fact.raw_start : fact.raw_end] != fact.quote:
        raise StudyError(f"fact {fact.fact_id} quotes what is not there; extract the facts anew")


# --- lines for a terminal ---------------------------------------------------------------------


def _lines(view: ArticleView) -> Iterator[str]:
    document, language = view.document, view.language
    seen = SeenText(document)
    yield _on_one_line(document.title or document.doc)
    count = words.count_of_facts(len(view.facts), language)
    dated = words.date_of(document, language)
    yield " · ".join(filter(None, (document.publisher, dated, document.label, count)))
    if not view.facts:
        yield words.phrase("no_facts", language)
    # By sentence, also where the facts of two sentences that overlap alternate.
    ordered = sorted(view.facts, key=_sentence)
    for (start, end), facts in groupby(ordered, key=_sentence):
        stated = list(facts)
        yield ""
        yield _on_one_line(_quoted(seen, start, end, stated))
        for fact in stated:
            quote = seen.between(fact.raw_start, fact.raw_end)
            yield f"  ⟪{_on_one_line(quote)}⟫ {words.in_one_line(fact, language)}"


def _sentence(fact: Fact) -> tuple[int, int]:
    # Widened where it must be, so that a quote is never cut.
    return min(fact.sentence_start, fact.raw_start), max(fact.sentence_end, fact.raw_end)


def _quoted(seen: SeenText, start: int, end: int, facts: Iterable[Fact]) -> str:
    """A sentence with signs where quotes begin and end; quotes that coincide share theirs."""
    spans = {(fact.raw_start, fact.raw_end) for fact in facts}
    closing = [(stop, 0, "⟫") for _, stop in spans]
    opening = [(begin, 1, "⟪") for begin, _ in spans]
    text, done = "", start
    for offset, _, sign in sorted(closing + opening):
        text += seen.between(done, offset) + sign
        done = offset
    return text + seen.between(done, end)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
