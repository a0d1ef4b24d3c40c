"""Articles and facts as a folder of Parquet, one file of each table for each part of a corpus.

`documents/` holds what was read, with the raw text and where each clean character came from;
`facts/` what was found, a row each; `refused/` what could not be read, and why. pandas, DuckDB and
everything else that opens Parquet open each as one table: `DIR/facts/*.parquet`. The folder
is whole once it holds `study.json`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from study.model import (
    DateKnownBy,
    Document,
    Fact,
    Paragraph,
    Qualifier,
    Role,
    Script,
    Status,
    StudyError,
)

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "study.json"
DOCUMENTS, FACTS, REFUSED = "documents", "facts", "refused"
TABLES = (DOCUMENTS, FACTS, REFUSED)
FORMAT = 1

_ROWS_AT_ONCE = 64  # articles are large


def is_stored(path: Path) -> bool:
    """Whether a folder holds stored tables, finished or not."""
    return (path / MANIFEST).is_file() or (path / DOCUMENTS).is_dir()


def read_stored(folder: Path) -> Iterator[tuple[Document, list[Fact]]]:
    """Read stored articles back, each with its facts, in the order they were given.

    Args:
        folder: Folder of the tables.

    Yields:
        Each article with its facts.

    Raises:
        StudyError: If the folder is unfinished or of another format.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

    for part in _parts(folder):
        facts: dict[str, list[Fact]] = {}
        for row in pq.read_table(folder / FACTS / part, columns=_names(Fact)).to_pylist():
            facts.setdefault(row["doc"], []).append(_fact(row))
        file = pq.ParquetFile(folder / DOCUMENTS / part)
        for batch in file.iter_batches(_ROWS_AT_ONCE):
            for document in _documents(batch):
                yield document, facts.get(document.doc, [])


def write_documents(documents: Sequence[Document], stream: BinaryIO) -> None:
    """Write articles as one Parquet file of the table `documents`."""
    _write([_document_row(document) for document in documents], schemas()[DOCUMENTS], stream)


def write_facts(facts: Iterable[Fact], stream: BinaryIO) -> None:
    """Write facts as one Parquet file of the table `facts`."""
    names = _names(Fact)
    rows = [
        {"fact_id": fact.fact_id, **{name: getattr(fact, name) for name in names}} for fact in facts
    ]
    _write(rows, schemas()[FACTS], stream)


def write_refused(rows: Sequence[Mapping[str, str]], stream: BinaryIO) -> None:
    """Write what could not be read as one Parquet file: `doc`, `path` and `reason`."""
    _write(rows, schemas()[REFUSED], stream)


@cache
def schemas() -> dict[str, pa.Schema]:
    """The columns of the tables by name."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    text, number, day = pa.string(), pa.float64(), pa.date32()
    offset = pa.int32()
    paragraph = pa.struct([("start", offset), ("end", offset), ("role", text)])
    of_documents = dict.fromkeys(_names(Document), text) | {
        "origin": pa.list_(offset),
        "paragraphs": pa.list_(paragraph),
        "noise": pa.list_(pa.struct([("start", offset), ("end", offset)])),
        "date": day,
        "catalogued": pa.bool_(),
        "implied_year": offset,
    }
    of_facts = dict.fromkeys(["fact_id", *_names(Fact)], text) | {
        **dict.fromkeys(("raw_start", "raw_end", "sentence_start", "sentence_end"), offset),
        **dict.fromkeys(("value", "low", "high"), number),
        **dict.fromkeys(("start", "end"), day),
    }
    of_refused = dict.fromkeys(("doc", "path", "reason"), text)
    return {
        name: pa.schema(list(columns.items()))
        for name, columns in zip(TABLES, (of_documents, of_facts, of_refused), strict=True)
    }


def _names(kind: type[Document | Fact]) -> list[str]:
    return [field.name for field in fields(kind)]


def _write(rows: Sequence[Mapping[str, Any]], schema: pa.Schema, stream: BinaryIO) -> None:
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for start in range(0, len(rows), 50 * _ROWS_AT_ONCE):
            some = rows[start : start + 50 * _ROWS_AT_ONCE]
            columns = [
                _column([row[n] for row in some], schema.field(n).type) for n in schema.names
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    """A column; arrays go in as they are, without a Python number for each character."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    if not values or not isinstance(values[0], array):
        return pa.array(values, kind)
    flat = array("i")
    ends = array("i", [0])
    for value in values:
        flat.extend(value)
        ends.append(len(flat))
    buffers = ((len(each), pa.py_buffer(each)) for each in (ends, flat))
    offsets, items = (pa.Array.from_buffers(pa.int32(), n, [None, b]) for n, b in buffers)
    return pa.ListArray.from_arrays(offsets, items, type=kind)


def _document_row(document: Document) -> dict[str, object]:
    row = {name: getattr(document, name) for name in _names(Document)}
    return row | {
        "paragraphs": [
            {"start": each.start, "end": each.end, "role": str(each.role)}
            for each in document.paragraphs
        ],
        "noise": [{"start": start, "end": end} for start, end in document.noise],
    }


def _documents(batch: pa.RecordBatch) -> Iterator[Document]:
    origins = batch.column("origin")
    rest = batch.drop_columns(["origin"]).to_pylist()
    for index, row in enumerate(rest):
        values = origins[index].values.to_numpy().astype("int32", copy=False)
        yield Document(
            **row
            | {
                "origin": array("i", values.tobytes()),
                "paragraphs": tuple(
                    Paragraph(each["start"], each["end"], Role(each["role"]))
                    for each in row["paragraphs"]
                ),
                "noise": tuple((each["start"], each["end"]) for each in row["noise"]),
                "script": Script(row["script"]),
                "date_known_by": DateKnownBy(row["date_known_by"]),
            }
        )


def _fact(row: dict[str, Any]) -> Fact:
    codes = {"qualifier": Qualifier(row["qualifier"]), "status": Status(row["status"])}
    return Fact(**row | codes)


def _parts(folder: Path) -> list[str]:
    """Names of the files of each table, in the order of the corpus."""
    path = folder / MANIFEST
    if not path.is_file():
        raise StudyError(f"{folder} is unfinished; run the 'study extract' that made it again")
    try:
        manifest = json.loads(path.read_bytes())
        if manifest["format"] != FORMAT:
            raise StudyError(f"{folder} is of another version of the study; extract it anew")
        return [f"{part}.parquet" for part in manifest["parts"]]
    except (ValueError, KeyError, TypeError) as error:
        raise StudyError(f"{path} is damaged; run 'study extract' again") from error
