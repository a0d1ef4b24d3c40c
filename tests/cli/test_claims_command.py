"""`study claims` prints every claim of articles, the contradictions first."""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

sys.path.append(str(Path(__file__).parents[1] / "analyse"))

from rivals import CHANGPING, ROOT, write

from study.cli import main
from study.cli.claims import COLUMNS

SEEDS = str(ROOT / "seeds")


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["claims", *words]) == 0
    out, error = capsys.readouterr()
    assert error == ""
    return [json.loads(line) for line in out.splitlines()]


def test_every_line_is_a_claim_with_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, SEEDS, "--format", "jsonl")
    assert {tuple(each) for each in found} == {tuple(COLUMNS)}
    listed = next(each for each in found if each["rule"] == "later")
    assert (listed["left_low"], listed["right_low"], listed["verdict"]) == (85, 87, "cannot tell")
    facts = listed["facts"]
    assert isinstance(facts, list)
    assert len(facts) == 2


def test_a_contradiction_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, CHANGPING)
    found = lines(capsys, SEEDS, str(tmp_path))
    assert [each["verdict"] for each in found].index("conflict") == 0
    alone = lines(capsys, SEEDS, str(tmp_path), "--verdict", "conflict")
    assert [(each["left_stated"], each["right_stated"]) for each in alone] == [
        ("910亿元", "960亿元")
    ]


def test_place_and_language_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, SEEDS, "--place", "昌平区", "--language", "zh")
    assert {each["place"] for each in found} == {"昌平区"}
    assert all("。" in str(each["arithmetic"]) for each in found)


def test_tables_hold_the_same_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, SEEDS)
    assert main(["claims", SEEDS, "--format", "csv"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [row["claim"] for row in rows] == [each["claim"] for each in found]
    assert rows[0]["facts"].split(";") == found[0]["facts"]
    table = tmp_path / "claims.parquet"
    assert main(["claims", SEEDS, "--out", str(table)]) == 0
    assert pq.read_table(table).column("facts").to_pylist() == [each["facts"] for each in found]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--verdict", "conflicts"], "did you mean 'conflict'?"),
        (["--place", "昌平县"], "--place must be a place of the lexicon, not '昌平县'"),
        (["--language", "fr"], "--language must be one of en, zh, not 'fr'"),
    ],
)
def test_a_wrong_call_is_refused(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", SEEDS, *words]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert message in error
