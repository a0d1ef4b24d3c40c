"""Extract corpora of any size into Parquet tables, on one machine or on a cluster."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from study.cli.parser import Parser, number
from study.model import StudyError

SUMMARY = "extract large corpora into Parquet"
HINT = ""
EPILOG = """\
PATH is an article, a folder of articles, *.jsonl or *.parquet, local or an address
that fsspec opens. Records hold the article in a field text (or raw, content, body), and, if
known, doc or id, title, publisher, date and address or url.

DIR then holds documents/, facts/ and, where articles could not be read, refused/; each opens as one
table in pandas, DuckDB or study.load(DIR), and notebooks run on it: -p seeds=DIR.
Stopped, the same command goes on where it was.

examples:
  study extract corpus/ --out tables
  study extract 's3://bucket/news/*.jsonl' --out tables --jobs 8
  study extract corpus/ --out /shared/tables --scheduler tcp://10.0.0.1:8786

status: 0 all was read, 1 some articles were refused, 2 the call is wrong
"""


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="articles, folders or records")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder of the tables")
    parser.add_argument(
        "--jobs",
        type=number("--jobs"),
        metavar="N",
        help="how many processes; by default one for each core",
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="extract on the workers of a Dask cluster",
    )


def execute(options: Namespace) -> int:
    """Extract, and say what it came to."""
    if options.scheduler and options.jobs is not None:
        raise StudyError("the workers of --scheduler are as many as it has; leave --jobs out")
    from study.publish.extraction import extract_corpus  # noqa: PLC0415 - not for --help
    from study.publish.run import workers_of  # noqa: PLC0415 - not for --help

    out = Path(options.out)
    total = extract_corpus(
        options.paths,
        out,
        jobs=workers_of(options.jobs),
        scheduler=options.scheduler,
        progress=sys.stderr,
    )
    told = f"{total.articles:,} articles, {total.facts:,} facts in {out}"
    print(told + (f"; {total.refused:,} refused, see {out / 'refused'}" if total.refused else ""))
    return 1 if total.refused else 0
