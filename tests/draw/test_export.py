"""What leaves the study is whole, grounded, and the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib.image import imread
from samples import money, study_with

from study import analyse, draw
from study.analyse import Study
from study.model import StudyError

SVG = "{http://www.w3.org/2000/svg}"
HERE = Path(__file__).parent


@pytest.fixture
def saved(study: Study, tmp_path: Path) -> draw.Saved:
    chart = draw.scale(analyse.scale(study.facts), "zh")
    return draw.save(chart, "scale.zh", tmp_path, study, {"place": "北京市", "language": "zh"})


def provenance(saved: draw.Saved) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(saved.files[3].read_text("utf-8"))
    return content


def test_four_files_and_nothing_else(saved: draw.Saved, tmp_path: Path) -> None:
    names = ["scale.zh.svg", "scale.zh.png", "scale.zh.csv", "scale.zh.json"]
    assert [path.name for path in saved.files] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_every_span_of_the_sidecar_is_its_quote(saved: draw.Saved, study: Study) -> None:
    told = provenance(saved)
    assert len(told["spans"]) == len(told["facts"]) > 10
    for span in told["spans"]:
        raw = study.articles[span["doc"]].raw
        assert raw[span["raw_start"] : span["raw_end"]] == span["quote"]
        assert span["fact_id"] in told["facts"]


def test_the_sidecar_tells_inputs_words_and_parameters(saved: draw.Saved, study: Study) -> None:
    told = provenance(saved)
    assert told["parameters"] == {"language": "zh", "place": "北京市"}
    assert told["title"] in told["alt"]
    assert set(told["title_rests_on"]) <= set(told["facts"])
    assert told["inputs"] == {
        doc: "sha256:" + hashlib.sha256(study.articles[doc].raw.encode()).hexdigest()
        for doc in told["documents"]
    }
    assert told["rows"]["file"] == "scale.zh.csv"
    assert told["rows"]["sha256"] == hashlib.sha256(saved.files[2].read_bytes()).hexdigest()


def test_the_csv_holds_the_plotted_rows(saved: draw.Saved, study: Study) -> None:
    rows = list(csv.DictReader(saved.files[2].read_text("utf-8").splitlines()))
    table = analyse.scale(study.facts)
    assert len(rows) == len(table)
    ids = {fact for row in rows for fact in row["fact_ids"].split(";")}
    assert ids == {fact for each in table.fact_ids for fact in each}
    nearly = next(row for row in rows if row["stated"] == "接近800亿元")
    assert (nearly["value"], nearly["interval_low"]) == ("80000000000", "70000000000")
    assert (nearly["start"], nearly["end"]) == ("2022-01-01", "2022-12-31")


def test_the_svg_names_title_description_and_facts(saved: draw.Saved) -> None:
    told = provenance(saved)
    root = ElementTree.fromstring(saved.files[0].read_text("utf-8"))
    assert root.get("role") == "img"
    words = {child.get("id"): child.text for child in root if child.tag.endswith(("title", "desc"))}
    assert root.get("aria-labelledby", "").split() == list(words)
    assert list(words.values()) == [told["title"], told["alt"]]
    marked = {
        fact for group in root.iter(f"{SVG}g") for fact in group.get("data-facts", "").split()
    }
    assert marked == set(told["facts"])
    names = [each.get("id") for each in root.iter() if (each.get("id") or "").startswith("scale")]
    assert len(names) == len(set(names))


def test_a_mark_shows_its_quote_when_pointed_at(saved: draw.Saved) -> None:
    root = ElementTree.fromstring(saved.files[0].read_text("utf-8"))
    titles = {
        title.text for group in root.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")
    }
    assert "突破52.6億元 — 001" in titles


def test_the_png_has_its_fixed_size(saved: draw.Saved) -> None:
    assert imread(saved.files[1]).shape[1] == 1777


def test_a_notebook_shows_the_drawing_or_its_description(saved: draw.Saved) -> None:
    shown = saved._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg")
    assert shown["text/plain"] == provenance(saved)["alt"]


def test_files_hold_no_date_version_or_path(saved: draw.Saved, tmp_path: Path) -> None:
    for path in saved.files:
        content = path.read_bytes()
        for word in (b"Matplotlib", b"matplotlib", str(tmp_path).encode(), b"<dc:date>"):
            assert word not in content


def test_saving_again_leaves_the_files_alone(
    saved: draw.Saved, study: Study, tmp_path: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in saved.files}
    chart = draw.scale(analyse.scale(study.facts), "zh")
    draw.save(chart, "scale.zh", tmp_path, study, {"language": "zh", "place": "北京市"})
    assert {path: path.stat().st_mtime_ns for path in saved.files} == before


@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_process_writes_the_same_bytes(
    saved: draw.Saved, tmp_path: Path, seed: str
) -> None:
    other = tmp_path / "other"
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from reference import reference_study\n"
        "from study import analyse, draw\n"
        "study = reference_study()\n"
        "chart = draw.scale(analyse.scale(study.facts), 'zh')\n"
        "settings = {'language': 'zh', 'place': '北京市'}\n"
        "draw.save(chart, 'scale.zh', sys.argv[1], study, settings)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(other), str(HERE.parent / "analyse")],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )
    for path in saved.files:
        assert (other / path.name).read_bytes() == path.read_bytes()


def test_figures_of_different_names_share_no_hashed_id(study: Study, tmp_path: Path) -> None:
    chart = draw.growth(analyse.growth(study.facts), "en")
    ids = []
    for name in ("one", "two"):
        root = ElementTree.fromstring(draw.save(chart, name, tmp_path, study).svg)
        used = {each.get("{http://www.w3.org/1999/xlink}href", "") for each in root.iter()}
        ids.append({each for each in used if each and "StudySansSC" not in each})
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


@pytest.mark.parametrize("name", ["", "a/b", "../up", "two words"])
def test_a_name_unfit_for_a_file_is_refused(name: str, study: Study, tmp_path: Path) -> None:
    chart = draw.scale(analyse.scale(study.facts), "zh")
    with pytest.raises(StudyError, match="figure name"):
        draw.save(chart, name, tmp_path, study)
    assert not list(tmp_path.iterdir())


def test_rows_of_another_study_are_refused(study: Study, tmp_path: Path) -> None:
    other = study_with(money("9亿元", 9))
    chart = draw.scale(analyse.scale(other.facts), "zh")
    with pytest.raises(StudyError, match="'100_article:1-4', which is no fact of this study"):
        draw.save(chart, "scale", tmp_path, study)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_named(study: Study, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    chart = draw.scale(analyse.scale(study.facts), "zh")
    with pytest.raises(StudyError, match="cannot write"):
        draw.save(chart, "scale", tmp_path / "file", study)
