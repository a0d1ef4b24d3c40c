"""The study as tables: articles and facts in, one object out."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from study.analyse.forum_tables import ForumTables
from study.analyse.stored import is_stored, read_stored
from study.analyse.tables import (
    documents_table,
    facts_table,
    noise_table,
    paragraphs_table,
    rows_of,
)
from study.model import Document, Fact, Forum, StudyError
from study.model.errors import did_you_mean

if TYPE_CHECKING:
    from study.extract import AppliedCorrection
    from study.extract.structure import Structure

_AROUND = 40  # raw characters shown before and after a span that states something of a forum


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
        corrections: What a person corrected of the facts.
        described: The forums that the articles describe; `forums` is their table.
    """

    documents: pd.DataFrame
    facts: pd.DataFrame
    paragraphs: pd.DataFrame
    noise: pd.DataFrame
    articles: dict[str, Document] = field(repr=False)
    corrections: tuple[AppliedCorrection, ...] = ()
    described: tuple[Forum, ...] = field(default=(), repr=False)

    @cached_property
    def structures(self) -> dict[str, Structure]:
        """Organisations, clusters and links of every article, found when first asked for."""
        from study.extract.kept import structure_of  # noqa: PLC0415 - as below

        return {
            doc: structure_of(article, list(rows_of(self.facts[self.facts.doc == doc])))
            for doc, article in self.articles.items()
        }

    @cached_property
    def orgs(self) -> pd.DataFrame:
        """One row per organisation and article; see `study.analyse.structures`."""
        from study.analyse.structures import organisations_table  # noqa: PLC0415 - as above

        return organisations_table(self.structures, self.articles)

    @cached_property
    def clusters(self) -> pd.DataFrame:
        """One row per cluster and article."""
        from study.analyse.structures import clusters_table  # noqa: PLC0415 - as above

        return clusters_table(self.structures, self.articles)

    @cached_property
    def links(self) -> pd.DataFrame:
        """One row per link between organisations, clusters, projects, segments and events."""
        from study.analyse.structures import links_table  # noqa: PLC0415 - as above

        return links_table(self.structures, self.articles)

    @cached_property
    def forum_tables(self) -> ForumTables:
        """Forums, their parts, roles, numbers and evidence as tables."""
        return ForumTables(self.described, self.articles.values())

    @cached_property
    def forums(self) -> pd.DataFrame:
        """One row per forum, contest, fair or press conference that an article describes."""
        return self.forum_tables.forums()

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Every span that states something: facts, then what is said of forums."""
        columns = ["fact_id", "doc", "label", "publisher", "quote", "raw_start", "raw_end"]
        both = pd.concat([self.facts[columns], self.forum_tables.evidence()[columns]])
        unique = both.drop_duplicates("fact_id")
        return unique.sort_values(["label", "doc", "raw_start", "raw_end"], kind="stable")

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
        if found.empty and fact_id in set(self.statements.fact_id):
            return self._source_of_statement(fact_id)
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

    def _source_of_statement(self, fact_id: str) -> Source:
        """Where something is stated of a forum: the span with what stands around it."""
        row = self.statements[self.statements.fact_id == fact_id].iloc[0]
        document = self.articles[row.doc]
        day = document.date.isoformat() if document.date else ""
        return Source(
            fact_id=fact_id,
            before=document.raw[max(0, row.raw_start - _AROUND) : row.raw_start],
            quote=row.quote,
            after=document.raw[row.raw_end : row.raw_end + _AROUND],
            reference=", ".join(part for part in (row.publisher, day, row.label) if part),
        )

    def __repr__(self) -> str:
        """Sizes in one line."""
        return f"Study: {len(self.facts)} facts stated in {len(self.documents)} articles"


def study_of(
    documents: Sequence[Document], facts: Iterable[Fact], forums: Iterable[Forum] = ()
) -> Study:
    """Put articles and their facts into checked tables.

    Args:
        documents: Articles as read.
        facts: Facts extracted from them.
        forums: Forums extracted from them.

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
        described=tuple(forums),
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
    from study.extract.corrections import corrected  # noqa: PLC0415
    from study.extract.kept import read_and_extract  # noqa: PLC0415

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found = [_nearest(Path(path)) for path in given]
    articles = [path for path in found if not is_stored(path)]
    stored = [each for path in found if is_stored(path) for each in read_stored(path)]
    pairs: list[tuple[Document, tuple[Sequence[Fact], Sequence[AppliedCorrection]]]]
    pairs = [(document, (facts, ())) for document, facts in stored]
    if articles or not stored:
        read = read_and_extract(articles)
        pairs += [(document, corrected(document, facts)) for document, facts in read]
    return with_corrections([document for document, _ in pairs], [facts for _, facts in pairs])


def with_corrections(
    documents: Sequence[Document],
    found: Iterable[tuple[Sequence[Fact], Sequence[AppliedCorrection]]],
) -> Study:
    """Put articles, their facts and what was corrected of these into checked tables.

    Args:
        documents: Articles as read.
        found: For each article its facts and the corrections applied to them.
    """
    from study.extract.forums import extract_forums  # noqa: PLC0415 - slow to import

    pairs = list(found)
    stated = zip(documents, (facts for facts, _ in pairs), strict=True)
    forums = [forum for document, facts in stated for forum in extract_forums(document, facts)]
    study = study_of(documents, [fact for facts, _ in pairs for fact in facts], forums)
    return replace(study, corrections=tuple(each for _, applied in pairs for each in applied))


def _nearest(path: Path) -> Path:
    """A path as given if it exists, else the same below the nearest folder above that has it."""
    if path.is_absolute() or path.exists():
        return path
    above = (folder / path for folder in Path.cwd().parents)
    return next((candidate for candidate in above if candidate.exists()), path)
