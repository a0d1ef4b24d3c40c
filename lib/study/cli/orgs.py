"""Print every organisation that articles name, with its exact place in the source."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from study.cli.printing import add_arguments, print_extracted

if TYPE_CHECKING:
    from study.model import Document, Organisation

__all__ = ["EPILOG", "HINT", "SUMMARY", "add_arguments", "execute"]

SUMMARY = "print the organisations of articles"
HINT = ""
EPILOG = """\
PATH is an article (text or saved HTML) or a folder of them. Each organisation is
printed once for each article, by the fullest name that the article gives it;
canonical is its name in all articles. Offsets count the characters of the file
decoded, without newline translation.

examples:
  study orgs seeds                             one JSON object a line
  study orgs article.txt --format csv
  study orgs seeds --out organisations.parquet
"""

# The columns in the order of the contract, with the type each has in a table.
COLUMNS: dict[str, type] = {
    "doc": str,
    "name": str,
    "canonical": str,
    "kind": str,
    "quote": str,
    "raw_start": int,
    "raw_end": int,
}


def execute(options: Namespace) -> int:
    """Read, extract, print."""
    return print_extracted(options, COLUMNS, _organisations_of)


def _organisations_of(document: Document) -> Iterable[Organisation]:
    from study.extract.organisations import extract_organisations  # noqa: PLC0415 - slow to import

    return extract_organisations(document)
