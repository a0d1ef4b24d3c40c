"""The committed notebooks, run from elsewhere and by plain tools, draw what is committed.

"Run the study, then `git diff`" is a check of its own (`make test`); here the
notebooks run in a copy, by papermill alone, from the two folders that people
start it in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from study.publish.normalise import normalise_file
from study.publish.notebook import find_notebooks, read_notebook

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(find_notebooks(ROOT))
PLACE = "通州区"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the notebooks read, with no figure in it."""
    folder = tmp_path_factory.mktemp("clone") / "elsewhere"
    for name in ("seeds", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def papermill(start: Path, notebook: Path, out: Path, *given: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "STUDY_ROOT"}
    called = subprocess.run(
        [sys.executable, "-m", "papermill", os.path.relpath(notebook, start), str(out), *given],
        cwd=start,
        env=kept,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert called.returncode == 0, called.stderr[-3000:]


def drawn(folder: Path) -> dict[str, bytes]:
    """The files that a run drew, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("start", [".", "notebooks"])
def test_papermill_shows_and_draws_what_is_committed(
    clone: Path, tmp_path: Path, name: str, start: str
) -> None:
    shutil.rmtree(clone / "figures", ignore_errors=True)
    notebook, out = clone / "notebooks" / f"{name}.ipynb", tmp_path / "out.ipynb"
    papermill(clone / start, notebook, out)
    assert normalise_file(out) == notebook.read_text(encoding="utf-8")
    figures = drawn(clone / "figures")
    assert figures
    committed = drawn(ROOT / "figures")
    assert {path: committed.get(path) == data for path, data in figures.items()} == dict.fromkeys(
        figures, True
    )


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in NOTEBOOKS
        if (schema := read_notebook(find_notebooks(ROOT)[name]).schema)
        and "place" in schema.names()
    ],
)
def test_another_place_draws_the_same_from_both_folders_and_by_the_command(
    clone: Path, tmp_path: Path, name: str
) -> None:
    notebook = clone / "notebooks" / f"{name}.ipynb"
    folder = clone / "build" / "figures" / f"place={PLACE}"
    shutil.rmtree(folder, ignore_errors=True)  # another notebook may have drawn there
    runs = []
    for start in (".", "notebooks"):
        papermill(clone / start, notebook, tmp_path / "out.ipynb", "-r", "place", PLACE)
        runs.append(drawn(folder))
        shutil.rmtree(folder)
    called = subprocess.run(
        [sys.executable, "-m", "study.cli", "run", "--only", name, "-p", f"place={PLACE}"],
        cwd=clone,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert called.returncode == 0, called.stdout
    by_command = drawn(folder)
    assert runs[0]
    assert runs[1] == runs[0]
    assert {path: by_command[path] for path in runs[0]} == runs[0]
