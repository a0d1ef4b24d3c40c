"""Print every claim: facts that constrain each other, with a verdict on each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from study.cli.parser import Parser, add_language, one_of
from study.cli.printing import add_output, add_paths, print_records
from study.cli.records import Record
from study.model import StudyError
from study.model.errors import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

SUMMARY = "print the claims of articles: what agrees, what contradicts"
HINT = ""
EPILOG = """\
A claim sets two numbers against each other that constrain each other: one quantity
stated twice, a share with its part and its whole, parts against a total, a rate
against its levels, a count against its ranking. Each line tells the verdict
(conflict, cannot tell, agree), what must hold between the sides (= or ≤), the
interval of each side, the arithmetic in words, and the facts it rests on; a side
that no article states is implied. Conflicts come first.

examples:
  study claims seeds                              one JSON object a line
  study claims seeds --verdict conflict           contradictions alone
  study claims seeds more/ --format csv > claims.csv
  study claims seeds --language zh --out claims.parquet
"""

# The columns in their order, with the type each has in a table.
COLUMNS: dict[str, type] = {
    "claim": str,
    "rule": str,
    "verdict": str,
    "place": str,
    "event": str,
    "industry": str,
    "indicator": str,
    "unit": str,
    "relation": str,
    "left_kind": str,
    "left_stated": str,
    "left_low": float,
    "left_high": float,
    "left_start": date,
    "left_end": date,
    "left_facts": list,
    "right_kind": str,
    "right_stated": str,
    "right_low": float,
    "right_high": float,
    "right_start": date,
    "right_end": date,
    "right_facts": list,
    "arithmetic": str,
    "facts": list,
    "sources": list,
}
VERDICTS = ("conflict", "cannot tell", "agree")


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    add_paths(parser)
    parser.add_argument(
        "--verdict",
        type=one_of("--verdict", *VERDICTS),
        metavar="VERDICT",
        help=f"only these: {', '.join(VERDICTS)} (in quotes)",
    )
    parser.add_argument("--place", default="", metavar="PLACE", help="only of this place")
    add_language(parser, "the arithmetic")
    add_output(parser)


def execute(options: Namespace) -> int:
    """Read, extract, compare, print."""
    return print_records(options, COLUMNS, _records_of(options))


def _claims(options: Namespace) -> pd.DataFrame:
    # The room of tables loads pandas: not for --help.
    from study.analyse import claims, load  # noqa: PLC0415
    from study.lexicon.places import gazetteer  # noqa: PLC0415

    if options.place and options.place not in gazetteer().places:
        near = did_you_mean(options.place, gazetteer().places)
        raise StudyError(f"--place must be a place of the lexicon, not {options.place!r}{near}")
    found = claims(load([Path(path) for path in options.paths]), options.language)
    if options.verdict:
        found = found[found.verdict == options.verdict]
    return found[found.place == options.place] if options.place else found


def _records_of(options: Namespace) -> Iterator[Record]:
    """The fields of every claim, in the order of `COLUMNS`."""
    for row in _claims(options).rename(columns={"fact_ids": "facts"}).to_dict(orient="records"):
        yield {name: _value(row[name], kind) for name, kind in COLUMNS.items()}


def _value(cell: object, kind: type) -> str | float | date | list[str] | None:
    """A cell of a table as a record holds it; what is missing is None."""
    import pandas as pd  # noqa: PLC0415 - not for --help

    if isinstance(cell, list):
        return cell
    if pd.isna(cell):  # type: ignore[call-overload]  # any scalar will do
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date()
    return float(cell) if kind is float else str(cell)  # type: ignore[arg-type]  # a number
