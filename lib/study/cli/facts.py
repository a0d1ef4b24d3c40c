"""Print every quantity that articles state, with its exact place in the source."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from study.cli.parser import Parser, one_of
from study.cli.records import FORMATS, Record, write
from study.model import StudyError

if TYPE_CHECKING:
    from study.model import Document, Fact

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

_IN_MEMORY = 16 * 2**20  # bytes of output that are held before they go to a temporary file
_MANY = 20  # articles from which on a counter is worth showing


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="an article or a folder of them")
    parser.add_argument(
        "--format",
        type=one_of("--format", *FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; by default as --out ends, else jsonl",
    )
    parser.add_argument("--out", metavar="FILE", help="write there instead, whole or not at all")


def execute(options: Namespace) -> int:
    """Read, extract, print."""
    return print_records(options, COLUMNS, _records_of)


def print_records(
    options: Namespace,
    columns: Mapping[str, type],
    records_of: Callable[[Document], Iterator[Record]],
) -> int:
    """Read the articles that a command was given, and print what it takes out of each.

    Args:
        options: What `add_arguments` declares.
        columns: Type of each column, in order.
        records_of: What is taken out of one article.

    Returns:
        The exit status.
    """
    kind = options.format or _format_of(options.out)
    if kind == "parquet" and not options.out and sys.stdout.isatty():
        raise StudyError("parquet is not for a terminal; name a file with --out")
    # The rooms of reading and extraction load a gazetteer: not for --help.
    from study.read import read_paths  # noqa: PLC0415

    documents = read_paths([Path(path) for path in options.paths])
    with _target(options.out) as stream:
        found = (record for each in _counted(documents) for record in records_of(each))
        write(found, columns, kind, stream)
    return 0


def _format_of(out: str | None) -> str:
    ending = Path(out).suffix.removeprefix(".").lower() if out else ""
    return ending if ending in FORMATS else "jsonl"


def _target(out: str | None) -> AbstractContextManager[BinaryIO]:
    if out is None:
        return _standard_output()
    from study.publish.files import open_whole  # noqa: PLC0415 - seldom needed

    return open_whole(Path(out))


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Collect what is printed, and print it when all of it is there.

    Articles stream, so memory is bounded; an unreadable one, however late it
    comes, leaves nothing half-written.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        yield cast("BinaryIO", held)
        held.seek(0)
        copyfileobj(held, sys.stdout.buffer)


def _records_of(document: Document) -> Iterator[Record]:
    from study.extract import extract_facts  # noqa: PLC0415 - slow to import

    for fact in extract_facts(document):
        yield record_of(fact)


def record_of(fact: Fact) -> Record:
    """The fields of the contract, in its order."""
    return {name: getattr(fact, name) for name in COLUMNS}


def _counted(documents: Iterable[Document]) -> Iterator[Document]:
    """Count the articles on standard error, where there are many and somebody looks."""
    number = 0
    for number, document in enumerate(documents, start=1):
        if number >= _MANY and sys.stderr.isatty():
            print(f"\r{number} articles", end="", file=sys.stderr, flush=True)
        yield document
    if number >= _MANY and sys.stderr.isatty():
        print(file=sys.stderr)
