"""The study as tables: articles and facts in, one object out."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from study.analyse.stored import is_stored, read_stored
from study.analyse.tables import documents_table, facts_table, noise_table, paragraphs_table
from study.model import Document, Fact, StudyError
from study.model.errors import did_you_mean


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is stated: its sentence with the quote marked.

    Attributes:
        fact_id: The fact.
        before: Raw text of the sentence before the quote.
        quote: The quote, verbatim.
        after: Raw text of the sentence after it.
        reference: Publisher, date and label of the article.
    """

    fact_id: str
    before: str
    quote: str
    after: str
    reference: str

    def __repr__(self) -> str:
        """The sentence with the quote between ⟪ and ⟫."""
        return f"{self.before}⟪{self.quote}⟫{self.after}\n— {self.reference}, {self.fact_id}"

    def _repr_html_(self) -> str:
        """The sentence with the quote marked, for JupyterLab."""
        before, quote, after = map(html.escape, (self.before, self.quote, self.after))
        footer = html.escape(f"{self.reference}, {self.fact_id}")
        return (
            f"<blockquote>{before}<mark>{quote}</mark>{after}"
            f"<footer>— {footer}</footer></blockquote>"
        )


@dataclass(frozen=True)
class Study:
    """All that the articles state, as tables.

    Attributes:
        documents: One row per article; see `study.analyse.tables`.
        facts: One row per stated quantity.
        paragraphs: One row per paragraph, with its role.
        noise: One row per span of raw text taken out as noise.
        articles: The articles as read, by key.
    """

    documents: pd.DataFrame
    facts: pd.DataFrame
    paragraphs: pd.DataFrame
    noise: pd.DataFrame
    articles: dict[str, Document] = field(repr=False)

    def source(self, fact_id: str) -> Source:
        """Show where a fact is stated.

        Args:
            fact_id: A value of the column `fact_id`.

        Returns:
            The sentence with the quote marked.

        Raises:
            StudyError: If there is no such fact.
        """
        found = self.facts[self.facts.fact_id == fact_id]
        if found.empty:
            near = did_you_mean(fact_id, self.facts.fact_id)
            raise StudyError(f"no fact {fact_id!r}{near} (see the column fact_id of .facts)")
        fact = found.iloc[0]
        raw = self.articles[fact.doc].raw
        day = fact.date.date().isoformat() if pd.notna(fact.date) else ""
        return Source(
            fact_id=fact_id,
            before=raw[fact.sentence_start : fact.raw_start],
            quote=raw[fact.raw_start : fact.raw_end],
            after=raw[fact.raw_end : fact.sentence_end],
            reference=", ".join(part for part in (fact.publisher, day, fact.label) if part),
        )

    def __repr__(self) -> str:
        """Sizes in one line."""
        return f"Study: {len(self.facts)} facts stated in {len(self.documents)} articles"


def study_of(documents: Sequence[Document], facts: Iterable[Fact]) -> Study:
    """Put articles and their facts into checked tables.

    Args:
        documents: Articles as read.
        facts: Facts extracted from them.

    Returns:
        The tables.

    Raises:
        StudyError: If a row breaks the schema of its table.
    """
    return Study(
        documents=documents_table(documents),
        facts=facts_table(facts, documents),
        paragraphs=paragraphs_table(documents),
        noise=noise_table(documents),
        articles={document.doc: document for document in documents},
    )


def load(paths: str | Path | Iterable[str | Path] = "seeds") -> Study:
    """Read articles, extract their facts and put both into checked tables.

    Args:
        paths: A folder of articles, a file, a folder that `study extract` wrote, or several
            of these. A relative path that does not
            exist here is looked for in the folders above, so that "seeds" means the same from
            the root of the study and from its notebooks.

    Returns:
        The tables.

    Raises:
        StudyError: If a path holds no readable article.
    """
    # Imported here: tables can be made without reading.
    from study.extract.kept import read_and_extract  # noqa: PLC0415

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found = [_nearest(Path(path)) for path in given]
    articles = [path for path in found if not is_stored(path)]
    read = [each for path in found if is_stored(path) for each in read_stored(path)]
    if articles or not read:
        read += read_and_extract(articles)
    return study_of(
        [document for document, _ in read], [fact for _, facts in read for fact in facts]
    )


def _nearest(path: Path) -> Path:
    """A path as given if it exists, else the same below the nearest folder above that has it."""
    if path.is_absolute() or path.exists():
        return path
    above = (folder / path for folder in Path.cwd().parents)
    return next((candidate for candidate in above if candidate.exists()), path)
