"""What differs between two versions of a figure's rows or of a notebook's outputs, in lines."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from study.publish.notebook import Cell, Notebook

MOST_ROWS = 5
_LONGEST = 160
_TEXT = ("text/plain", "text/markdown", "text/html")


def rows_that_differ(old: Path, new: Path) -> list[str]:
    """The first plotted rows that two CSV files do not share.

    Args:
        old: The file as it was; it may be missing.
        new: The file as it is; it may be missing.

    Returns:
        Lines; of a row whose values changed its columns with both values, else the row
        after a minus or a plus.
    """
    before, after = _rows(old), _rows(new)
    if before[:1] != after[:1]:
        return [f"  columns were {_joined(before[:1])}", f"  columns are {_joined(after[:1])}"]
    lines = list(_changed(before[:1], before[1:], after[1:]))
    more = len(lines) - MOST_ROWS
    return [*lines[:MOST_ROWS], *([f"  and {more} more rows"] if more > 0 else [])]


def cells_that_differ(old: Notebook, new: Notebook) -> Iterator[str]:
    """A line for each code cell whose outputs differ, and below it the first lines that do."""
    for before, after in zip(old.code, new.code, strict=False):
        if before.outputs != after.outputs:
            where = f"cell {after.number}" + (f" under “{after.heading}”" if after.heading else "")
            yield f"{where}: {', '.join(_kinds_that_differ(before, after))}"
            yield from islice(_lines_that_differ(before, after), MOST_ROWS)


def _rows(path: Path) -> list[list[str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _changed(
    heads: Sequence[Sequence[str]], before: list[list[str]], after: list[list[str]]
) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(
        None, [tuple(row) for row in before], [tuple(row) for row in after], autojunk=False
    )
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "replace" and end - start == last - first:
            for number in range(end - start):
                row, other = before[start + number], after[first + number]
                yield f"  row {first + number + 1}: {_columns(heads[0], row, other)}"
        elif tag != "equal":
            yield from (_shortened(f"  - {','.join(row)}") for row in before[start:end])
            yield from (_shortened(f"  + {','.join(row)}") for row in after[first:last])


def _columns(heads: Sequence[str], row: Sequence[str], other: Sequence[str]) -> str:
    changed = (
        f"{head} {old or '(empty)'} → {new or '(empty)'}"
        for head, old, new in zip(heads, row, other, strict=False)
        if old != new
    )
    return _shortened("; ".join(changed))


def _joined(rows: Sequence[Sequence[str]]) -> str:
    return _shortened(",".join(rows[0])) if rows else "(none)"


def _kinds_that_differ(before: Cell, after: Cell) -> list[str]:
    """What kinds of output differ, such as text/html."""
    old, new = _by_kind(before), _by_kind(after)
    return [kind for kind in {**old, **new} if old.get(kind) != new.get(kind)] or ["outputs"]


def _lines_that_differ(before: Cell, after: Cell) -> Iterator[str]:
    """Lines of the plainest kind of text that differs."""
    old, new = _by_kind(before), _by_kind(after)
    kinds = [kind for kind in ("stdout", "stderr", *_TEXT) if old.get(kind) != new.get(kind)]
    if kinds:
        lines = difflib.ndiff(
            old.get(kinds[0], "").splitlines(), new.get(kinds[0], "").splitlines()
        )
        yield from (_shortened(f"  {line.rstrip()}") for line in lines if line[:1] in "+-")


def _by_kind(cell: Cell) -> dict[str, str]:
    """All that a cell put out, as text by kind."""
    found: dict[str, str] = {}
    for output in cell.outputs:
        data = output.get("data")
        parts = data if isinstance(data, dict) else {}
        named = parts | {str(output.get("name", output.get("ename", ""))): output.get("text", "")}
        for kind, value in named.items():
            if kind:
                text = "".join(map(str, value)) if isinstance(value, list) else str(value)
                found[kind] = found.get(kind, "") + text
    return found


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
