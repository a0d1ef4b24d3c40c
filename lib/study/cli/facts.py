"""Print every quantity that articles state, with its exact place in the source."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from study.cli.printing import add_arguments, print_extracted

if TYPE_CHECKING:
    from study.model import Document, Fact

__all__ = ["COLUMNS", "EPILOG", "HINT", "SUMMARY", "add_arguments", "execute"]

SUMMARY = "print the facts of articles"
HINT = ""
EPILOG = """\
PATH is an article (text or saved HTML) or a folder of them. Offsets count the
characters of the file decoded, without newline translation.

examples:
  study facts seeds                            one JSON object a line
  study facts article.txt | head -3
  study facts seeds --out facts.parquet        the ending tells the format
  study facts seeds more/ --format csv > facts.csv
"""

# The columns in the order of the contract, with the type each has in a table.
COLUMNS: dict[str, type] = {
    "doc": str,
    "quote": str,
    "raw_start": int,
    "raw_end": int,
    "value": float,
    "low": float,
    "high": float,
    "unit": str,
    "counter": str,
    "qualifier": str,
    "indicator": str,
    "subject": str,
    "place": str,
    "industry": str,
    "event": str,
    "start": date,
    "end": date,
    "status": str,
    "of": str,
}


def execute(options: Namespace) -> int:
    """Read, extract, print."""
    return print_extracted(options, COLUMNS, _facts_of)


def _facts_of(document: Document) -> Iterable[Fact]:
    from study.extract import corrected_facts  # noqa: PLC0415 - slow to import

    facts, _ = corrected_facts(document)
    return facts
