"""What a reader takes from the words around a number: every field that `readings.yml` asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from study.extract import extract_facts
from study.read import read_text

BOOK = Path(__file__).parents[1] / "cases" / "readings.yml"
TODAY = date(2023, 6, 20)


@pytest.mark.parametrize(
    "row", yaml.safe_load(BOOK.read_text("utf-8")), ids=lambda row: row["name"]
)
def test_a_number_is_read_as_a_reader_would(row: dict[str, Any]) -> None:
    facts = {f.quote: f for f in extract_facts(read_text(row["text"], doc="t", date=TODAY))}
    found = {
        quote: {field: str(getattr(facts[quote], field)) for field in fields}
        for quote, fields in row["facts"].items()
    }
    assert found == row["facts"]
    assert not row.get("only") or set(facts) == set(row["facts"])
