"""Each guard finds its fault, names the cell, and lets a good notebook pass."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from tiny import CHECK, GOOD, PARAMETERS, notebook_node

from study.publish.guards import GUARDS, check_notebook

DRAWN = 5  # position of the last cell, which draws


def executed() -> NotebookNode:
    """The good notebook as executed: counts, and a shown value wherever one is due."""
    node = notebook_node(GOOD)
    code = [cell for cell in node.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count
    for cell in code[2:]:
        data = {"text/plain": "7", "image/svg+xml": "<svg/>"}
        cell.outputs = [new_output("execute_result", data, execution_count=cell.execution_count)]
    return node


def faults(node: NotebookNode, folder: Path) -> list[str]:
    path = folder / "02_growth.ipynb"
    nbformat.write(node, path)
    return check_notebook(path)


def test_a_good_notebook_has_no_fault(study: Path) -> None:
    assert faults(executed(), study) == []


def with_output(kind: str, value: str) -> NotebookNode:
    node = executed()
    node.cells[DRAWN].outputs[0].data = {kind: value}
    return node


def with_source(position: int, source: str) -> NotebookNode:
    node = executed()
    node.cells[position].source = source
    return node


def with_drawing(source: str) -> NotebookNode:
    """The last cell also reads the settings, so that only the fault under test shows."""
    return with_source(DRAWN, f"{source}\nstudy.draw(settings)")


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        (with_source(0, "# Growth"), "starts with '# Growth'; start with a heading '# …?'"),
        (with_source(0, "Why?"), "starts with 'Why?'"),
        (with_output("text/plain", "saved to /home/me/x.svg"), "a path of this machine"),
        (with_output("text/html", "C:\\Users\\me"), "a path of this machine"),
        (with_output("text/plain", "at 2024-11-22T10:11"), "a time ('2024-11-22T10:11')"),
        (with_output("text/plain", "took 00:01:12"), "a time ('00:01:12')"),
        (with_output("text/plain", "\x1b[31mred"), "a colour code"),
        (with_output("text/plain", "<Axes at 0x7f3a2b1c>"), "a memory address ('0x7f3a2b1c')"),
        (with_output("image/png", "iVBO"), "image/png, which nbval skips; show SVG"),
        (with_output("text/plain", "<Figure size 640x480 with 1 Axes>"), "named but not shown"),
        (with_source(2, PARAMETERS.replace("  # en or zh", "")), "line 6: no comment"),
        (
            with_source(2, PARAMETERS.replace(": int = 1990", " = 1990")),
            "line 3: write 'name: type",
        ),
        (with_source(2, PARAMETERS.replace('"en"', '["en"]')), "line 6: write 'name: type"),
        (with_source(2, PARAMETERS.replace('"en"', '"zh"')), "is 'zh', in its class 'en'"),
        (with_source(2, PARAMETERS.replace("place:", "plaec:")), "parameter 'place' of its class"),
        (with_source(2, PARAMETERS.replace("place:", "plaec:")), "'plaec' is unknown to its class"),
        (with_source(3, CHECK.replace("place=place, ", "")), "'place' is not handed to check"),
        (with_source(3, CHECK.replace("place=place", "place='x'")), "'place' is not handed"),
        (with_source(3, "settings = place\nsettings"), "must call their class"),
        (with_source(DRAWN, "settings.place"), "parameter 'industry' is never read"),
        (with_drawing("def f(): pass"), "a definition; move it to the library"),
        (with_drawing("f = lambda x: x"), "a definition; move it"),
        (with_drawing("class A: pass"), "a definition; move it"),
        (with_drawing("import re"), "a pattern; move it"),
        (with_drawing("from re import sub"), "a pattern; move it"),
        (with_drawing("plt.rcParams['x'] = 1"), "a drawing setting; move it"),
        (with_drawing("%matplotlib inline"), "not plain Python; leave magics out"),
        (with_drawing("\n".join(["x = 1"] * 10)), "11 lines; at most 10"),
        (with_drawing("rows = [1, 2, 3, 4]"), "line 1: data written out"),
        (with_drawing("rows = {'a': 1, 'b': 2}"), "line 1: data written out"),
        (with_drawing("rows = [[1, 2], [3, 4]]"), "line 1: data written out"),
        (with_source(DRAWN, "study.draw(settings);"), "ends in ';'"),
        (with_source(DRAWN, "x = study.draw(settings)"), "ends in no value"),
    ],
)
def test_a_fault_is_found_and_told(study: Path, node: NotebookNode, fault: str) -> None:
    found = faults(node, study)
    assert any(fault in line for line in found), found
    assert all(line.startswith("02_growth.ipynb: ") for line in found)


def test_what_is_allowed_passes(study: Path) -> None:
    for source in ("_ = study.draw(settings)", "from study import draw\nimport pandas"):
        node = executed()
        node.cells[DRAWN].outputs = []
        node.cells[DRAWN].source = "study.draw(settings)\n_ = 1"
        node.cells.append(new_code_cell(source, execution_count=5))
        assert faults(node, study) == [], source


def test_cells_that_never_ran_or_ran_out_of_order_are_named(study: Path) -> None:
    node = executed()
    node.cells[2].execution_count = None
    node.cells[3].execution_count = 7
    assert faults(node, study) == [
        "02_growth.ipynb: cell 3 (under 'What does the tiny study say?'): never executed, "
        "so nbval compares nothing; execute it",
        "02_growth.ipynb: cell 4 (under 'What does the tiny study say?'): executed as number 7, "
        "not 3; run all anew",
    ]


def test_errors_and_standard_error_are_found(study: Path) -> None:
    node = executed()
    node.cells[DRAWN].outputs += [
        new_output("error", ename="KeyError", evalue="x", traceback=[]),
        new_output("stream", name="stderr", text="Warning"),
    ]
    found = "\n".join(faults(node, study))
    assert "failed with KeyError" in found
    assert "writes to standard error" in found


def test_an_expression_that_shows_nothing_is_found(study: Path) -> None:
    node = executed()
    node.cells[DRAWN].outputs = []
    assert [line for line in faults(node, study) if "shows nothing" in line]


def test_two_parameters_cells_and_a_left_behind_one_are_found(study: Path) -> None:
    node = executed()
    node.cells[DRAWN].metadata.tags = ["parameters", "injected-parameters"]
    found = "\n".join(faults(node, study))
    assert "2 cells are tagged 'parameters'" in found
    assert "left behind by papermill" in found


def test_ordinary_outputs_are_no_fault(study: Path) -> None:
    """Ratios, offsets, closing tags and dates look like faults but are none."""
    for text in ("2024-11-22", "12:30", "1/20", "</var>", "a/home", "000:12-19", "0x1f", "10:20–3"):
        assert faults(with_output("text/html", text), study) == [], text


def test_every_guard_explains_itself() -> None:
    assert all(guard.__doc__ for guard in GUARDS)
