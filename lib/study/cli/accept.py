"""Take over what the last `study run --check` made otherwise, as the new baseline."""

from __future__ import annotations

from argparse import Namespace

from study.cli.parser import Parser
from study.model import StudyError

SUMMARY = "take over figures and notebooks that a check made otherwise"
HINT = ""
EPILOG = """\
examples:
  study run --check            make everything anew beside what is there, and compare
  study accept                 what differs
  study accept growth_scale    take over that figure, in every language
  study accept 02_growth       take over the outputs of that notebook
  study accept --all           take over all that differs
"""


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a figure (growth_scale.en) or notebook (02_growth)",
    )
    parser.add_argument("--all", action="store_true", help="take over all that differs")


def execute(options: Namespace) -> int:
    """Take over, or list."""
    from study.publish.check import accept, pending  # noqa: PLC0415 - not for --help
    from study.publish.project import project_root  # noqa: PLC0415 - not for --help

    if options.all and options.names:
        raise StudyError("accept takes names or --all, not both")
    if options.all or options.names:
        for name in accept(options.names, everything=options.all):
            print(f"accepted {name}")
        return 0
    for difference in pending(project_root()):
        print(difference.name)
    return 0
