"""What a newcomer tries first works, and prints nothing but the answer."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]
STUDY = [sys.executable, "-m", "study.cli"]
FIELDS = [
    *("doc", "quote", "raw_start", "raw_end", "value", "low", "high", "unit", "counter"),
    *("qualifier", "indicator", "subject", "place", "industry", "event", "start", "end"),
    *("status", "of"),
]


def answer(*words: str, **environment: str) -> bytes:
    """What the command prints, having left well and said nothing else."""
    called = subprocess.run(
        [*STUDY, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert called.returncode == 0, called.stderr.decode()
    assert called.stderr == b""
    return called.stdout


@pytest.fixture(scope="module")
def printed() -> bytes:
    return answer("facts", "seeds")


def test_every_line_is_a_fact_with_the_fields_of_the_contract(printed: bytes) -> None:
    facts = [json.loads(line) for line in printed.decode().splitlines()]
    assert len({fact["doc"] for fact in facts}) == len(list(ROOT.glob("seeds/*.txt")))
    for fact in facts:
        assert list(fact) == FIELDS
        raw = (ROOT / "seeds" / f"{fact['doc']}.txt").read_bytes().decode("utf-8")
        assert raw[fact["raw_start"] : fact["raw_end"]] == fact["quote"]
        for day in (fact["start"], fact["end"]):
            assert day is None or date.fromisoformat(day)


def test_whole_numbers_have_no_point(printed: bytes) -> None:
    assert b".0," not in printed
    assert b"e+" not in printed


def test_the_order_of_the_paths_is_the_order_of_the_lines(printed: bytes) -> None:
    paths = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("seeds/*.txt"))]
    assert b"".join(answer("facts", path) for path in paths) == printed


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "12345"},
    ],
)
def test_neither_locale_nor_zone_nor_hash_seed_matters(
    printed: bytes, environment: dict[str, str]
) -> None:
    assert answer("facts", "seeds", **environment) == printed


def test_the_formats_say_the_same(printed: bytes, tmp_path: Path) -> None:
    facts = [json.loads(line) for line in printed.decode().splitlines()]
    table = csv.DictReader(io.StringIO(answer("facts", "seeds", "--format", "csv").decode()))
    assert list(table) == [
        {name: "" if value is None else str(value) for name, value in fact.items()}
        for fact in facts
    ]
    for kind in ("jsonl", "parquet"):
        assert answer("facts", "seeds", "--out", str(tmp_path / f"facts.{kind}")) == b""
    assert (tmp_path / "facts.jsonl").read_bytes() == printed
    parquet = pq.read_table(tmp_path / "facts.parquet")
    assert parquet.column_names == FIELDS
    assert [row["quote"] for row in parquet.to_pylist()] == [fact["quote"] for fact in facts]
    piped = pq.read_table(io.BytesIO(answer("facts", "seeds", "--format", "parquet")))
    assert piped.equals(parquet)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    script = 'set -o pipefail; "$0" -m study.cli facts seeds seeds seeds | head -n 1'
    called = subprocess.run(
        ["bash", "-c", script, sys.executable], cwd=ROOT, capture_output=True, check=False
    )
    assert called.stderr == b""
    assert called.stdout.count(b"\n") == 1
    assert called.returncode in {0, 141}


def test_many_articles_are_counted_on_a_terminal_only(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text("企业共88家。", encoding="utf-8")
    keeper, terminal = pty.openpty()
    called = subprocess.run(
        [*STUDY, "facts", str(tmp_path)], stdout=subprocess.PIPE, stderr=terminal, check=False
    )
    os.close(terminal)
    shown = os.read(keeper, 10_000).decode()
    os.close(keeper)
    assert called.returncode == 0
    assert "\r20 articles" in shown
    assert answer("facts", str(tmp_path)) == called.stdout


def test_the_installed_command_is_the_module(printed: bytes) -> None:
    command = shutil.which("study", path=Path(sys.executable).parent)
    assert command, "the package is not installed beside this Python"
    called = subprocess.run(
        [command, "facts", "seeds"], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    assert called.stdout == printed


def test_one_article_needs_no_heavy_library() -> None:
    """Start-up stays light: what costs half a second to import is not imported."""
    article = min(ROOT.glob("seeds/*.txt"))
    program = (
        "import sys; from study.cli import main; status = main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    called = subprocess.run(
        [sys.executable, "-c", program, "facts", str(article)],
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"pandas", "numpy", "matplotlib", "pyarrow", "papermill", "nbformat", "IPython"}
    assert not heavy & set(called.stderr.split())
