"""What commands share that print records: their arguments, their reading, their output."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from study.cli.parser import Parser, one_of
from study.cli.records import FORMATS, Record, write
from study.model import StudyError

if TYPE_CHECKING:
    from study.model import Document

_IN_MEMORY = 16 * 2**20  # bytes of output that are held before they go to a temporary file
_MANY = 20  # articles from which on a counter is worth showing


def add_arguments(parser: Parser) -> None:
    """Declare the articles, and where to write."""
    add_paths(parser)
    add_output(parser)


def add_paths(parser: Parser) -> None:
    """Declare the articles."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="an article or a folder of them")


def add_output(parser: Parser) -> None:
    """Declare in which format to write, and where."""
    parser.add_argument(
        "--format",
        type=one_of("--format", *FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; by default as --out ends, else jsonl",
    )
    parser.add_argument("--out", metavar="FILE", help="write there instead, whole or not at all")


def print_extracted(
    options: Namespace,
    columns: Mapping[str, type],
    extract: Callable[[Document], Iterable[Any]],
    record_of: Callable[[Any], Record] | None = None,
) -> int:
    """Read articles and print what is extracted from each.

    Args:
        options: Paths, format and target, as `add_arguments` declares them.
        columns: Type of each column, in the order of the table.
        extract: What an article gives.
        record_of: One of these as a record; by default its attributes, named as the columns.

    Returns:
        Exit status.

    Raises:
        StudyError: If a path holds no readable article.
    """

    def extracted() -> Iterator[Record]:
        # The rooms of reading and extraction load a gazetteer: not for --help.
        from study.read import read_paths  # noqa: PLC0415

        for document in _counted(read_paths([Path(path) for path in options.paths])):
            for found in extract(document):
                yield record_of(found) if record_of else attributes(found, columns)

    return print_records(options, columns, extracted())


def attributes(found: object, columns: Iterable[str]) -> Record:
    """What was extracted as a record: its attributes, named as the columns."""
    return {name: getattr(found, name) for name in columns}


def print_records(
    options: Namespace, columns: Mapping[str, type], records: Iterable[Record]
) -> int:
    """Print records as they come.

    Args:
        options: Format and target, as `add_output` declares them.
        columns: Type of each column, in the order of the table.
        records: The records.

    Returns:
        Exit status.

    Raises:
        StudyError: If the format is not for a terminal.
    """
    kind = options.format or _format_of(options.out)
    if kind == "parquet" and not options.out and sys.stdout.isatty():
        raise StudyError("parquet is not for a terminal; name a file with --out")
    with _target(options.out) as stream:
        write(records, columns, kind, stream)
    return 0


def _format_of(out: str | None) -> str:
    """The format that a file's ending tells, else JSON lines."""
    ending = Path(out).suffix.removeprefix(".").lower() if out else ""
    return ending if ending in FORMATS else "jsonl"


def _target(out: str | None) -> AbstractContextManager[BinaryIO]:
    """Where to write: a file, whole or not at all, or standard output."""
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


def _counted(documents: Iterable[Document]) -> Iterator[Document]:
    """Count the articles on standard error, where there are many and somebody looks."""
    number = 0
    for number, document in enumerate(documents, start=1):
        if number >= _MANY and sys.stderr.isatty():
            print(f"\r{number} articles", end="", file=sys.stderr, flush=True)
        yield document
    if number >= _MANY and sys.stderr.isatty():
        print(file=sys.stderr)
