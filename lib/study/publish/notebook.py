"""Notebooks as files: their cells, headings, parameters cell and schema.

Read as plain JSON, so that listing and refusing cost no Jupyter import.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from study.model import StudyError
from study.publish.parameters import Parameters, Scalar, all_schemas
from study.publish.project import relative_to_root

PARAMETERS_TAG = "parameters"
# What the checked parameters are called in every notebook.
SETTINGS = "settings"
INJECTED_TAG = "injected-parameters"


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook.

    Attributes:
        number: Its place among all cells, from 1.
        kind: "code" or "markdown" (or "raw").
        source: Its text.
        metadata: Its metadata: tags, and what papermill notes.
        count: Execution count of a code cell, or None.
        outputs: Outputs of a code cell, as nbformat stores them.
        heading: The heading it stands under, or "".
    """

    number: int
    kind: str
    source: str
    metadata: Mapping[str, object]
    count: int | None
    outputs: tuple[dict[str, object], ...]
    heading: str

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        tags = self.metadata.get("tags")
        return tuple(tags) if isinstance(tags, list) else ()

    @property
    def started(self) -> bool:
        """Whether papermill started it, as its notes in an executed copy say."""
        notes = self.metadata.get("papermill")
        return isinstance(notes, dict) and bool(notes.get("start_time"))

    @property
    def first_line(self) -> str:
        """The first line of code, comments and blank lines aside."""
        lines = (line.strip() for line in self.source.splitlines())
        return next((line for line in lines if line and not line.startswith("#")), "")

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree of the code, or None where it is not plain Python."""
        try:
            return ast.parse(self.source)
        except SyntaxError:
            return None


@dataclass(frozen=True)
class Notebook:
    """A notebook file as read.

    Attributes:
        path: The file, absolute.
        data: Its bytes, to tell later whether somebody else changed it.
        cells: All cells in order.
    """

    path: Path
    data: bytes
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """Stem of the file name, by which commands and the matrix call it."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The first heading, or ""."""
        return next((cell.heading for cell in self.cells if cell.heading), "")

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells."""
        return tuple(cell for cell in self.cells if cell.kind == "code")

    def tagged(self, tag: str) -> tuple[Cell, ...]:
        """The code cells that carry a tag."""
        return tuple(cell for cell in self.code if tag in cell.tags)

    def checking_call(self) -> ast.Call | None:
        """The call `SomethingParameters.check(…)` in the cell after the parameters cell."""
        own = [cell for cell in self.code if INJECTED_TAG not in cell.tags]
        for before, cell in pairwise(own):
            if PARAMETERS_TAG in before.tags:
                nodes = ast.walk(cell.tree) if cell.tree else iter(())
                return next((node for node in nodes if _schema_of(node)), None)  # type: ignore[return-value]  # _schema_of holds for calls alone
        return None

    @property
    def schema(self) -> type[Parameters] | None:
        """The parameter class that the notebook checks itself with, if it does."""
        call = self.checking_call()
        return _schema_of(call) if call else None

    def defaults(self) -> dict[str, object]:
        """The values that its `parameters` cell sets, by name."""
        return {
            statement.target.id: ast.literal_eval(statement.value)
            for cell in self.tagged(PARAMETERS_TAG)
            for statement in (cell.tree.body if cell.tree else ())
            if isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(statement.value, ast.Constant | ast.UnaryOp)
        }

    def settings(self, given: dict[str, Scalar]) -> Parameters | None:
        """Check the notebook's own values with others laid over them.

        Args:
            given: Parameters by name that replace those of the notebook.

        Returns:
            The settings that the notebook would run with; None where it takes
            no parameters.

        Raises:
            StudyError: If a parameter is unknown, mistyped or out of range.
        """
        if self.schema:
            return self.schema.check(**{**self.defaults(), **given})
        if given:
            raise StudyError(f"{self.name}: no parameter {next(iter(given))!r} (it takes none)")
        return None

    def handed(self) -> frozenset[str]:
        """The parameters that its checking call hands on under their own names."""
        call = self.checking_call()
        return frozenset(
            word.arg
            for word in (call.keywords if call else ())
            if word.arg and isinstance(word.value, ast.Name) and word.value.id == word.arg
        )

    def unread(self) -> tuple[str, ...]:
        """The parameters of its class that no cell reads from the checked settings."""
        read: set[str] = set()
        for cell in self.code:
            for node in ast.walk(cell.tree) if cell.tree else ():
                match node:
                    case ast.Call(args=args, keywords=words):
                        given = [*args, *(word.value for word in words)]
                        if any(
                            isinstance(each, ast.Name) and each.id == SETTINGS for each in given
                        ):
                            return ()  # the library gets them all
                    case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == SETTINGS:
                        read.add(attribute.removesuffix("_folder"))
        names = self.schema.names() if self.schema else ()
        return tuple(name for name in names if name not in read)

    def require_read(self, given: Iterable[str]) -> None:
        """Refuse parameters that would change nothing, in the words of `Parameters.check`.

        Raises:
            StudyError: If one of them is not handed to the check, or no cell reads it.
        """
        schema, handed, unread = self.schema, self.handed(), self.unread()
        for name in given:
            if schema and name not in handed:
                raise schema.never_read(name)
            if schema and name in unread:
                raise schema.never_read(name, f"read {SETTINGS}.{name} in a cell")


def read_notebook(path: Path) -> Notebook:
    """Read a notebook file of nbformat 4.

    Raises:
        StudyError: If the file is not a notebook.
    """
    data = path.read_bytes()
    try:
        stored = json.loads(data)["cells"]
        cells = _cells(stored)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = relative_to_root(path)
        raise StudyError(f"{where} is not a notebook; restore or remove it") from error
    return Notebook(path, data, cells)


def find_notebooks(root: Path) -> dict[str, Path]:
    """The notebooks of the study by name, sorted."""
    return {path.stem: path for path in sorted((root / "notebooks").glob("*.ipynb"))}


def _cells(stored: list[dict[str, object]]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    heading = ""
    for number, cell in enumerate(stored, start=1):
        if cell["cell_type"] == "markdown":
            heading = _heading(_text(cell["source"])) or heading
        cells.append(_cell(number, cell, heading))
    return tuple(cells)


def _cell(number: int, cell: dict[str, object], heading: str) -> Cell:
    metadata = cell.get("metadata")
    count = cell.get("execution_count")
    outputs = cell.get("outputs", [])
    return Cell(
        number=number,
        kind=str(cell["cell_type"]),
        source=_text(cell["source"]),
        metadata=metadata if isinstance(metadata, dict) else {},
        count=count if isinstance(count, int) else None,
        outputs=tuple(outputs) if isinstance(outputs, list) else (),
        heading=heading,
    )


def _text(value: object) -> str:
    """Text as nbformat stores it: in one piece, or as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def _heading(markdown: str) -> str:
    """The last heading in a markdown cell, without its hashes."""
    lines = [line for line in markdown.splitlines() if line.startswith("#")]
    return lines[-1].lstrip("#").strip() if lines else ""


def _schema_of(node: ast.AST) -> type[Parameters] | None:
    """The parameter class in `study.GrowthParameters.check(…)`, for that node only."""
    match node:
        case ast.Call(func=ast.Attribute(attr="check", value=ast.Name(id=name))):
            return all_schemas().get(name)
        case ast.Call(func=ast.Attribute(attr="check", value=ast.Attribute(attr=name))):
            return all_schemas().get(name)
    return None
