"""Forums compared: formats, editions, words, shared passages, contradictions."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date

import pandas as pd
import pytest

from study.analyse import (
    edits,
    format_discrepancies,
    formats,
    forum_frames,
    forum_series,
    forum_words,
    reused_passages,
    study_of,
)
from study.analyse.corpus import Study
from study.analyse.formats import effective_number
from study.extract import extract_facts
from study.extract.forums import extract_forums
from study.model import Document, StudyError
from study.read import read_text

OLD = """2022甲城医药论坛将于6月10日开幕

6月1日,2022甲城医药论坛新闻发布会召开。
论坛由甲市人民政府主办,将于6月10日至11日举办,以“同心 同行”为主题。
论坛采用“1+2+2”模式。“1”是一场主论坛。“2”是两场平行论坛,分别是疫苗论坛、核药研发论坛。“2”是新闻发布会和成果展。
"""
NEW = """2023甲城医药论坛开幕

6月9日,以“同心 同行”为主题的2023甲城医药论坛开幕。论坛由甲市人民政府、乙大学主办。
论坛采用“1+3+1”模式。
“1”是一场主论坛。“3”是三场平行论坛,分别是疫苗论坛、核药研发与生产论坛、国际合作论坛。“1”是一场成果展。
首次设置海外分会场。120家企业参展,签约项目12个。
"""


def _study(*texts: tuple[str, str, date]) -> Study:
    documents: list[Document] = [read_text(text, doc=doc, date=day) for doc, text, day in texts]
    facts = {each.doc: extract_facts(each) for each in documents}
    forums = [forum for each in documents for forum in extract_forums(each, facts[each.doc])]
    return study_of(documents, [fact for found in facts.values() for fact in found], forums)


@pytest.fixture(scope="module")
def two_editions() -> Study:
    """A forum of two years, told in two articles."""
    return _study(("old", OLD, date(2022, 6, 1)), ("new", NEW, date(2023, 6, 9)))


def _row(table: pd.DataFrame, year: int) -> pd.Series:
    return table[table.year == year].iloc[0]


def test_formats_are_comparable(two_editions: Study) -> None:
    table = formats(two_editions)
    old, new = _row(table, 2022), _row(table, 2023)
    assert (old.formula, new.formula) == ("1+2+2", "1+3+1")
    assert (old.events_counted, new.events_counted) == (5, 5)
    assert (old.forums, new.forums) == (2, 3)
    assert (old.days, old.lead_days) == (2, 9)
    assert math.isnan(new.lead_days), "an article of the day itself announces nothing"
    assert new.host_kinds == ("academia", "government")
    assert new.international_share == pytest.approx(1 / 5)
    assert new.projects_signed == 12 and math.isnan(old.projects_signed)


def test_editions_of_one_forum_make_a_series(two_editions: Study) -> None:
    (found,) = forum_series(two_editions)
    assert [forum.year for forum in found] == [2022, 2023]


def test_the_edit_script_tells_what_changed(two_editions: Study) -> None:
    table = edits(two_editions)
    steps = {(e.field, e.operation, e.before, e.after) for e in table.itertuples()}
    assert ("formula", "renamed", "1+2+2", "1+3+1") in steps
    assert ("component", "grown", "平行论坛", "平行论坛") in steps
    assert ("component", "split", "成果展", "成果展") in steps
    assert ("component", "dropped", "新闻发布会", "") in steps
    assert ("part", "kept", "疫苗论坛", "疫苗论坛") in steps
    assert ("part", "renamed", "核药研发论坛", "核药研发与生产论坛") in steps
    assert ("part", "new", "", "国际合作论坛") in steps
    assert ("hosts", "new", "", "乙大学") in steps
    assert ("firsts", "new", "", "海外分会场") in steps
    grown = table[table.operation == "grown"].iloc[0]
    assert (grown.amount_before, grown.amount_after) == (2, 3)


def test_every_row_rests_on_known_spans(two_editions: Study) -> None:
    known = set(two_editions.statements.fact_id)
    frames = forum_frames(two_editions)
    for table in (edits(two_editions), frames.parts, frames.roles, frames.amounts, frames.calendar):
        assert len(table)
        assert {i for ids in table.fact_ids for i in ids} <= known


def test_a_span_of_a_forum_leads_back_to_its_characters(two_editions: Study) -> None:
    roles = forum_frames(two_editions).roles
    row = roles[roles.name == "乙大学"].iloc[0]
    source = two_editions.source(row.fact_ids[0])
    assert source.quote == "甲市人民政府、乙大学主办"
    assert source.before.endswith("论坛由")


def test_the_seeds_change_as_the_reference_notes(seed_study: Study) -> None:
    table = edits(seed_study)
    steps = {(e.field, e.operation, e.before, e.after) for e in table.itertuples()}
    assert ("component", "grown", "专题论坛", "平行论坛") in steps
    assert ("component", "split", "专题展览展示活动", "展览展示") in steps
    assert ("firsts", "new", "", "海外分会场") in steps
    kept = table[(table.field == "hosts") & (table.operation == "kept")]
    assert len(kept) == 5
    assert len(table[(table.field == "supporters") & (table.operation == "new")]) == 5


def test_words_carry_their_counts(seed_study: Study) -> None:
    table = forum_words(seed_study, 5)
    top = table[table.label == "003"].iloc[0]
    assert (top.term, top.occurrences) == ("转化", 27)
    for _, of in table.groupby("label"):
        assert of.z.is_monotonic_decreasing
        assert (of.occurrences >= 2).all()


def test_passages_are_the_characters_of_both_articles(seed_study: Study) -> None:
    table = reused_passages(seed_study)
    pair = table[(table.one_label == "000") & (table.other_label == "002")]
    assert any("相关活动纳入论坛系列活动" in text for text in pair.text)
    for row in table.itertuples():
        for span, quote in ((row.one, row.one_quote), (row.other, row.other_quote)):
            doc, _, offsets = str(span).rpartition(":")
            start, end = map(int, offsets.split("-"))
            assert seed_study.articles[doc].raw[start:end] == quote
        assert row.characters == len(str(row.text)) >= 12


def test_contradictions_are_listed_with_both_sides() -> None:
    text = OLD.replace("两场平行论坛", "三场平行论坛")
    study = _study(("odd", text, date(2022, 6, 1)))
    (row,) = format_discrepancies(study).itertuples()
    assert (row.what, row.symbol) == ("count", "2")
    assert "三场平行论坛" in str(row.but)
    assert set(row.fact_ids) <= set(study.statements.fact_id)


def test_a_count_that_differs_in_its_place_is_reported() -> None:
    text = (
        "2024甲市生物医药论坛开幕\n5月18日，2024甲市生物医药论坛在甲市开幕。本届论坛采用“1+6+N”模式，"
        "即1场主论坛、5场平行论坛和N场配套活动。论坛由甲市人民政府主办。\n"
    )
    (row,) = format_discrepancies(_study(("odd", text, date(2024, 5, 18)))).itertuples()
    assert (row.what, row.symbol, row.but) == ("count", "6", "5场平行论坛")


def test_an_unknown_label_is_refused(two_editions: Study) -> None:
    with pytest.raises(StudyError, match="no article 'olt'; did you mean 'old'"):
        forum_frames(two_editions, ["olt"])


def test_an_article_without_a_forum_is_told_apart() -> None:
    study = _study(("old", OLD, date(2022, 6, 1)), ("none", "甲市有企业12家。", date(2022, 6, 1)))
    with pytest.raises(StudyError, match="article none describes no forum; those that do are old"):
        forum_frames(study, ["none"])


def test_effective_number_of_equal_kinds_is_their_number() -> None:
    assert effective_number(Counter({"a": 3, "b": 3, "c": 3})) == pytest.approx(3)
    assert math.isnan(effective_number(Counter()))
