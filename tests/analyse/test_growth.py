"""Growth worked out by hand, and what may be set against what."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import firms_of, money, statement, study_with

from study.analyse import Study, backcast, growth
from study.analyse.growth import measured, rate
from study.analyse.intervals import Interval, exactly


def rates(table: pd.DataFrame, **wanted: object) -> list[tuple[float, float]]:
    for name, value in wanted.items():
        table = table[table[name] == value]
    return [(round(row.low, 2), round(row.high, 2)) for row in table.itertuples()]


def test_growth_of_the_seeds(study: Study) -> None:
    table = growth(study.facts)
    changping = table[table.place == "昌平区"]
    assert rates(changping, kind="stated", indicator="revenue") == [(10, 10)]
    assert rates(changping, kind="stated", indicator="output_value") == [(16.6, 16.6)]
    # 910 over 800 and over 700; 1000 over 910; the root of 1000 over 800 and over 700.
    assert rates(changping, kind="implied") == [(13.75, 30.0)]
    assert rates(changping, kind="needed", indicator="revenue") == [(9.89, 9.89)]
    assert rates(changping, kind="needed", indicator="industry_scale") == [(11.8, 19.52)]
    beijing = table[(table.place == "北京市") & (table.indicator == "industry_scale")]
    # 10000 over 9761; the cube root of 12500 over 9761.
    assert rates(beijing, kind="needed") == [(2.45, 2.45), (8.59, 8.59)]
    assert list(beijing.years) == [1, 3]


def test_firms_needed_for_a_target_within_the_year(study: Study) -> None:
    table = growth(study.facts)
    row = table[table.indicator == "enterprises.specialised"].iloc[0]
    assert row.low == pytest.approx(100 * (500 / 454 - 1))
    assert (row.measure, row.qualifier, row.kind) == ("total", "over", "needed")


def test_scale_and_revenue_may_be_compared_and_it_is_said(study: Study) -> None:
    table = growth(study.facts)
    implied = table[(table.place == "昌平区") & (table.kind == "implied")].iloc[0]
    assert (implied.base_indicator, implied.indicator) == ("industry_scale", "revenue")
    assert implied.mixed_indicators
    assert not table[table.kind == "stated"].mixed_indicators.any()


def test_the_same_indicator_is_preferred_to_a_nearer_year() -> None:
    facts = study_with(
        money("100亿元", 100, year=2020),
        money("110亿元", 110, year=2021, indicator="industry_scale"),
        money("144亿元", 144, year=2022),
    ).facts
    table = growth(facts)
    last = table[table.to_year == 2022].iloc[0]
    assert (last.from_year, last.measure, last.mixed_indicators) == (2020, "average", False)
    assert last.low == pytest.approx(20)


@pytest.mark.parametrize(
    "other",
    [
        {"place": "昌平区"},
        {"indicator": "output_value"},
        {"unit": "USD"},
        {"start": date(2022, 1, 1), "end": date(2022, 6, 30)},
        {"start": date(2019, 1, 1), "end": date(2022, 12, 31)},
        {"start": date(2022, 12, 31), "end": date(2022, 12, 31)},
        {"year": None},
        {"status": "target"},
    ],
)
def test_what_may_not_be_compared_is_not(other: dict[str, object]) -> None:
    first = money("700亿元", 700, **{"year": 2022, "industry": "医药健康", **other})
    later = money("910亿元", 910, year=2023, industry="医药健康")
    table = growth(study_with(first, later).facts)
    assert table[table.kind == "implied"].empty


def test_segments_are_kept_apart_when_several_are_named() -> None:
    facts = study_with(
        money("700亿元", 700, year=2022),
        money("910亿元", 910, year=2023, industry="医药健康"),
        money("90亿元", 90, year=2023, industry="医疗器械"),
    ).facts
    assert growth(facts).empty


def test_a_number_without_segment_joins_the_only_one_named() -> None:
    facts = study_with(
        money("700亿元", 700, year=2022), money("910亿元", 910, year=2023, industry="医药健康")
    ).facts
    row = growth(facts).iloc[0]
    assert (row.industry, row.segment_assumed, row.low) == ("医药健康", True, pytest.approx(30))


def test_all_sources_of_a_point_widen_its_interval() -> None:
    facts = study_with(
        money("100亿元", 100, year=2022),
        money("110亿元", 110, year=2023),
        money("120亿元", 120, year=2023, article="200"),
    ).facts
    row = growth(facts).iloc[0]
    assert (row.low, row.high) == pytest.approx((10, 20))
    assert len(row.fact_ids) == 3
    assert len(row.sources) == 2


def test_a_target_already_passed_needs_nothing() -> None:
    facts = study_with(
        money("100亿元", 100, year=2022, status="target"), money("120亿元", 120, year=2023)
    ).facts
    assert growth(facts).empty


@pytest.mark.parametrize("qualifier", ["at_least", "at_most"])
def test_a_floor_or_ceiling_tells_no_growth(qualifier: str) -> None:
    facts = study_with(
        money("100亿元", 100, year=2022, qualifier=qualifier), money("120亿元", 120, year=2023)
    ).facts
    assert growth(facts).empty


def test_a_floor_may_be_a_target() -> None:
    aim = money("不低于120亿元", 120, year=2024, qualifier="at_least", status="target")
    row = growth(study_with(money("100亿元", 100, year=2023), aim).facts).iloc[0]
    assert (row.low, row.high, row.qualifier) == (pytest.approx(20), pytest.approx(20), "over")


def test_counts_of_days_far_apart_grow_a_year() -> None:
    facts = study_with(
        firms_of("100家", 100, start=date(2021, 6, 30), end=date(2021, 6, 30)),
        firms_of("121家", 121, start=date(2023, 6, 30), end=date(2023, 6, 30)),
    ).facts
    row = growth(facts).iloc[0]
    assert row.measure == "average"
    assert row.low == pytest.approx(10, abs=0.02)


def growth_rate(quote: str, value: float, subject: str, **fields: object) -> object:
    plain = {"unit": "%", "indicator": "growth_rate", "subject": subject, "of": "年均"}
    period = {"start": date(2021, 1, 1), "end": date(2023, 12, 31)}
    return statement(quote, value, **{**plain, **period, **fields})


@pytest.mark.parametrize(
    ("subject", "code"),
    [("医药健康产业收入", "revenue"), ("工业总产值", "output_value"), ("进出口", "")],
)
def test_a_rate_speaks_of_the_level_its_subject_names(subject: str, code: str) -> None:
    facts = study_with(growth_rate("10%", 10, subject)).facts
    assert list(measured(facts)) == [code]


def test_rates_under_one_head_speak_of_its_levels_in_turn() -> None:
    facts = study_with(
        growth_rate("10%", 10, "收入、产值年均增速"),
        growth_rate("16.6%", 16.6, "收入、产值年均增速"),
    ).facts
    assert list(measured(facts)) == ["", ""]  # two sentences: which is which is not told
    together = facts.assign(sentence_start=0)
    assert list(measured(together)) == ["revenue", "output_value"]


def test_backcast_of_the_seeds(study: Study) -> None:
    table = backcast(study.facts).set_index("indicator")
    assert table.loc["revenue"].low == pytest.approx(910e8 / 1.1**3)
    assert table.loc["output_value"].low == pytest.approx(370e8 / 1.166**3)
    assert set(table.base_year) == {2020}
    assert all(len(ids) == 2 for ids in table.fact_ids)


def test_backcast_carries_what_is_not_exact() -> None:
    facts = study_with(
        growth_rate("约10%", 10, "收入", qualifier="about", start=date(2023, 1, 1), of="同比"),
        money("近800亿元", 800, qualifier="nearly"),
    ).facts
    row = backcast(facts).iloc[0]
    # 约10% is 9.5 to 10.5 percent, 近800 is 700 to 800.
    assert (row.low, row.high) == pytest.approx((700e8 / 1.105, 800e8 / 1.095))
    assert row.base_year == 2022


def test_no_facts_no_growth(study: Study) -> None:
    nothing = study.facts.iloc[:0]
    assert growth(nothing).empty
    assert backcast(nothing).empty
    assert list(growth(nothing).columns) == list(growth(study.facts).columns)


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(1, 10))
def test_growing_at_the_rate_leads_back_to_the_level(
    base: float, level: float, years: float
) -> None:
    found = rate(exactly(base), exactly(level), years).low
    assert base * (1 + found / 100) ** years == pytest.approx(level, rel=1e-6)


@given(st.floats(1, 1e3), st.floats(0, 1e3), st.floats(1, 1e3), st.floats(0, 1e3), st.floats(1, 5))
def test_a_rate_of_intervals_holds_the_rates_of_their_ends(
    a: float, more_a: float, b: float, more_b: float, years: float
) -> None:
    held = rate(Interval(a, a + more_a), Interval(b, b + more_b), years)
    for base in (a, a + more_a):
        for level in (b, b + more_b):
            single = rate(exactly(base), exactly(level), years).low
            assert held.low - 1e-6 <= single <= held.high + 1e-6
