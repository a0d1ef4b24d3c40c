"""Records say the same in every format."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cli.facts import COLUMNS
from study.cli.printing import attributes
from study.cli.records import FORMATS, Record, plain, write
from study.model import Fact, Qualifier, Status

SOME: dict[str, type] = {"quote": str, "raw_start": int, "value": float, "start": date}

texts = st.text(st.characters(codec="utf-8"), max_size=20)
records = st.lists(
    st.fixed_dictionaries(
        {
            "quote": texts,
            "raw_start": st.integers(0, 2**40),
            "value": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "start": st.none() | st.dates(),
        }
    ),
    max_size=5,
)


def written(rows: list[Record], kind: str, columns: dict[str, type] = SOME) -> bytes:
    stream = io.BytesIO()
    write(rows, columns, kind, stream)
    return stream.getvalue()


@settings(deadline=None)  # the first call imports the writer
@given(records)
def test_json_lines_read_back_as_they_were(rows: list[Record]) -> None:
    lines = written(rows, "jsonl").decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [
        {name: plain(value) for name, value in row.items()} for row in rows
    ]
    assert all(list(json.loads(line)) == list(SOME) for line in lines)


@settings(deadline=None)  # the first call imports the writer
@given(records)
def test_csv_says_what_json_says(rows: list[Record]) -> None:
    table = list(csv.DictReader(io.StringIO(written(rows, "csv").decode(), newline="")))
    expected = [
        {name: "" if value is None else str(plain(value)) for name, value in row.items()}
        for row in rows
    ]
    assert table == expected


@settings(deadline=None)  # the first call imports the writer
@given(records)
def test_parquet_keeps_the_types(rows: list[Record]) -> None:
    table = pq.read_table(io.BytesIO(written(rows, "parquet")))
    assert table.to_pylist() == rows
    assert [str(field.type) for field in table.schema] == [
        "string",
        "int64",
        "double",
        "date32[day]",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (91000000000.0, "91000000000"),
        (1.25e12, "1250000000000"),
        (16.6, "16.6"),
        (-0.5, "-0.5"),
        (None, "null"),
        (date(2024, 11, 22), '"2024-11-22"'),
        ("近800亿元", '"近800亿元"'),
        ("000", '"000"'),
    ],
)
def test_values_are_written_plainly(value: str | float | date | None, shown: str) -> None:
    assert json.dumps(plain(value), ensure_ascii=False) == shown


def test_a_fact_has_the_fields_of_the_contract_in_its_order() -> None:
    fact = Fact(
        **{"doc": "000", "quote": "近三成", "raw_start": 3, "raw_end": 6},
        **{"sentence_start": 0, "sentence_end": 9, "value": 30.0, "low": None, "high": None},
        **{"unit": "%", "counter": "", "qualifier": Qualifier.NEARLY, "indicator": "share"},
        **{"subject": "企业", "place": "昌平区", "industry": "", "event": "", "start": None},
        **{"end": date(2024, 12, 31), "status": Status.ACTUAL, "of": "全市"},
    )
    assert written([attributes(fact, COLUMNS)], "jsonl", COLUMNS).decode() == (
        '{"doc": "000", "quote": "近三成", "raw_start": 3, "raw_end": 6, "value": 30, '
        '"low": null, "high": null, "unit": "%", "counter": "", "qualifier": "nearly", '
        '"indicator": "share", "subject": "企业", "place": "昌平区", "industry": "", "event": "", '
        '"start": null, "end": "2024-12-31", "status": "actual", "of": "全市"}\n'
    )
    for kind in FORMATS:
        assert written([attributes(fact, COLUMNS)], kind, COLUMNS)


def test_no_record_is_an_empty_table_with_its_columns() -> None:
    assert written([], "jsonl") == b""
    assert written([], "csv") == b'"quote","raw_start","value","start"\n'
    assert pq.read_table(io.BytesIO(written([], "parquet"))).column_names == list(SOME)
