"""What the study asks of its notebooks beyond that they run.

`pytest --nbval` re-runs every cell and compares outputs, but passes unseen
whatever has no execution count or is a PNG, and says nothing about how a
notebook is written. These guards do. Each takes a notebook and yields one line
for each fault, naming the cell and what to do.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from study.publish.notebook import (
    INJECTED_TAG,
    PARAMETERS_TAG,
    SETTINGS,
    Cell,
    Notebook,
    read_notebook,
)
from study.publish.parameters import default_of

MOST_LINES = 10
MOST_CONSTANTS = 3

_VOLATILE = {
    "a path of this machine": re.compile(
        r"(?<![\w./:-])/(?:home|Users|root|tmp|var|private|opt|usr|mnt|media|srv|work|workspace)/\w"
        r"|(?<!\w)[A-Za-z]:\\\w"
    ),
    "a time": re.compile(r"(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d|(?<![\d:])\d\d:\d\d:\d\d(?![\d:])"),
    "a colour code": re.compile("\x1b\\["),
    "a memory address": re.compile(r"\b0x[0-9a-fA-F]{6,}\b"),
}
_SVG = "image/svg+xml"
_PICTURES = ("image/png", "image/jpeg")
_FIGURE = re.compile(r"<Figure size [^>]*>")

Guard = Callable[[Notebook], Iterator[str]]


def check_notebook(path: Path) -> list[str]:
    """Apply every guard to a notebook file.

    Args:
        path: The notebook.

    Returns:
        One line for each fault, starting with the file's name; empty where
        there is none.

    Raises:
        StudyError: If the file is not a notebook.
    """
    notebook = read_notebook(path)
    return [f"{path.name}: {fault}" for guard in GUARDS for fault in guard(notebook)]


def opens_with_a_question(notebook: Notebook) -> Iterator[str]:
    """The first cell is a heading of the first level that asks something."""
    first = notebook.cells[0] if notebook.cells else None
    line = first.source.strip().split("\n")[0] if first else ""
    if not (line.startswith("# ") and line.rstrip().endswith(("?", "？"))):
        yield f"starts with {line!r}; start with a heading '# …?' that asks the question"


def ran_in_order(notebook: Notebook) -> Iterator[str]:
    """Every code cell was executed, from the first to the last, in a fresh kernel."""
    for expected, cell in enumerate(notebook.code, start=1):
        if cell.count is None:
            yield f"{_name(cell)}: never executed, so nbval compares nothing; execute it"
        elif cell.count != expected:
            yield f"{_name(cell)}: executed as number {cell.count}, not {expected}; run all anew"


def has_no_error(notebook: Notebook) -> Iterator[str]:
    """No output is an error or something on standard error."""
    for cell in notebook.code:
        for output in cell.outputs:
            if output.get("output_type") == "error":
                yield f"{_name(cell)}: failed with {output.get('ename')}; mend it"
            if output.get("name") == "stderr":
                yield f"{_name(cell)}: writes to standard error; silence the cause"


def says_nothing_volatile(notebook: Notebook) -> Iterator[str]:
    """No output holds what differs between machines or runs."""
    for cell in notebook.code:
        for text in _texts(cell):
            for name, pattern in _VOLATILE.items():
                found = pattern.search(text)
                if found:
                    yield f"{_name(cell)}: output holds {name} ({found[0]!r}); leave it out"


def draws_as_svg(notebook: Notebook) -> Iterator[str]:
    """Every figure is inline as SVG: nbval never compares PNG."""
    for cell in notebook.code:
        for output in cell.outputs:
            data = output.get("data")
            kinds = data if isinstance(data, dict) else {}
            for kind in _PICTURES:
                if kind in kinds:
                    yield f"{_name(cell)}: output holds {kind}, which nbval skips; show SVG"
            if _SVG not in kinds and any(_FIGURE.search(text) for text in _data_texts(kinds)):
                yield f"{_name(cell)}: a figure is named but not shown; display it as SVG"


def has_one_parameters_cell(notebook: Notebook) -> Iterator[str]:
    """One cell is tagged `parameters`: annotated scalars, each with a comment."""
    tagged = notebook.tagged(PARAMETERS_TAG)
    if len(tagged) != 1:
        yield f"{len(tagged)} cells are tagged 'parameters'; tag exactly one"
    for cell in tagged:
        comments = _comment_lines(cell)
        for statement in cell.tree.body if cell.tree else ():
            line = f"{_name(cell)}, line {statement.lineno}"
            if not _is_annotated_scalar(statement):
                yield f"{line}: write 'name: type = value  # what it is'"
            elif statement.lineno not in comments:
                yield f"{line}: no comment; say what the parameter is"
    for cell in notebook.tagged(INJECTED_TAG):
        yield f"{_name(cell)}: left behind by papermill; remove it"


def checks_its_parameters(notebook: Notebook) -> Iterator[str]:
    """The cell after the parameters hands all of them to their class."""
    call = notebook.checking_call()
    if call is None:
        yield "the cell after the parameters must call their class: study.….check(name=name, …)"
        return
    handed = notebook.handed()
    for name in notebook.defaults():
        if name not in handed:
            yield f"parameter {name!r} is not handed to check(…); add {name}={name}"


def agrees_with_its_schema(notebook: Notebook) -> Iterator[str]:
    """The parameters cell holds just the parameters of the class, with its defaults."""
    schema, own = notebook.schema, notebook.defaults()
    for parameter in schema.schema() if schema else ():
        name, default = parameter.name, default_of(parameter)
        if name not in own:
            yield f"parameter {name!r} of its class is not in the parameters cell; add it"
        elif own[name] != default:
            yield f"parameter {name!r} is {own[name]!r}, in its class {default!r}; make them equal"
    for name in own:
        if schema and name not in schema.names():
            yield f"parameter {name!r} is unknown to its class; remove it"


def reads_its_parameters(notebook: Notebook) -> Iterator[str]:
    """Every checked parameter has an effect: some later cell reads it."""
    for name in notebook.unread():
        yield f"parameter {name!r} is never read; use {SETTINGS}.{name}, or drop it"


def holds_no_machinery(notebook: Notebook) -> Iterator[str]:
    """No definitions, patterns, drawing settings or magics: those belong in the library."""
    for cell in notebook.code:
        if cell.tree is None:
            yield f"{_name(cell)}: not plain Python; leave magics out"
            continue
        for node in ast.walk(cell.tree):
            what = _machinery(node)
            if what:
                line = getattr(node, "lineno", 1)
                yield f"{_name(cell)}, line {line}: {what}; move it to the library"


def is_terse(notebook: Notebook) -> Iterator[str]:
    """A cell has few lines and no data of its own."""
    for cell in notebook.code:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            yield f"{_name(cell)}: {len(lines)} lines; at most {MOST_LINES}"
        for node in ast.walk(cell.tree) if cell.tree else ():
            if isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
                constants = sum(isinstance(leaf, ast.Constant) for leaf in ast.walk(node))
                if constants > MOST_CONSTANTS:
                    yield f"{_name(cell)}, line {node.lineno}: data written out; read them instead"


def shows_something(notebook: Notebook) -> Iterator[str]:
    """Every cell ends in a value that is shown, or that is put away as `_`."""
    for cell in notebook.code:
        if PARAMETERS_TAG in cell.tags or cell.tree is None:
            continue
        last = cell.tree.body[-1] if cell.tree.body else None
        if cell.source.rstrip().endswith(";"):
            yield f"{_name(cell)}: ends in ';', which nbval does not heed; write '_ = …'"
        elif isinstance(last, ast.Expr):
            if not cell.outputs:
                yield f"{_name(cell)}: ends in an expression that shows nothing; show a value"
        elif not _is_put_away(last) and not _only_imports(cell.tree):
            yield f"{_name(cell)}: ends in no value; end it in one, or write '_ = …'"


GUARDS: tuple[Guard, ...] = (
    opens_with_a_question,
    ran_in_order,
    has_no_error,
    says_nothing_volatile,
    draws_as_svg,
    has_one_parameters_cell,
    checks_its_parameters,
    agrees_with_its_schema,
    reads_its_parameters,
    holds_no_machinery,
    is_terse,
    shows_something,
)


def _name(cell: Cell) -> str:
    """A cell as a reader finds it: its number, and the heading it stands under."""
    return f"cell {cell.number} (under {cell.heading!r})" if cell.heading else f"cell {cell.number}"


def _texts(cell: Cell) -> Iterator[str]:
    """Everything that the outputs of a cell say, as text."""
    for output in cell.outputs:
        yield _joined(output.get("text", ""))
        data = output.get("data")
        yield from _data_texts(data if isinstance(data, dict) else {})


def _data_texts(data: dict[str, object]) -> Iterator[str]:
    """The parts of a displayed value that are text, pictures in base 64 aside."""
    for kind, value in data.items():
        if kind not in _PICTURES:
            yield _joined(value)


def _joined(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def _comment_lines(cell: Cell) -> set[int]:
    """Numbers of the lines that bear a comment."""
    tokens = tokenize.generate_tokens(io.StringIO(cell.source).readline)
    return {token.start[0] for token in tokens if token.type == tokenize.COMMENT}


def _is_annotated_scalar(statement: ast.stmt) -> bool:
    match statement:
        case ast.AnnAssign(
            target=ast.Name(),
            annotation=ast.Name(id="str" | "int" | "float" | "bool"),
            value=ast.Constant() | ast.UnaryOp(operand=ast.Constant()),
        ):
            return True
    return False


def _machinery(node: ast.AST) -> str:
    """What a node is, if a notebook should not hold it."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Lambda():
            return "a definition"
        case ast.Import(names=names) if any(name.name in {"re", "regex"} for name in names):
            return "a pattern"
        case ast.ImportFrom(module="re" | "regex"):
            return "a pattern"
        case ast.Attribute(attr="rcParams" | "rc" | "rc_context") | ast.Name(id="rcParams"):
            return "a drawing setting"
    return ""


def _is_put_away(statement: ast.stmt | None) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id="_")]):
            return True
    return False


def _only_imports(tree: ast.Module) -> bool:
    return all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in tree.body)
