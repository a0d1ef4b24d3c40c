"""A study small enough to run in a test: folders, notebooks, matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

Cells = Sequence[tuple[str, str]]
WriteNotebook = Callable[..., Path]

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}

PARAMETERS = """\
place: str = ""  # place to look at
industry: str = ""  # segment to look at
first_year: int = 1990  # earliest year
last_year: int = 2050  # latest year
seeds: str = "seeds"  # folder of the articles
language: str = "en"  # en or zh
figures: str = ""  # folder of the figures"""

CHECK = """\
settings = GrowthParameters.check(
    place=place, industry=industry, first_year=first_year, last_year=last_year,
    seeds=seeds, language=language, figures=figures,
)
settings"""

DRAW = """\
folder = settings.figures_folder
folder.mkdir(parents=True, exist_ok=True)
(folder / f"rows.{settings.language}.csv").write_text(str(settings), encoding="utf-8")"""

# What every notebook of the tiny study starts with, and a good one as a whole.
HEAD: Cells = (
    ("markdown", "# What does the tiny study say?"),
    ("code", "from study.publish.parameters import GrowthParameters"),
    ("parameters", PARAMETERS),
    ("code", CHECK),
)
GOOD: Cells = (*HEAD, ("markdown", "## What is drawn?"), ("code", DRAW))


def notebook_node(cells: Cells) -> nbformat.NotebookNode:
    """A notebook from (kind, source) pairs; the kind "parameters" is tagged code."""
    nodes = []
    for number, (kind, source) in enumerate(cells):
        if kind == "markdown":
            node = new_markdown_cell(source)
        else:
            tags = {"tags": [kind]} if kind != "code" else {}
            node = new_code_cell(source, metadata=tags)
        node.id = f"cell-{number}"
        nodes.append(node)
    return new_notebook(cells=nodes, metadata={"kernelspec": KERNEL})


def make_study(root: Path) -> Path:
    """The folders that a study needs."""
    for folder in ("seeds", "notebooks"):
        (root / folder).mkdir(parents=True)
    return root


def put_notebook(root: Path, name: str, cells: Cells = GOOD) -> Path:
    """Write a notebook that was never executed."""
    path = root / "notebooks" / f"{name}.ipynb"
    nbformat.write(notebook_node(cells), path)
    return path
