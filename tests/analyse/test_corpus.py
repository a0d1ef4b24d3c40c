"""The study as one object: loading from anywhere, and the way back to the source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from samples import article, money, study_with

from study.analyse import Study, load, study_of
from study.model import Fact, StudyError

ROOT = Path(__file__).parents[2]


def test_load_reads_the_seeds_from_the_root_and_from_notebooks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    from_root = load("seeds")
    monkeypatch.chdir(ROOT / "notebooks")
    from_notebooks = load("seeds")
    assert list(from_root.documents.label) == ["000", "001", "002", "003", "004"]
    assert len(from_root.facts) > 50
    pd.testing.assert_frame_equal(from_root.facts, from_notebooks.facts)


def test_every_loaded_quote_stands_where_its_fact_says() -> None:
    study = load(ROOT / "seeds")
    for fact in study.facts.itertuples():
        assert study.articles[fact.doc].raw[fact.raw_start : fact.raw_end] == fact.quote


def test_source_marks_the_quote_in_its_sentence(study: Study) -> None:
    fact_id = study.facts.fact_id[study.facts.quote == "接近800亿元"].iloc[0]
    source = study.source(fact_id)
    assert "⟪接近800亿元⟫" in repr(source)
    assert "<mark>接近800亿元</mark>" in source._repr_html_()
    assert source.reference == "北京青年报, 2023-11-09, 002"
    whole = source.before + source.quote + source.after
    assert whole in study.articles[source.fact_id.split(":")[0]].raw


def test_source_escapes_what_html_would_take_for_markup() -> None:
    said = study_with(money("<b>9亿元", 9))
    shown = said.source(said.facts.fact_id[0])._repr_html_()
    assert "<mark>&lt;b&gt;9亿元</mark>" in shown


def test_an_unknown_fact_is_refused_with_the_nearest_one(study: Study) -> None:
    known = study.facts.fact_id[3]
    with pytest.raises(StudyError, match=f"did you mean '{known}'"):
        study.source(known[:-1] + "9" if known[-1] != "9" else known[:-1] + "8")


def test_an_article_without_date_or_publisher_has_a_source_all_the_same() -> None:
    document = article("100", "有9亿元。", date=None, publisher="")
    made = study_with(money("9亿元", 9))
    fields = {name: getattr(made.facts.iloc[0], name) for name in ("raw_start", "raw_end")}
    fact = _first_fact(made)
    source = study_of([document], [replace(fact, **fields)]).source(fact.fact_id)
    assert source.reference == "100"


def _first_fact(study: Study) -> Fact:
    row = study.facts.iloc[0]
    values = {name: None if pd.isna(row[name]) else row[name] for name in Fact.__annotations__}
    return Fact(**values)  # type: ignore[arg-type]
