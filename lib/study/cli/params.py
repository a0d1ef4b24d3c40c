"""List what notebooks can be asked: names, types, allowed values, defaults."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import Field
from pathlib import Path

from study.cli.parser import Parser
from study.model import StudyError
from study.model.errors import did_you_mean
from study.publish.notebook import Notebook, find_notebooks, read_notebook
from study.publish.parameters import Scalar, default_of, rule_of
from study.publish.project import project_root

SUMMARY = "list the parameters of notebooks"
HINT = ""
EPILOG = """\
examples:
  study params                 all notebooks
  study params 02_growth       one of them
"""

_TYPES = {str: "text", bool: "true/false", int: "number", float: "number"}


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument("notebook", nargs="?", metavar="NOTEBOOK", help="its name, as 02_growth")


def execute(options: Namespace) -> int:
    """Print one block for each notebook."""
    paths = find_notebooks(project_root())
    blocks = (_block(read_notebook(path)) for path in _chosen(paths, options.notebook))
    print("\n\n".join(blocks))
    return 0


def _chosen(paths: dict[str, Path], name: str | None) -> list[Path]:
    if name is None:
        return list(paths.values())
    stem = Path(name).name.removesuffix(".ipynb")
    if stem not in paths:
        near = did_you_mean(stem, paths)
        raise StudyError(f"no notebook {name!r}{near} (there are {', '.join(paths) or 'none'})")
    return [paths[stem]]


def _block(notebook: Notebook) -> str:
    """The parameters of a notebook as lines in columns."""
    head = f"{notebook.name}  {notebook.title}".rstrip()
    if notebook.schema is None:
        return f"{head}\n  takes no parameters"
    rows = [tuple(_row(parameter)) for parameter in notebook.schema.schema()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join([head, *(f"  {line.rstrip()}" for line in lines)])


def _row(parameter: Field[Scalar]) -> Iterator[str]:
    """Name, type and allowed values, default, help."""
    rule, default = rule_of(parameter), default_of(parameter)
    kind = _TYPES[type(default)]
    yield parameter.name
    yield ", ".join(part for part in (rule.unit or kind, rule.domain) if part)
    yield f"default {default}" if default != "" else "default empty"
    yield f"{rule.help}; empty: {rule.empty}" if rule.empty else rule.help
