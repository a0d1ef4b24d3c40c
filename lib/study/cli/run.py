"""Execute notebooks with the parameter sets of notebooks/matrix.yml."""

from __future__ import annotations

import signal
from argparse import Namespace

from study.cli.parser import Parser, number
from study.model import StudyError

SUMMARY = "execute notebooks and draw figures"
HINT = " To run that notebook alone, write --only {0}"
EPILOG = """\
Only what changed since its last run is executed: cells, parameters, modules of the
library that the notebook reaches, seeds, lexicon, fonts, installed versions, and what
it wrote. Comments and layout of the library do not count.

Executed copies go to build/notebooks/. Notebooks that ran with their own
parameters get new outputs in notebooks/, if any differ. Figures of the default
parameters go to figures/, others below build/figures/.

examples:
  study run                                     everything that changed
  study run --list --why                        what that would be, and what changed
  study run --force                             everything
  study run --check                             everything, beside what is there; what differs
  study run --only 01_sources,02_growth.zh      a notebook, and one set of another
  study run --only 02_growth -p place=通州区 -p first_year=2020

status: 0 all ran, 1 a notebook failed or --check found differences, 2 the call is wrong
"""


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME[,NAME]",
        help="run these notebooks (02_growth) or single sets (02_growth.zh)",
    )
    parser.add_argument(
        "-p",
        dest="overrides",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="lay a parameter over every set; may be repeated (see study params)",
    )
    parser.add_argument(
        "--jobs",
        type=number("--jobs"),
        metavar="N",
        help="how many at once; by default one more than there are cores",
    )
    parser.add_argument("--force", action="store_true", help="execute what did not change too")
    parser.add_argument(
        "--why", action="store_true", help="tell of each run what changed, or that nothing did"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="run everything anew in build/check and tell what differs (see study accept)",
    )
    parser.add_argument("--list", action="store_true", help="print the runs, and leave")


def execute(options: Namespace) -> int:
    """Run or list."""
    only = [name for names in options.only for name in names.split(",") if name.strip()]
    if options.list:
        return (_list_why if options.why else _list)(only, options.overrides)
    if options.check:
        return _check(only, options)
    from study.publish.run import run  # noqa: PLC0415 - not for --help

    # A polite end from outside ends the kernels as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcomes = run(only, options.overrides, options.jobs, force=options.force, why=options.why)
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def _check(only: list[str], options: Namespace) -> int:
    if options.overrides:
        raise StudyError("--check compares with what is there; leave -p out")
    from study.publish.check import check  # noqa: PLC0415 - not for --help

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcomes, differences = check(only, options.jobs)
    for difference in differences:
        print("\n    ".join([f"differs: {difference.name}", *difference.told]))
    failed = sum(not outcome.ok for outcome in outcomes)
    if not failed and not differences:
        print(f"{len(outcomes)} runs made anew: every figure and every cell is as it was")
    elif differences:
        names = " ".join(difference.name for difference in differences)
        print(f"{len(differences)} differ; to take over: study accept {names}")
    return 1 if failed or differences else 0


def _list(only: list[str], overrides: list[str]) -> int:
    from study.publish.matrix import plan  # noqa: PLC0415 - not for --help
    from study.publish.project import project_root  # noqa: PLC0415 - not for --help

    for job in plan(project_root(), only, overrides):
        given = " ".join(f"{name}={value}" for name, value in job.given.items())
        print(f"{job.label}  {given or '(as in the notebook)'}")
    return 0


def _list_why(only: list[str], overrides: list[str]) -> int:
    from study.publish.run import judged  # noqa: PLC0415 - not for --help

    verdicts = judged(only, overrides)
    width = max((len(verdict.job.label) for verdict in verdicts), default=0)
    for verdict in verdicts:
        print(f"{verdict.job.label:<{width}}  {verdict.why}")
    return 0
