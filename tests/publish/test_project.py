"""The study is found from wherever a kernel happens to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.model import StudyError
from study.publish import project


@pytest.mark.parametrize("start", [".", "notebooks", "seeds"])
def test_root_is_found_from_inside(
    study: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.chdir(study / start)
    assert project.project_root() == study
    assert project.resolve("seeds") == study / "seeds"


def test_variable_wins_over_the_working_folder(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STUDY_ROOT", str(study))
    assert project.project_root() == study


def test_variable_that_names_no_study_is_refused(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDY_ROOT", str(study / "seeds"))
    with pytest.raises(StudyError, match=r"STUDY_ROOT names .*seeds.*unset it"):
        project.project_root()


def test_outside_any_study_the_checkout_of_the_library_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDY_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    root = project.project_root()
    assert (root / "lib" / "study" / "publish" / "project.py").is_file()


def test_without_a_checkout_the_error_tells_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDY_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(project, "_CHECKOUT", tmp_path)
    with pytest.raises(StudyError, match=r"no study at .*; go to the study's folder"):
        project.project_root()


def test_absolute_and_home_paths_stay_as_they_are(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert project.resolve(str(tmp_path / "x")) == tmp_path / "x"
    assert project.resolve("~/x") == tmp_path / "x"
    assert project.relative_to_root(study / "build" / "x") == "build/x"
    assert project.relative_to_root(tmp_path / "x") == str(tmp_path / "x")
