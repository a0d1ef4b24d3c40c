"""Executed notebooks without anything that differs from run to run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbstripout import strip_output

# Kept as they are everywhere, whatever kernel or Python ran the notebook.
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def normalise(notebook: nbformat.NotebookNode) -> str:
    """Take times, paths and the traces of the tools out of an executed notebook.

    Cells, outputs, execution counts and tags stay, each stream of a cell in one
    piece; cell ids become their positions; all other metadata go.

    Args:
        notebook: The notebook, of any nbformat 4; it is changed in place.

    Returns:
        The text of the notebook file, ending in a newline.
    """
    notebook = nbformat.v4.upgrade(notebook)  # type: ignore[no-untyped-call]
    strip_output(notebook, keep_output=True, keep_count=True, keep_id=False)
    notebook.metadata = nbformat.from_dict(_METADATA)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})  # type: ignore[no-untyped-call]
        if cell.cell_type == "code":
            cell.outputs = _whole_streams(cell.outputs)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text.rstrip("\n") + "\n"


def _whole_streams(outputs: Iterable[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Outputs with each stream in one piece: where a kernel flushes hangs on the clock."""
    kept: list[nbformat.NotebookNode] = []
    streams: dict[str, nbformat.NotebookNode] = {}
    for output in outputs:
        if output.output_type == "stream" and output.name in streams:
            streams[output.name].text += output.text
            continue
        if output.output_type == "stream":
            streams[output.name] = output
        kept.append(output)
    return kept


def normalise_file(path: Path) -> str:
    """Read an executed notebook and normalise it; see `normalise`."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return normalise(notebook)
