"""`study orgs` and `study links`: the contract's columns, in every format, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from study.cli import links, orgs
from study.cli.main import main

TEXT = (
    "5月16日，2024苏州生物医药产业创新大会举行，"
    "瑞博霖医药、赛分朗生物等企业签约落户苏州工业园区。\n"
)
COLUMNS = {"orgs": orgs.COLUMNS, "links": links.COLUMNS}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("command", COLUMNS)
def test_lines_have_the_columns_of_the_contract(command: str, article: Path) -> None:
    target = article.with_name("out.jsonl")
    assert main([command, str(article), "--out", str(target)]) == 0
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert rows
    for row in rows:
        assert list(row) == list(COLUMNS[command])
        assert TEXT[row["raw_start"] : row["raw_end"]] == row["quote"]


@pytest.mark.parametrize("command", COLUMNS)
def test_formats_hold_the_same_rows(command: str, article: Path) -> None:
    csv, parquet = article.with_name("out.csv"), article.with_name("out.parquet")
    assert main([command, str(article), "--out", str(csv)]) == 0
    assert main([command, str(article), "--out", str(parquet)]) == 0
    pd.testing.assert_frame_equal(pd.read_csv(csv), pd.read_parquet(parquet), check_dtype=False)


@pytest.mark.parametrize("command", COLUMNS)
def test_an_unreadable_article_leaves_nothing_half_written(command: str, article: Path) -> None:
    bad = article.with_name("bad.txt")
    bad.write_bytes(b"\x00\xff\xfe\x81" * 40)
    target = article.with_name("out.jsonl")
    assert main([command, str(article), str(bad), "--out", str(target)]) == 2
    assert not target.exists()
