"""Single paragraphs of other cities, one way of speaking each: exactly the links they state."""

from __future__ import annotations

from typing import Any

import pytest
from structure.answers import document_of, plain, rows

from study.extract.links import extract_links

# Read from the names of projects alone, whatever the sentence says.
_BY_NAME = {"project_type", "track"}


@pytest.mark.parametrize("row", rows("clauses"), ids=lambda row: str(row["id"]))
def test_links_of_a_paragraph(row: dict[str, Any]) -> None:
    asked = {(kind, plain(head), plain(tail)) for kind, head, tail in row["links"]}
    found = {
        (str(link.type), plain(link.head), plain(link.tail))
        for link in extract_links(document_of(row))
        if link.type not in _BY_NAME
    }
    assert found == asked
