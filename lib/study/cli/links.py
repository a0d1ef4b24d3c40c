"""Print what articles say of who is where, doing what, with the words that say so."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from study.cli.printing import add_arguments, print_extracted

if TYPE_CHECKING:
    from study.model import Document, Link

__all__ = ["EPILOG", "HINT", "SUMMARY", "add_arguments", "execute"]

SUMMARY = "print the links of articles"
HINT = ""
EPILOG = """\
PATH is an article (text or saved HTML) or a folder of them. A link joins a head
and a tail: located_in and part_of a place, focuses_on a segment, signed_at an
event, project_type, track; hosted_by, organised_by, supported_by, guided_by and
media_partner of an event. Offsets count the characters of the file decoded,
without newline translation.

examples:
  study links seeds                            one JSON object a line
  study links article.txt --format csv
  study links seeds --out links.parquet
"""

# The columns in the order of the contract, with the type each has in a table.
COLUMNS: dict[str, type] = {
    "doc": str,
    "type": str,
    "head": str,
    "tail": str,
    "quote": str,
    "raw_start": int,
    "raw_end": int,
}


def execute(options: Namespace) -> int:
    """Read, extract, print."""
    return print_extracted(options, COLUMNS, _links_of)


def _links_of(document: Document) -> Iterable[Link]:
    from study.extract.links import extract_links  # noqa: PLC0415 - slow to import

    return extract_links(document)
