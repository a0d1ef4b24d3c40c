"""Turns articles and facts into pandas tables, and checks every table against its schema."""

from __future__ import annotations

from bisect import bisect_left
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from study.model import DateKnownBy, Document, Fact, Qualifier, Role, Script, Status, StudyError

if TYPE_CHECKING:
    from pandera.pandas import Column, DataFrameSchema

# A row of a table, its cells as attributes; which ones its table's description tells.
TableRow: TypeAlias = Any

DOCUMENT_COLUMNS = (
    "doc",
    "label",
    "title",
    "publisher",
    "date",
    "date_known_by",
    "script",
    "encoding",
    "characters",
    "catalogued",
    "address",
    "sha256",
)
FACT_COLUMNS = (
    "fact_id",
    "doc",
    "label",
    "title",
    "publisher",
    "date",
    "quote",
    "stated",
    "raw_start",
    "raw_end",
    "sentence_start",
    "sentence_end",
    "value",
    "low",
    "high",
    "unit",
    "counter",
    "qualifier",
    "indicator",
    "subject",
    "place",
    "industry",
    "event",
    "start",
    "end",
    "status",
    "of",
)
PARAGRAPH_COLUMNS = ("doc", "index", "raw_start", "raw_end", "role", "text")
NOISE_COLUMNS = ("doc", "raw_start", "raw_end")

_DATES = ("date", "start", "end")
_KINDS = {
    **dict.fromkeys(("value", "low", "high"), "float64"),
    **dict.fromkeys(("raw_start", "raw_end", "sentence_start", "sentence_end"), "int64"),
    **dict.fromkeys(("characters", "index", "mentions"), "int64"),
    **dict.fromkeys(("aliases", "segments", "members", "fact_ids"), "object"),
    "catalogued": "bool",
}


def rows_of(table: pd.DataFrame) -> Iterator[TableRow]:
    """The rows of a table, their cells as attributes.

    As `DataFrame.itertuples` gives them, which makes a new type for every table: most of the
    time for the many small tables of a notebook.
    """
    row = _row_type(tuple(table.columns))
    return map(row, *(column for _, column in table.items())) if len(table.columns) else iter(())


@cache
def _row_type(columns: tuple[str, ...]) -> Callable[..., TableRow]:
    return namedtuple("Row", columns)


def with_days(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """A table with some columns as days, whether it has rows or none."""
    days = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in names}
    return frame.assign(**days)


def documents_table(documents: Iterable[Document]) -> pd.DataFrame:
    """One row per article, sorted by label.

    Args:
        documents: Articles as read.

    Returns:
        Columns as in `DOCUMENT_COLUMNS`; `characters` counts those of the raw file.
    """
    rows = [
        {
            **{name: getattr(document, name) for name in DOCUMENT_COLUMNS if name != "characters"},
            "characters": len(document.raw),
        }
        for document in documents
    ]
    return checked("documents", framed(rows, DOCUMENT_COLUMNS, ["label", "doc"]))


def facts_table(facts: Iterable[Fact], documents: Sequence[Document]) -> pd.DataFrame:
    """One row per fact, with its article's label, title, publisher and date, in text order.

    Args:
        facts: Facts of these articles.
        documents: The articles.

    Returns:
        Columns as in `FACT_COLUMNS`: the fields of `Fact`, `fact_id`, and `stated`, the quote in
        clean simplified text, without the noise that may stand inside it.

    Raises:
        StudyError: If a fact names an article that is not given.
    """
    by_key = {document.doc: document for document in documents}
    rows = [_fact_row(fact, by_key) for fact in facts]
    return checked(
        "facts", framed(rows, FACT_COLUMNS, ["label", "doc", "raw_start", "raw_end", "value"])
    )


def _fact_row(fact: Fact, documents: dict[str, Document]) -> dict[str, object]:
    if fact.doc not in documents:
        raise StudyError(f"fact {fact.fact_id} names article {fact.doc!r}, which was not read")
    document = documents[fact.doc]
    of_document = {name: getattr(document, name) for name in ("label", "title", "publisher")}
    return {
        **asdict(fact),
        **of_document,
        "date": document.date,
        "fact_id": fact.fact_id,
        "stated": clean_span(document, fact.raw_start, fact.raw_end),
    }


def clean_span(document: Document, raw_start: int, raw_end: int) -> str:
    """Clean simplified text of a raw span, on one line."""
    start = bisect_left(document.origin, raw_start)
    end = bisect_left(document.origin, raw_end)
    return " ".join(document.text[start:end].split())


def paragraphs_table(documents: Iterable[Document]) -> pd.DataFrame:
    """One row per paragraph with its span in the raw file, its role and its clean text."""
    rows = [
        {
            "doc": document.doc,
            "index": index,
            "raw_start": document.raw_span(paragraph.start, paragraph.end)[0],
            "raw_end": document.raw_span(paragraph.start, paragraph.end)[1],
            "role": paragraph.role,
            "text": document.text[paragraph.start : paragraph.end],
        }
        for document in documents
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.end > paragraph.start
    ]
    return checked("paragraphs", framed(rows, PARAGRAPH_COLUMNS, ["doc", "index"]))


