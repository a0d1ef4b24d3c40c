"""Kinds of number told by the words around them, on articles written for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rivals import write

from study.analyse import load
from study.analyse.readings import readings

_HEAD = "苏州生物医药产业观察\n2024-03-05 来源：本地日报\n"


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("2023年,苏州市完成超300亩工业用地供应。", "flow"),
        ("2023年,苏州市出让工业用地300亩。", "flow"),
        ("苏州市现有生物医药产业用地300亩。", "stock"),
        ("苏州市集聚供应链企业300家。", "stock"),
        ("苏州市累计获批医疗器械300个。", "cumulative"),
        ("2023年,苏州市新获批医疗器械300个。", "flow"),
    ],
)
def test_nature_of_a_number(tmp_path: Path, sentence: str, nature: str) -> None:
    table = readings(load(write(tmp_path, _HEAD + sentence + "\n")))
    assert table[table.value == 300].nature.tolist() == [nature]
