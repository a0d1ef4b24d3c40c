"""Corrections by a person are applied by name, told in sidecars, and outlive no reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from study import analyse, draw
from study.cli import main
from study.model import StudyError

ROOT = Path(__file__).parents[2]

CORRECTION = """
- name: listed-in-2023
  article: "003"
  quote: 85家
  field: industry
  value: 医药健康
  reason: 上市医药企业 are firms of medicine
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", folder)
    return folder


def correct(seeds: Path, text: str) -> None:
    (seeds / "corrections.yml").write_text(text, encoding="utf-8")


def test_a_correction_changes_just_its_fact(seeds: Path) -> None:
    plain = analyse.load(ROOT / "seeds").facts
    correct(seeds, CORRECTION)
    study = analyse.load(seeds)
    fact = study.facts[(study.facts.label == "003") & (study.facts.quote == "85家")].iloc[0]
    assert fact.industry == "医药健康"
    others = study.facts.fact_id != fact.fact_id
    pd.testing.assert_frame_equal(plain[others], study.facts[others])
    applied = study.corrections[0]
    assert (applied.correction.name, applied.fact_id) == ("listed-in-2023", fact.fact_id)
    assert applied.before == ""


def test_every_sidecar_shows_the_corrections_behind_it(seeds: Path, tmp_path: Path) -> None:
    correct(seeds, CORRECTION)
    study = analyse.load(seeds)
    charts = {"firms": draw.firms(analyse.firms(study.facts), "en")}
    charts["scale"] = draw.scale(analyse.scale(study.facts), "en")
    told = {}
    for name, chart in charts.items():
        draw.save(chart, name, tmp_path, study)
        told[name] = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))["corrections"]
    assert told["scale"] == []
    assert [(each["name"], each["corrected"]) for each in told["firms"]] == [
        ("listed-in-2023", "医药健康")
    ]
    assert told["firms"][0]["reason"].startswith("上市医药企业")


def test_the_command_prints_corrected_facts(
    seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(
        seeds, CORRECTION.replace("field: industry", "field: value").replace("医药健康", "84", 1)
    )
    assert main(["facts", str(seeds)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    listed = [each for each in lines if each["quote"] == "85家" and each["doc"].startswith("003")]
    assert [each["value"] for each in listed] == [84]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("quote: 85家", "quote: 85座", "no longer occurs in article 003"),
        ("quote: 85家", "quote: 家", "states 0 facts with the quote '家'"),
        ("value: 医药健康", 'value: ""', "extraction already reads industry as ''; remove"),
        ('article: "003"', 'article: "009"', "no article '009' beside it"),
        ("field: industry", "field: industri", "did you mean 'industry'?"),
        ("field: industry", "field: end", "end should be a day like 2024-11-22"),
        ("field: industry", "field: value", "value should be a number"),
        ("field: industry", "field: status", "status should be a code, not '医药健康'"),
        ("field: industry", "field: indicator", "indicator should be a code"),
        ("  reason:", "  reasons:", "unknown key 'reasons'; did you mean 'reason'?"),
        ('article: "003"', "article: 3", "article should be text; write it in quotes"),
        ("  quote: 85家\n", "", "quote is missing"),
    ],
)
def test_a_correction_that_cannot_hold_is_an_error_that_names_it(
    seeds: Path, old: str, new: str, message: str
) -> None:
    correct(seeds, CORRECTION.replace(old, new))
    with pytest.raises(StudyError, match=r"corrections\.yml: correction 'listed") as caught:
        analyse.load(seeds)
    assert message in str(caught.value)


def test_two_corrections_of_one_name_are_refused(seeds: Path) -> None:
    correct(seeds, CORRECTION + CORRECTION)
    with pytest.raises(StudyError, match="two corrections named 'listed-in-2023'"):
        analyse.load(seeds)


@pytest.mark.parametrize("text", ["", "[]\n", "# nothing yet\n"])
def test_no_corrections_change_nothing(seeds: Path, text: str) -> None:
    correct(seeds, text)
    study = analyse.load(seeds)
    assert study.corrections == ()


@pytest.mark.parametrize(
    ("text", "message"), [("a: 1\n", "should be a list"), ("- [\n", "not readable YAML")]
)
def test_a_broken_file_is_named(seeds: Path, text: str, message: str) -> None:
    correct(seeds, text)
    with pytest.raises(StudyError, match=message):
        analyse.load(seeds)


def test_the_corrections_are_no_article(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", *(str(path) for path in sorted(seeds.iterdir()))]) == 0
    assert capsys.readouterr().err == ""
