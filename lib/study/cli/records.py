"""Records as JSON lines, CSV or Parquet, written as they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

# A list or mapping is nested in JSON, and JSON text in a table's cell.
Nested = list[Any] | dict[str, Any]
Value = str | int | float | date | None | Nested
Record = dict[str, Value]

FORMATS = ("jsonl", "csv", "parquet")

_ROWS_AT_ONCE = 50_000


def write(
    records: Iterable[Record], columns: Mapping[str, type], kind: str, stream: BinaryIO
) -> None:
    """Write records of one kind.

    Args:
        records: The records; each has the keys of `columns`.
        columns: Type of each column, in the order of the table; any value may
            be None. A `list` holds text.
        kind: One of `FORMATS`. JSON and CSV write whole numbers without a
            point and dates as ISO 8601, in UTF-8; CSV joins lists by a semicolon;
            Parquet keeps the types.
        stream: Where to write; for Parquet it must tell its position.
    """
    {"jsonl": _write_jsonl, "csv": _write_csv, "parquet": _write_parquet}[kind](
        records, columns, stream
    )


def plain(value: Value) -> str | int | float | Nested | None:
    """A value as JSON writes it; in CSV what is nested is JSON text."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case date():
            return value.isoformat()
    return value


def _write_jsonl(records: Iterable[Record], columns: Mapping[str, type], stream: BinaryIO) -> None:
    for record in records:
        line = {name: plain(record[name]) for name in columns}
        stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _write_csv(records: Iterable[Record], columns: Mapping[str, type], stream: BinaryIO) -> None:
    import csv  # noqa: PLC0415 - not for JSON
    import io  # noqa: PLC0415 - not for JSON

    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    # Text in quotes: Python before 3.13 leaves a bare carriage return unquoted.
    rows = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    rows.writerow(columns)
    rows.writerows(
        [_cell(plain(record[name]), kind) for name, kind in columns.items()] for record in records
    )
    text.detach()  # leave the stream open


def _cell(value: Value, kind: type) -> Value:
    """A value in a cell of a table: lists of text are joined, other nested values JSON text."""
    if kind is list and isinstance(value, list):
        return ";".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _write_parquet(
    records: Iterable[Record], columns: Mapping[str, type], stream: BinaryIO
) -> None:
    import pyarrow as pa  # noqa: PLC0415 - slow to import
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32()}
    kinds[list] = pa.list_(pa.string())
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    with pq.ParquetWriter(stream, schema) as writer:
        for batch in _batches(records, columns):
            writer.write_table(pa.Table.from_pylist(batch, schema))


def _batches(records: Iterable[Record], columns: Mapping[str, type]) -> Iterator[list[Record]]:
    remaining = (
        {n: r[n] if kind is list else _cell(r[n], kind) for n, kind in columns.items()}
        for r in records
    )
    while batch := list(islice(remaining, _ROWS_AT_ONCE)):
        yield batch
