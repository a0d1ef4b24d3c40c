"""What happens between the shell and a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from study.cli import (
    accept,
    add,
    claims,
    extract,
    facts,
    forums,
    links,
    orgs,
    params,
    run,
    show,
)
from study.cli.parser import Parser
from study.model import StudyError
from study.model.errors import did_you_mean

if TYPE_CHECKING:
    from types import ModuleType

USER_ERROR = 2
BROKEN_PIPE = 141  # as the shell reports a program that SIGPIPE ended
INTERRUPTED = 130  # as the shell reports a program that SIGINT ended

_COMMANDS: dict[str, ModuleType] = {
    "facts": facts,
    "claims": claims,
    "orgs": orgs,
    "links": links,
    "forums": forums,
    "extract": extract,
    "show": show,
    "add": add,
    "run": run,
    "accept": accept,
    "params": params,
}

_EPILOG = """\
examples:
  study facts seeds                          every quantity stated, one JSON object a line
  study facts seeds --out facts.csv          the same as a table
  study claims seeds                         which of them agree, which contradict
  study orgs seeds                           every organisation named
  study links seeds                          who is where, doing what
  study forums seeds                         forums with their formulas and parts
  study show 000 --html 000.html             every fact marked in an article's text
  study add article.txt                      one more article, and what it brings
  study run                                  execute all notebooks, draw all figures
  study run --only 02_growth -p place=通州区  one notebook, another place
  study params 02_growth                     what it can be asked
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Words after the program's name; those of the process by default.

    Returns:
        Exit status: 0 when all went well, 1 when a notebook failed, 2 when the
        call or an input is wrong, 130 when interrupted, 141 when the reader of
        the output went away.
    """
    _make_printable()
    try:
        status = _dispatch(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except StudyError as error:
        print(f"study: {' '.join(str(error).split())}", file=sys.stderr)
        return USER_ERROR
    except BrokenPipeError:
        # What is still buffered must not raise once more when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print("study: interrupted", file=sys.stderr)
        return INTERRUPTED
    return status


def _dispatch(arguments: list[str]) -> int:
    parser = _parser()
    command = next((word for word in arguments if not word.startswith("-")), None)
    if command is not None and command not in _COMMANDS:
        near = did_you_mean(command, _COMMANDS)
        raise StudyError(f"no command {command!r}{near} (there are {', '.join(_COMMANDS)})")
    options, extra = parser.parse_known_args(arguments)
    if options.version:
        print(f"study {_version()}")
        return 0
    if command is None:
        parser.refuse(extra)
        parser.print_help()
        return 0
    options.parser.refuse(extra, _COMMANDS[command].HINT)
    status: int = _COMMANDS[command].execute(options)
    return status


def _make_printable() -> None:
    """Let a terminal that knows no Chinese show codes instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> Parser:
    parser = Parser(
        prog="study",
        description="Press articles in, grounded facts and reproducible figures out.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    for name, module in _COMMANDS.items():
        command = commands.add_parser(
            name, help=module.SUMMARY, description=module.__doc__, epilog=module.EPILOG
        )
        command.set_defaults(parser=command)
        module.add_arguments(command)
    return parser


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked for

    return version("study")
