"""The committed notebooks keep the house rules; see `study.publish.guards`."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.publish.guards import check_notebook
from study.publish.matrix import plan
from study.publish.normalise import normalise_file
from study.publish.notebook import find_notebooks

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = find_notebooks(ROOT)


@pytest.fixture(autouse=True)
def _in_the_study(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDY_ROOT", str(ROOT))


def test_there_are_notebooks() -> None:
    assert {"01_sources", "02_growth"} <= set(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_keeps_the_rules(name: str) -> None:
    faults = check_notebook(NOTEBOOKS[name])
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_committed_normalised(name: str) -> None:
    path = NOTEBOOKS[name]
    assert path.read_text(encoding="utf-8") == normalise_file(path), (
        f"{path.name} holds what differs from run to run; run 'study run --only {name}'"
    )


def test_the_matrix_runs_every_notebook_in_both_languages() -> None:
    languages = {
        (job.notebook.name, job.settings.language) for job in plan(ROOT) if job.settings is not None
    }
    assert {(name, language) for name in NOTEBOOKS for language in ("en", "zh")} <= languages


def test_every_notebook_is_committed_by_a_run_with_its_own_parameters() -> None:
    assert {job.notebook.name for job in plan(ROOT) if job.is_default} == set(NOTEBOOKS)
