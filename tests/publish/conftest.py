"""Fixtures of the tests of runs: a study in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import GOOD, Cells, WriteNotebook, make_study, put_notebook


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty study, being the working folder."""
    root = make_study(tmp_path / "study")
    monkeypatch.delenv("STUDY_ROOT", raising=False)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def write_notebook(study: Path) -> WriteNotebook:
    """Writes a notebook into the study."""

    def write(name: str, cells: Cells = GOOD) -> Path:
        return put_notebook(study, name, cells)

    return write
