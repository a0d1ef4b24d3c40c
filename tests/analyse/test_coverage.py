"""Every raw character is counted once, and quantities stand where they are stated."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.analyse import Study, coverage, shares, study_of
from study.analyse.coverage import KINDS, QUANTITY, _Span, partition

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["body", "noise"])).map(
        lambda each: _Span(min(each[:2]), max(each[:2]), each[2])
    ),
    max_size=8,
)


@given(st.integers(1, 60), SPANS, SPANS)
def test_a_partition_fills_the_text_once(
    length: int, above: list[_Span], below: list[_Span]
) -> None:
    parts = list(partition(length, above, below))
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == length
    for part in parts:
        inside = [span for span in above if span.start <= part.start < span.end]
        assert not inside or part.kind in {span.kind for span in inside}


def test_the_articles_are_filled_without_gap(study: Study) -> None:
    spans = coverage(study)
    text = spans[spans.kind != QUANTITY]
    for doc, rows in text.groupby("doc"):
        assert rows.start.iloc[0] == 0
        assert list(rows.start[1:]) == list(rows.end[:-1])
        assert rows.end.iloc[-1] == len(study.articles[str(doc)].raw)


def test_shares_add_up_and_quantities_are_the_facts(study: Study) -> None:
    table = shares(coverage(study))
    assert table[[f"{kind}_share" for kind in KINDS]].sum(axis=1).tolist() == pytest.approx(
        [100.0] * 5
    )
    assert table.quantities.sum() == len(study.facts)
    by_label = table.set_index("label")
    assert by_label.noise["000"] == 445
    assert (by_label.noise.drop("000") == 0).all()


def test_a_quantity_row_is_the_span_of_its_fact(study: Study) -> None:
    spans = coverage(study)
    facts = study.facts.drop_duplicates("fact_id").set_index("fact_id")
    for row in spans[spans.kind == QUANTITY].itertuples():
        (fact_id,) = row.fact_ids
        assert (row.start, row.end) == tuple(facts.loc[fact_id, ["raw_start", "raw_end"]])


def test_no_article_gives_empty_tables() -> None:
    spans = coverage(study_of([], []))
    assert spans.empty
    assert shares(spans).empty
    assert isinstance(shares(spans), pd.DataFrame)