def noise_table(documents: Iterable[Document]) -> pd.DataFrame:
    """One row per span of raw characters that was taken out as noise."""
    rows = [
        {"doc": document.doc, "raw_start": start, "raw_end": end}
        for document in documents
        for start, end in document.noise
    ]
    return checked("noise", framed(rows, NOISE_COLUMNS, ["doc", "raw_start"]))


def framed(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], order: list[str]
) -> pd.DataFrame:
    """Build a table with the same column types whether it has rows or none.

    Args:
        rows: The rows.
        columns: Names of the columns; their types go by these.
        order: Columns that the rows are sorted by.
    """
    frame = pd.DataFrame(list(rows), columns=pd.Index(columns))
    kinds = {name: _KINDS.get(name, "str") for name in columns if name not in _DATES}
    frame = with_days(frame.astype(kinds), [name for name in columns if name in _DATES])
    return frame.sort_values(order, kind="stable", ignore_index=True)


def checked(name: str, frame: pd.DataFrame, schema: DataFrameSchema | None = None) -> pd.DataFrame:
    """Check a table against the schema of its name.

    Args:
        name: "documents", "facts", "paragraphs" or "noise".
        frame: The table.
        schema: Its schema; by default the one of `schemas()`.

    Returns:
        The table itself.

    Raises:
        StudyError: If a row breaks the schema; names table, row, column and the value found.
    """
    # Imported here because the command line prints facts without any table.
    from pandera.errors import SchemaErrors  # noqa: PLC0415

    try:
        return (schema or schemas()[name]).validate(frame, lazy=True)
    except SchemaErrors as error:
        raise StudyError(_told(name, frame, error.failure_cases)) from None


def _told(name: str, frame: pd.DataFrame, failures: pd.DataFrame) -> str:
    """The first failure in one line; a broken cell before a rule that spans columns."""
    of_cell = failures.schema_context == "Column"
    first = failures[of_cell if of_cell.any() else ~of_cell].iloc[0]
    where = f"table {name}"
    if pd.notna(first["index"]):
        row, key = int(first["index"]), "fact_id" if "fact_id" in frame else "doc"
        where += f", row {row} ({key} {frame[key].iloc[row]})"
    if of_cell.any():
        where += f", column {first['column']}: {first['failure_case']!r}"
    return f"{where} breaks the rule {first['check']}"


def one_of(codes: Iterable[str]) -> Column:
    """Column of a schema that holds nothing but some codes."""
    import pandera.pandas as pa  # noqa: PLC0415 - slow to import

    return pa.Column(str, pa.Check.isin(sorted(str(code) for code in codes)))


@cache
def schemas() -> dict[str, DataFrameSchema]:
    """Schemas of the four tables by name."""
    import pandera.pandas as pa  # noqa: PLC0415

    key = pa.Column(str, pa.Check.str_length(min_value=1))
    text = pa.Column(str)
    day = pa.Column("datetime64[s]", nullable=True)
    number = pa.Column(float)
    maybe = pa.Column(float, nullable=True)
    offset = pa.Column(int, pa.Check.ge(0))
    spans = pa.Check(lambda rows: rows.raw_start < rows.raw_end, error="raw_start < raw_end")
    ranges = pa.Check(
        lambda rows: rows.low.isna() & rows.high.isna() | (rows.low <= rows.high),
        error="low <= high",
    )
    periods = pa.Check(
        lambda rows: rows.start.isna() | rows.end.isna() | (rows.start <= rows.end),
        error="start <= end",
    )
    in_sentence = pa.Check(
        lambda rows: (rows.sentence_start <= rows.raw_start) & (rows.raw_end <= rows.sentence_end),
        error="the sentence holds the quote",
    )
    documents = {
        **dict.fromkeys(("doc", "label"), key),
        **dict.fromkeys(("title", "publisher", "encoding", "address"), text),
        "date": day,
        "date_known_by": one_of(DateKnownBy),
        "script": one_of(Script),
        "characters": offset,
        "catalogued": pa.Column(bool),
        "sha256": pa.Column(str, pa.Check.str_matches("^[0-9a-f]{64}$")),
    }
    facts = {
        **dict.fromkeys(("fact_id", "doc", "label", "quote", "unit", "indicator"), key),
        **dict.fromkeys(
            ("title", "publisher", "stated", "counter", "subject", "place", "industry"), text
        ),
        **dict.fromkeys(("event", "of"), text),
        **dict.fromkeys(("raw_start", "raw_end", "sentence_start", "sentence_end"), offset),
        **dict.fromkeys(("date", "start", "end"), day),
        **dict.fromkeys(("low", "high"), maybe),
        "value": number,
        "qualifier": one_of(Qualifier),
        "status": one_of(Status),
    }
    span = dict.fromkeys(("raw_start", "raw_end"), offset)
    paragraphs = {"doc": key, "index": offset, **span, "role": one_of(Role), "text": text}
    return {
        "documents": pa.DataFrameSchema(documents, strict=True, unique=["doc"]),
        "facts": pa.DataFrameSchema(
            facts, checks=[spans, ranges, periods, in_sentence], strict=True
        ),
        "paragraphs": pa.DataFrameSchema(
            paragraphs, checks=[spans], strict=True, unique=["doc", "index"]
        ),
        "noise": pa.DataFrameSchema({"doc": key, **span}, checks=[spans], strict=True),
    }
