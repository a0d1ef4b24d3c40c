"""Tables keep their schema, and a broken row is named."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from reference import reference_documents, reference_facts
from samples import article, money, study_with

from study.analyse import Study, study_of
from study.analyse.tables import (
    DOCUMENT_COLUMNS,
    FACT_COLUMNS,
    NOISE_COLUMNS,
    PARAGRAPH_COLUMNS,
    checked,
    facts_table,
)
from study.model import StudyError


def test_every_fact_is_a_row_with_its_article(study: Study) -> None:
    assert len(study.facts) == len(reference_facts())
    assert tuple(study.facts.columns) == FACT_COLUMNS
    assert study.facts.fact_id.is_unique or study.facts.duplicated(["doc", "raw_start"]).any()
    assert set(study.facts.label) == {"000", "001", "002", "003", "004"}


def test_rows_are_sorted_whatever_the_order_of_the_facts() -> None:
    documents, facts = reference_documents(), reference_facts()
    pd.testing.assert_frame_equal(
        facts_table(facts, documents), facts_table(reversed(facts), documents)
    )


def test_stated_is_the_quote_without_noise_in_simplified_script(study: Study) -> None:
    said = study.facts.set_index("quote").stated
    assert said["16■■■◆.6%"] == "16.6%"
    assert said["突破52.6億元"] == "突破52.6亿元"


def test_paragraphs_and_noise_point_into_the_raw_text(study: Study) -> None:
    for row in study.noise.itertuples():
        assert set(study.articles[row.doc].raw[row.raw_start : row.raw_end]) <= set("■◆★")
    for row in study.paragraphs.itertuples():
        raw = study.articles[row.doc].raw[row.raw_start : row.raw_end]
        assert raw[0] == row.text[0] or row.doc.startswith("001")


def test_a_study_of_nothing_has_all_columns() -> None:
    empty = study_of([], [])
    assert tuple(empty.documents.columns) == DOCUMENT_COLUMNS
    assert tuple(empty.facts.columns) == FACT_COLUMNS
    assert tuple(empty.paragraphs.columns) == PARAGRAPH_COLUMNS
    assert tuple(empty.noise.columns) == NOISE_COLUMNS
    full = study_with(money("9亿元", 9))
    pd.testing.assert_series_equal(empty.facts.dtypes, full.facts.dtypes)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("qualifier", "roughly", "isin"),
        ("raw_start", -1, "greater_than_or_equal_to"),
        ("doc", "", "str_length"),
    ],
)
def test_a_broken_row_is_named_with_its_column(column: str, value: object, rule: str) -> None:
    facts = study_with(money("9亿元", 9), money("8亿元", 8)).facts
    facts.loc[1, column] = value
    with pytest.raises(StudyError) as caught:
        checked("facts", facts)
    message = str(caught.value)
    assert message.startswith("table facts, row 1 (fact_id 100_article:")
    assert f"column {column}: {value!r}" in message
    assert rule in message
    assert "\n" not in message


def test_a_fact_of_an_article_that_was_not_read_is_refused() -> None:
    facts = [replace(reference_facts()[0], doc="nowhere")]
    with pytest.raises(StudyError, match="nowhere"):
        study_of(reference_documents(), facts)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    facts = study_with(money("9亿元", 9)).facts
    facts["end"] = facts.start - pd.Timedelta(days=1)
    with pytest.raises(StudyError, match="start <= end"):
        checked("facts", facts)


def test_two_articles_of_one_key_are_refused() -> None:
    with pytest.raises(StudyError, match="table documents"):
        study_of([article("100", "一"), article("100", "二")], [])
