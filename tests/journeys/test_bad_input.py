"""What a newcomer gets wrong is answered in one line, with nothing half-written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "昌平区现有医药健康企业88家，2024年产业规模达到910亿元，同比增长10%。\n"


def study(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Call the command in a folder, as a shell would."""
    kept = {name: value for name, value in os.environ.items() if name != "STUDY_ROOT"}
    return subprocess.run(
        [sys.executable, "-m", "study.cli", *words],
        cwd=folder,
        env=kept,
        capture_output=True,
        timeout=120,
        check=False,
    )


def missing(_: Path) -> None:
    """Nothing is there."""


def empty_folder(path: Path) -> None:
    path.mkdir()


def empty_file(path: Path) -> None:
    path.touch()


def binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)


def undecodable(path: Path) -> None:
    path.write_bytes("医药健康".encode() + b"\xff\xfe\xfa\x80\x81" * 40)


def blank(path: Path) -> None:
    path.write_text(" \n\n\t\n")


def unreadable_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.txt"))


BAD = [missing, empty_folder, empty_file, binary, undecodable, blank, unreadable_link]


def assert_refused(called: subprocess.CompletedProcess[bytes], *told: str) -> None:
    """One line on standard error that says all of `told`, status 2, no output."""
    error = called.stderr.decode()
    assert called.returncode == 2, error
    assert called.stdout == b""
    assert error.startswith("study: ")
    assert error.endswith("\n")
    assert error.count("\n") == 1, error
    for words in told:
        assert words in error, error


@pytest.mark.parametrize("make", BAD)
def test_a_bad_article_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "article.txt")
    assert_refused(study(tmp_path, "facts", "article.txt"), "article.txt")


@pytest.mark.parametrize("make", [empty_folder, empty_file, binary, undecodable])
def test_one_bad_article_among_good_ones_stops_all_before_a_line_is_printed(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "z.txt").write_text(ARTICLE, encoding="utf-8")
    make(folder / "m.txt")
    assert_refused(study(tmp_path, "facts", "articles"), "m.txt")
    assert_refused(study(tmp_path, "facts", "articles", "--out", "facts.csv"), "m.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


@pytest.mark.parametrize("make", [missing, empty_folder])
def test_a_bad_folder_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "articles")
    assert_refused(study(tmp_path, "facts", "articles"), "articles")


def test_an_older_result_outlives_a_failed_call(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("old")
    assert_refused(study(tmp_path, "facts", "nowhere", "--out", "facts.jsonl"), "nowhere")
    assert (tmp_path / "facts.jsonl").read_text() == "old"


def test_a_result_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "there").mkdir()
    assert_refused(study(tmp_path, "facts", "a.txt", "--out", "there"), "there", "is a folder")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone of the study holds, as far as these journeys need it."""
    for name in ("seeds", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / "clone" / name)
    return tmp_path / "clone"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "-p", "langauge=zh"], "no parameter 'langauge'; did you mean 'language'?"),
        (["run", "-p", "language=french"], "'language' must be en or zh, not 'french'"),
        (["run", "-p", "seeds=sedes"], "'seeds': no folder 'sedes'"),
        (["run", "--only", "02_growht"], "no notebook '02_growht'; did you mean '02_growth'?"),
        (["run", "--only", "02_growth", "-p", "place=通州"], "did you mean '通州区'?"),
        (["run", "--only", "02_growth", "-p", "first_year=soon"], "must be a whole number"),
        (["run", "-p", "place=通州区"], "add --only "),
        (["params", "02_growht"], "did you mean '02_growth'?"),
    ],
)
def test_a_mistyped_parameter_is_refused_before_anything_runs(
    clone: Path, words: list[str], told: str
) -> None:
    assert_refused(study(clone, *words), told)
    assert not (clone / "build").exists()
    assert not (clone / "figures").exists()


def test_outside_of_a_study_a_wrong_root_is_told(tmp_path: Path) -> None:
    called = subprocess.run(
        [sys.executable, "-m", "study.cli", "run"],
        cwd=tmp_path,
        env={**os.environ, "STUDY_ROOT": str(tmp_path)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert_refused(called, "STUDY_ROOT", "seeds/ and notebooks/")


def test_a_broken_catalogue_is_told(clone: Path) -> None:
    first = min(clone.glob("seeds/*.txt"))
    first.write_bytes(first.read_bytes() + b" ")
    assert_refused(study(clone, "facts", "seeds"), first.name, "catalogue.yml")


def test_no_message_holds_colours_or_a_traceback(tmp_path: Path) -> None:
    error = study(tmp_path, "facts", "nowhere").stderr.decode()
    assert not re.search("\x1b|Traceback|File ", error)
