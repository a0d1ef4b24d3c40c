"""Forums taken apart: the seeds against their reference, hand-made articles, and any order."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cases.forum_cases import forum_cases, forums_of, judge_forums, plain

from study.cli.forums import COLUMNS, record_of
from study.cli.records import plain as as_json
from study.extract import extract_facts
from study.extract.forums import extract_forums
from study.extract.organisation_lists import split_organisations
from study.model import Document, Forum
from study.read import read_text

ROOT = Path(__file__).parents[2]
CORE = ("name", "year", "start", "end", "theme", "formula", "hosts")


def _record_lines(forums: tuple[Forum, ...]) -> str:
    rows = [{name: as_json(record_of(f)[name]) for name in COLUMNS} for f in forums]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_the_seeds_reach_the_bars_of_the_reference(
    seed_forums: tuple[Forum, ...], tmp_path: Path
) -> None:
    found = tmp_path / "forums.jsonl"
    found.write_text(_record_lines(seed_forums), "utf-8")
    judge = ROOT / "tests/evaluate/score_structure.py"
    words = [sys.executable, judge, "forums", ROOT / "tests/gold", found, "--misses"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    fields = re.search(r"fields right (\d+)/(\d+)", told)
    parts = re.search(r"named parts (\d+)/(\d+)", told)
    assert fields and parts
    assert (int(fields[2]), int(parts[2])) == (45, 36)
    assert int(fields[1]) / int(fields[2]) >= 0.95, told
    assert int(parts[1]) / int(parts[2]) >= 0.95, told


def test_hand_made_articles_are_taken_apart_no_worse_than_before() -> None:
    score = judge_forums(forum_cases())
    told = "\n".join(score.misses)
    assert score.share(*CORE) >= 0.97, told
    assert score.share("component", "part") >= 0.97, told
    assert score.share() >= 0.97, told


_WIDE_BRACKETS = str.maketrans("()", "（）")
_NAMES = ("name", "parent", "venue", "hosts", "organisers", "supporters", "guidance", "media")
_FULL_WIDTH = str.maketrans(",;()!?", "，；（）！？")


def _names_as_written(forum: dict[str, Any]) -> dict[str, Any]:
    """The answers with brackets as wide as those of the text."""
    wide = json.dumps(forum, ensure_ascii=False, default=str).translate(_WIDE_BRACKETS)
    return forum | {key: json.loads(wide)[key] for key in forum if key in _NAMES}


def test_full_width_marks_change_nothing_but_the_brackets_of_names() -> None:
    """Press pages write 甲主办，乙承办 as often as the same with plain commas."""
    cases = [case for case in forum_cases() if "," in case["text"]]
    wide = [
        case
        | {"text": case["text"].translate(_FULL_WIDTH)}
        | {"forums": [_names_as_written(forum) for forum in case["forums"]]}
        for case in cases
    ]
    score = judge_forums(wide)
    told = "\n".join(score.misses)
    assert score.share(*CORE) >= 0.97, told
    assert score.share("component", "part") >= 0.95, told


def test_there_are_cases_in_many_styles_and_both_scripts() -> None:
    cases = forum_cases()
    formulas = {forum.get("formula") for case in cases for forum in case["forums"]}
    assert len(formulas - {None}) >= 8
    assert len({case["id"] for case in cases}) == len(cases) >= 24
    scripts = {str(read_text(case["text"]).script) for case in cases}
    assert scripts == {"simplified", "traditional"}


def test_evidence_is_the_characters_it_points_at(
    seed_documents: tuple[Document, ...], seed_forums: tuple[Forum, ...]
) -> None:
    raw = {document.doc: document.raw for document in seed_documents}
    assert seed_forums
    for forum in seed_forums:
        for each in forum.evidence:
            quote = raw[forum.doc][each.raw_start : each.raw_end]
            assert each.raw_start < each.raw_end <= len(raw[forum.doc])
            if quote.isascii() or "論" in quote or "壇" in quote:
                continue
            letters = set(re.findall("[\u4e00-\u9fff]", each.text))
            shared = letters & set(quote)
            assert len(shared) * 2 >= len(letters), (each, quote)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_paragraphs_changes_no_format(
    seed: int, seed_documents: tuple[Document, ...]
) -> None:
    shuffled = next(d for d in seed_documents if d.doc.startswith("000"))
    lines = shuffled.raw.split("\n")
    random.Random(seed).shuffle(lines)
    document = read_text("\n".join(lines), doc=shuffled.doc, date=shuffled.date)
    document = replace(document, title=shuffled.title)
    found = extract_forums(document, extract_facts(document))[0]
    assert (found.name, found.formula) == ("2024北京·昌平生命科学论坛", "1+8+1+N")
    assert [(c.symbol, c.kind, len(c.parts)) for c in found.components] == [
        ("1", "opening ceremony", 1),
        ("8", "parallel forums", 8),
        ("1", "exhibition", 1),
        ("N", "supporting events", 2),
    ]
    assert len(found.hosts) == 5 and len(found.supporters) == 5


def test_a_policy_formula_is_none_of_a_forum() -> None:
    text = "2024年6月1日,2024甲城医药创新大会举行。甲城构建“1+3+N”现代产业体系。"
    assert extract_forums(read_text(text))[0].formula == ""


def test_parts_beyond_the_count_are_reported_with_their_place() -> None:
    text = (
        "6月1日,2024甲城医药创新大会举行。大会采用“1+2”模式:“1”是一场主论坛;"
        "“2”是两场平行论坛,分别是疫苗论坛、核药论坛、中药论坛。"
    )
    document = read_text(text)
    forum = extract_forums(document)[0]
    (found,) = forum.discrepancies
    assert (found.what, found.symbol) == ("parts", "2")
    assert "中药论坛" in document.raw[found.raw_start : found.raw_end]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "市科委中关村管委会、市科协与昌平区政府",
            ("市科委", "中关村管委会", "市科协", "昌平区政府"),
        ),
        ("工业和信息化部和国家卫生健康委员会", ("工业和信息化部", "国家卫生健康委员会")),
        ("甲市经济和信息化局、张江集团等单位", ("甲市经济和信息化局", "张江集团")),
        ("中国药学会(以下简称“药学会”)及甲大学", ("中国药学会", "甲大学")),
        ("市发展和改革委员会", ("市发展和改革委员会",)),
    ],
)
def test_lists_of_organisations_are_split_into_names(text: str, names: tuple[str, ...]) -> None:
    assert split_organisations(text) == names


def test_an_article_about_no_event_has_no_forum() -> None:
    text = "2024年,甲区医药产业产值达到100亿元,同比增长5%。园区入驻企业120家。"
    assert extract_forums(read_text(text)) == []


def test_the_cases_tell_contradictions_and_no_others() -> None:
    reported = {c["id"] for c in forum_cases() if forums_of(c)[0].discrepancies}
    asked = {c["id"] for c in forum_cases() for f in c["forums"] if f.get("discrepancies")}
    assert reported == asked


def test_plain_folds_marks() -> None:
    assert plain("“甲·乙” 论坛") == "甲乙论坛"
