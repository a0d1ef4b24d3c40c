"""A normalised notebook keeps what it says and loses how it was run."""

from __future__ import annotations

import json

import nbformat
from nbformat.v4 import new_output
from tiny import GOOD, notebook_node

from study.publish.normalise import normalise


def executed(run: int) -> nbformat.NotebookNode:
    """A notebook as papermill leaves it, with times and ids of one run."""
    node = notebook_node(GOOD)
    node.metadata.papermill = {"start_time": f"2024-11-2{run}", "input_path": f"/home/{run}/x"}
    node.metadata.language_info = {"name": "python", "version": f"3.1{run}.0"}
    node.metadata.kernelspec = {"name": "python3", "display_name": f"venv {run}"}
    for number, cell in enumerate(node.cells):
        cell.id = f"run{run}-{number}"
        cell.metadata.papermill = {"duration": run}
        cell.metadata.execution = {"iopub.status.busy": f"2024-11-2{run}"}
        cell.metadata.collapsed = bool(run % 2)
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = [
                new_output("execute_result", {"text/plain": "通州区"}, execution_count=number)
            ]
    return node


def test_two_runs_give_the_same_text() -> None:
    assert normalise(executed(1)) == normalise(executed(2))


def test_sources_outputs_counts_and_tags_stay() -> None:
    before, after = executed(1), json.loads(normalise(executed(1)))
    for old, new in zip(before.cells, after["cells"], strict=True):
        assert "".join(new["source"]) == old.source
        assert new["metadata"] == ({"tags": old.metadata.tags} if "tags" in old.metadata else {})
        assert new.get("execution_count") == old.get("execution_count")
        if old.cell_type == "code":
            assert new["outputs"][0]["data"] == {"text/plain": ["通州区"]}
    assert [cell["id"] for cell in after["cells"]] == [str(n) for n in range(len(before.cells))]
    assert set(after["metadata"]) == {"kernelspec", "language_info"}
    assert after["metadata"]["language_info"] == {"name": "python"}


def test_a_normalised_notebook_is_valid_and_stays_as_it_is() -> None:
    text = normalise(executed(1))
    node = nbformat.reads(text, as_version=4)
    nbformat.validate(node)
    assert normalise(node) == text
    assert text.endswith("}\n")
    assert "通州区" in text


def test_an_older_notebook_is_brought_up() -> None:
    node = executed(1)
    node.nbformat_minor = 4
    for cell in node.cells:
        del cell["id"]
    assert normalise(node) == normalise(executed(1))
