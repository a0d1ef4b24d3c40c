"""The same bytes wherever, whenever, and however many at once the study runs."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Everything that must not matter, set to something else in each run.
SURROUNDINGS = {
    "one at a time": (
        ("--jobs", "1"),
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "random"},
    ),
    "four at once, in a folder with spaces 和汉字": (
        ("--jobs", "4"),
        {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "COLUMNS": "40", "PYTHONHASHSEED": "7"},
    ),
}


def written(root: Path) -> dict[str, bytes]:
    """All that a run leaves, executed copies and figures of other parameters too."""
    folders = ("figures", "notebooks", "build/notebooks", "build/figures")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What two runs from nothing left, in folders and surroundings of their own."""
    found = []
    for name, (words, environment) in SURROUNDINGS.items():
        root = tmp_path_factory.mktemp("runs") / name
        for folder in ("seeds", "notebooks"):
            shutil.copytree(ROOT / folder, root / folder)
        kept = {name: value for name, value in os.environ.items() if name != "STUDY_ROOT"}
        called = subprocess.run(
            [sys.executable, "-m", "study.cli", "run", *words],
            cwd=root,
            env=kept | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert called.returncode == 0, called.stdout + called.stderr
        found.append(written(root))
    return found


def test_surroundings_change_no_byte(runs: list[dict[str, bytes]]) -> None:
    one, other = runs
    assert {name: one[name] == other.get(name) for name in one} == dict.fromkeys(other, True)


@pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"),
    reason="drawn bytes are promised on Linux x86-64 alone",
)
def test_what_is_committed_is_what_any_run_makes(runs: list[dict[str, bytes]]) -> None:
    made = {name: data for name, data in runs[0].items() if not name.startswith("build/")}
    committed = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for folder in ("figures", "notebooks")
        for path in sorted((ROOT / folder).glob("*.*"))
    }
    assert {name: made.get(name) == data for name, data in committed.items()} == dict.fromkeys(
        made, True
    )


def test_nothing_of_the_machine_or_the_hour_is_in_what_runs_leave(
    runs: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = str(tmp_path_factory.getbasetemp()).encode()
    for name, data in runs[0].items():
        assert folder not in data, name
        assert b'"papermill"' not in data, name
        assert b"start_time" not in data, name
