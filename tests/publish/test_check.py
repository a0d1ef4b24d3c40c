"""`study run --check` tells what a new run makes otherwise; `study accept` takes it over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_run import call, contents
from tiny import HEAD, Cells, make_study, put_notebook

from study.publish.differences import rows_that_differ

CELLS: Cells = (
    *HEAD,
    ("markdown", "## What is drawn?"),
    (
        "code",
        "rows = sorted(settings.seeds_folder.iterdir())\n"
        "lines = ['name,size', *(f'{row.name},{row.stat().st_size}' for row in rows)]\n"
        "settings.figures_folder.mkdir(exist_ok=True)\n"
        "path = settings.figures_folder / f'sizes.{settings.language}.csv'\n"
        "_ = path.write_text('\\n'.join(lines) + '\\n', encoding='utf-8')",
    ),
    ("code", "lines[1:]"),
)


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that has run."""
    root = make_study(tmp_path_factory.mktemp("check") / "baseline")
    put_notebook(root, "02_growth", CELLS)
    (root / "notebooks" / "matrix.yml").write_text(
        "02_growth: {en: {}, zh: {language: zh}}\n", encoding="utf-8"
    )
    for name in ("a", "b"):
        (root / "seeds" / f"{name}.txt").write_text(name, encoding="utf-8")
    ran = call(root, "run")
    assert ran.returncode == 0, ran.stdout
    return root


@pytest.fixture
def root(baseline: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it."""
    shutil.copytree(baseline, tmp_path / "study", symlinks=True)
    yield tmp_path / "study"


def committed(root: Path) -> dict[str, dict[str, bytes]]:
    return {name: contents(root / name) for name in ("figures", "notebooks")}


def test_the_same_again_is_the_same_though_it_lies_elsewhere(root: Path) -> None:
    before = committed(root)
    checked = call(root, "run", "--check")
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.splitlines()[-1] == (
        "2 runs made anew: every figure and every cell is as it was"
    )
    assert committed(root) == before
    assert call(root, "accept").stdout == ""
    assert call(root, "run").stdout.startswith("nothing to do")


def test_each_difference_is_told_and_taken_over_by_name(root: Path) -> None:
    (root / "seeds" / "b.txt").write_text("bbbb", encoding="utf-8")
    (root / "figures" / "gone.en.csv").write_text("1\n", encoding="utf-8")
    before = committed(root)
    checked = call(root, "run", "--check")
    assert checked.returncode == 1
    told = checked.stdout[checked.stdout.index("differs:") :]
    assert told == (
        "differs: 02_growth\n"
        "    cell 7 under “What is drawn?”: text/plain\n"
        "      - ['a.txt,1', 'b.txt,1']\n"
        "      + ['a.txt,1', 'b.txt,4']\n"
        "differs: 02_growth.zh\n"
        "    cell 8 under “What is drawn?”: text/plain\n"
        "      - ['a.txt,1', 'b.txt,1']\n"
        "      + ['a.txt,1', 'b.txt,4']\n"
        "differs: gone.en\n"
        "    no notebook draws it any more\n"
        "differs: sizes.en\n"
        "    csv differs\n"
        "      row 2: size 1 → 4\n"
        "differs: sizes.zh\n"
        "    csv differs\n"
        "      row 2: size 1 → 4\n"
        "5 differ; to take over: study accept 02_growth 02_growth.zh gone.en sizes.en sizes.zh\n"
    )
    assert committed(root) == before
    wrong = call(root, "accept", "size")
    assert wrong.returncode == 2
    assert "nothing of 'size' differs; did you mean 'sizes." in wrong.stderr
    assert call(root, "accept", "sizes").stdout == "accepted sizes.en\naccepted sizes.zh\n"
    assert (root / "figures" / "sizes.en.csv").read_text(encoding="utf-8").endswith("b.txt,4\n")
    assert call(root, "accept").stdout == "02_growth\n02_growth.zh\ngone.en\n"
    assert call(root, "accept", "--all").returncode == 0
    assert not (root / "figures" / "gone.en.csv").exists()
    accepted = committed(root)
    assert call(root, "accept").stdout == ""
    assert call(root, "run", "--force").returncode == 0
    assert committed(root) == accepted


def test_what_was_checked_before_a_change_is_not_taken_over(root: Path) -> None:
    assert "nothing was checked yet" in call(root, "accept", "--all").stderr
    (root / "figures" / "sizes.en.csv").write_text("name,size\n", encoding="utf-8")
    assert call(root, "run", "--check").returncode == 1
    (root / "seeds" / "b.txt").write_text("bb", encoding="utf-8")
    refused = call(root, "accept", "--all")
    assert refused.returncode == 2
    assert "b.txt changed (02_growth); run 'study run --check' again" in refused.stderr


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a,b\n1,2\n3,4\n", "a,b\n1,2\n3,5\n", ["  row 2: b 4 → 5"]),
        ("a,b\n1,2\n", "a,b\n1,2\n3,\n", ["  + 3,"]),
        ("a,b\n1,2\n3,4\n", "a,b\n3,4\n", ["  - 1,2"]),
        ("a\n1\n", "b\n1\n", ["  columns were a", "  columns are b"]),
        ("a,b\n1,2\n", "a,b\n1,\n", ["  row 1: b 2 → (empty)"]),
        (
            "a\n" + "1\n" * 9,
            "a\n" + "2\n" * 9,
            [*(f"  row {n}: a 1 → 2" for n in range(1, 6)), "  and 4 more rows"],
        ),
    ],
)
def test_the_first_differing_rows_are_told(
    tmp_path: Path, old: str, new: str, lines: list[str]
) -> None:
    for name, text in (("old", old), ("new", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert rows_that_differ(tmp_path / "old", tmp_path / "new") == lines
