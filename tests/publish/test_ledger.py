"""A job runs again when something that it depends on changed, and `--why` says what."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import CHECK, DRAW, PARAMETERS, Cells, WriteNotebook

import study as library_package
from study.publish import inputs, ledger
from study.publish.ledger import Ledger, Verdict
from study.publish.library import Library
from study.publish.matrix import plan

CELLS: Cells = (
    ("markdown", "# What is drawn?"),
    ("code", "import study\nfrom study.publish.parameters import GrowthParameters"),
    ("parameters", PARAMETERS),
    ("code", CHECK),
    ("code", DRAW),
    ("code", "study.draw.coverage"),
)
REAL = Path(library_package.__file__).parent


@pytest.fixture
def library(study: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library that may be changed; it is looked at, not imported."""
    copy = study / "lib" / "study"
    shutil.copytree(REAL, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(inputs, "Library", lambda memory: Library(memory, copy))
    monkeypatch.setattr(ledger, "_LIBRARY", copy)
    return copy


@pytest.fixture
def judge(study: Path, library: Path, write_notebook: WriteNotebook) -> Callable[..., Verdict]:
    """Judges the one job of a study that has run before."""
    (study / "seeds" / "000.txt").write_text("企业500家。", encoding="utf-8")
    (study / "figures").mkdir()
    (study / "figures" / "rows.csv").write_text("1", encoding="utf-8")
    write_notebook("02_growth", CELLS)

    def judge(overrides: tuple[str, ...] = ()) -> Verdict:
        (job,) = plan(study, overrides=overrides)
        return Ledger(study).judge(job)

    assert judge().why == "has not run here yet"
    read, written = study / "seeds" / "000.txt", study / "figures" / "rows.csv"
    Ledger(study).note(judge(), read.stat().st_mtime + 1, ([read], [written]))
    verdict = judge()
    assert (verdict.must_run, verdict.why) == (False, "nothing changed")
    return judge


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path, text: str) -> None:
    path.write_bytes((path.read_bytes() if path.exists() else b"") + text.encode())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda s, _: append(s / "seeds/000.txt", "又"), "seeds/000.txt changed"),
        (lambda s, _: append(s / "seeds/001.txt", "文"), "seeds/001.txt is new"),
        (lambda s, _: append(s / "seeds/corrections.yml", "-"), "seeds/corrections.yml is new"),
        (lambda s, _: (s / "seeds/000.txt").unlink(), "seeds/000.txt is gone"),
        (lambda s, _: append(s / "figures/rows.csv", "2"), "figures/rows.csv changed"),
        (lambda s, _: (s / "figures/rows.csv").unlink(), "figures/rows.csv is missing"),
        (
            lambda s, _: edit(
                s / "notebooks/02_growth.ipynb", "draw.coverage", "draw.coverage.__name__"
            ),
            "cell 6 under “What is drawn?” changed",
        ),
        (
            lambda s, _: edit(s / "notebooks/02_growth.ipynb", "is drawn?", "is it?"),
            "cell 1 under “What is it?” changed",
        ),
        (
            lambda _, lib: append(lib / "draw/coverage.py", "\nX = 1\n"),
            "study.draw.coverage changed",
        ),
        (
            lambda _, lib: append(lib / "lexicon/data/segments.yml", "\n"),
            "lexicon/data/segments.yml changed",
        ),
        (
            lambda _, lib: append(lib / "draw/fonts/StudySansSC-Bold.ttf", "x"),
            "draw/fonts/StudySansSC-Bold.ttf changed",
        ),
    ],
)
def test_what_changed_is_told(
    study: Path,
    library: Path,
    judge: Callable[..., Verdict],
    change: Callable[[Path, Path], object],
    why: str,
) -> None:
    change(study, library)
    verdict = judge()
    assert verdict.must_run
    assert verdict.why == why


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("draw/coverage.py", "\nfrom __future__", "\n# Why not?\nfrom __future__"),
        ("draw/coverage.py", "\n\n\n", "\n\n\n\n"),
    ],
)
def test_comments_and_layout_are_told_but_do_not_count(
    library: Path, judge: Callable[..., Verdict], file: str, old: str, new: str
) -> None:
    edit(library / file, old, new)
    verdict = judge()
    assert not verdict.must_run
    assert verdict.why == "nothing but comments or layout changed: study.draw.coverage"


def test_what_the_notebook_does_not_reach_does_not_count(
    library: Path, judge: Callable[..., Verdict]
) -> None:
    append(library / "draw" / "firms.py", "\nX = 1\n")
    append(library / "cli" / "main.py", "\nX = 1\n")
    assert judge().why == "nothing changed"


def test_outputs_stored_in_the_notebook_are_no_input(
    study: Path, judge: Callable[..., Verdict]
) -> None:
    path = study / "notebooks" / "02_growth.ipynb"
    stored = json.loads(path.read_bytes())
    stored["cells"][5]["execution_count"] = 6
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert judge().why == "nothing changed"


def test_a_changed_version_is_told_with_both(
    judge: Callable[..., Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = inputs.installed()
    monkeypatch.setattr(inputs, "installed", lambda: now | {"matplotlib": "9.9"})
    assert judge().why == f"package matplotlib was {now['matplotlib']}, is 9.9"


def test_another_parameter_is_another_job(judge: Callable[..., Verdict]) -> None:
    assert judge(("place=通州区",)).why == "has not run here yet"
    assert judge().why == "nothing changed"


@pytest.mark.parametrize("damage", ["", "{", "half", "other"])
def test_a_damaged_record_is_never_used(
    study: Path, judge: Callable[..., Verdict], damage: str
) -> None:
    path = study / "build" / "cache" / "runs" / "02_growth.json"
    whole = path.read_text(encoding="utf-8")
    broken = {"half": whole[: len(whole) // 2], "other": whole.replace("figures/r", "figures/q")}
    path.write_text(broken.get(damage, damage), encoding="utf-8")
    verdict = judge()
    assert verdict.must_run
    assert verdict.why == "the record of its last run is damaged"


def test_damaged_memory_of_the_library_is_never_used(
    study: Path, judge: Callable[..., Verdict]
) -> None:
    memory = study / "build" / "cache" / "library.json"
    text = memory.read_text(encoding="utf-8")
    memory.write_text(text.replace('"code": "', '"code": "0'), encoding="utf-8")
    assert judge().why == "nothing changed"
    assert memory.read_text(encoding="utf-8") == text


def test_a_file_that_changed_during_the_run_leaves_no_record(
    study: Path, judge: Callable[..., Verdict]
) -> None:
    other = study / "notes.txt"
    other.write_text("1", encoding="utf-8")
    Ledger(study).note(judge(), other.stat().st_mtime - 1, ([other], []))
    assert judge().why == "has not run here yet"


def test_a_package_leads_only_to_what_is_named(tmp_path: Path) -> None:
    reached = Library(tmp_path / "memory.json").reached(["study.draw.coverage"])
    assert "study.draw.coverage" in reached
    assert "study.draw.chart" in reached
    assert "study.draw.firms" not in reached
    assert "study.draw.firms" in Library(tmp_path / "memory.json").reached(["study.draw"])


def test_every_module_that_a_notebook_loads_for_itself_is_reached(tmp_path: Path) -> None:
    """What `study.load` calls must be found by reading alone, inner imports included."""
    reached = Library(tmp_path / "memory.json").reached(["study.load"])
    for module in (
        "analyse.corpus",
        "analyse.tables",
        "extract.facts",
        "read.reader",
        "model.facts",
    ):
        assert f"study.{module}" in reached
