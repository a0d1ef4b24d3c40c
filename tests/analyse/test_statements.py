"""Stated levels and counts of firms: every source kept, none mixed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from samples import firms_of, money, statement, study_with

from study.analyse import Study, firms, scale, select


def test_the_stated_scale_of_the_seeds(study: Study) -> None:
    table = scale(study.facts)
    points = {
        (row.place, row.indicator, row.industry, row.year, row.status): row.value / 1e8
        for row in table[table.year.notna()].itertuples()
    }
    assert points["昌平区", "industry_scale", "医药健康", 2022, "actual"] == 800
    assert points["昌平区", "revenue", "医药健康", 2023, "actual"] == 910
    assert points["昌平区", "revenue", "医药健康", 2024, "target"] == 1000
    assert points["昌平区", "output_value", "医药健康", 2023, "actual"] == 370
    assert points["北京市", "industry_scale", "医药健康", 2023, "actual"] == 9761
    assert points["北京市", "revenue", "医药健康", 2023, "actual"] == 9761
    assert points["北京市", "industry_scale", "医药健康", 2026, "target"] == 12500
    assert points["北京市", "output_value", "医药工业", 2024, "actual"] == 1850
    assert points["北京市", "output_value", "医疗器械", 2024, "actual"] == 350
    assert points["北京亦庄生物医药园", "revenue", "", 2024, "actual"] == pytest.approx(52.6)


def test_bounds_come_in_the_unit_of_the_value(study: Study) -> None:
    row = scale(study.facts).set_index("stated").loc["接近800亿元"]
    assert (row.interval_low, row.interval_high) == (7e10, 8e10)
    assert (row.bound_low, row.bound_high) == (0, 8e10)


def test_an_amount_that_defines_a_class_of_firms_is_no_level(study: Study) -> None:
    assert "10亿元以上" in set(study.facts.stated)
    assert "10亿元以上" not in set(scale(study.facts).stated)
    alone = study_with(money("10亿元以上", 10), firms_of("36家", 36, article="200"))
    assert list(scale(alone.facts).stated) == ["10亿元以上"]


def test_two_sources_that_agree_stand_side_by_side() -> None:
    table = scale(
        study_with(
            money("近800亿元", 800, qualifier="nearly"), money("760亿元", 760, article="200")
        ).facts
    )
    assert list(table.agreement) == ["agree", "agree"]
    assert table.point.nunique() == 1
    assert list(table.sources) == [["100 100报 2024-05-01"], ["200 200报 2024-05-01"]]


def test_two_sources_that_differ_are_a_conflict() -> None:
    table = scale(study_with(money("910亿元", 910), money("980亿元", 980, article="200")).facts)
    assert list(table.agreement) == ["conflict", "conflict"]
    assert table.point.nunique() == 1
    assert len(table) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"year": 2022},
        {"place": "昌平区"},
        {"industry": "医疗器械"},
        {"indicator": "output_value"},
        {"status": "target"},
        {"unit": "USD"},
    ],
)
def test_other_points_are_not_set_against_each_other(other: dict[str, object]) -> None:
    table = scale(
        study_with(money("910亿元", 910), money("980亿元", 980, article="200", **other)).facts
    )
    assert list(table.agreement) == ["single", "single"]
    assert table.point.nunique() == 2


def test_two_subjects_of_one_article_do_not_contradict_each_other() -> None:
    both = [firms_of("12家", 12, subject="甲类企业"), firms_of("30家", 30, subject="乙类企业")]
    assert list(firms(study_with(*both).facts).agreement) == ["single", "single"]


def test_an_undated_target_is_kept_without_year() -> None:
    table = scale(study_with(money("千亿级", 1000, status="target", year=None)).facts)
    assert table.year.isna().all()
    assert len(table) == 1


def test_what_speaks_of_no_place_is_left_out() -> None:
    assert scale(study_with(money("9亿元", 9, place="")).facts).empty


def test_the_firms_of_the_seeds_keep_their_days(study: Study) -> None:
    table = firms(study.facts).set_index("stated")
    assert table.loc["85家"].indicator.tolist() == [
        "enterprises.listed",
        "enterprises.little_giant",
    ]
    assert table.loc["87家"].end == pd.Timestamp("2025-04-15")
    assert table.loc["突破500家"].status == "target"
    assert table.loc["100余家"].qualifier == "over"


def test_the_size_of_a_list_counts_no_firms(study: Study) -> None:
    stated = set(firms(study.facts).stated)
    assert {"百强榜", "500强"} <= set(study.facts.stated)
    assert not {"百强榜", "500强"} & stated


def test_only_firms_are_counted() -> None:
    other = statement("5家", 5, unit="count", counter="家", indicator="institutions")
    assert list(firms(study_with(firms_of("17家", 17), other).facts).stated) == ["17家"]


def test_tables_of_nothing_have_their_columns(study: Study) -> None:
    nothing = study.facts.iloc[:0]
    for table in (scale, firms):
        assert list(table(nothing).columns) == list(table(study.facts).columns)
        assert table(nothing).empty


def test_a_place_is_selected_with_what_lies_within() -> None:
    facts = study_with(
        money("1亿元", 1, place="北京市"),
        money("2亿元", 2, place="昌平区"),
        money("3亿元", 3, place="国际医疗器械城"),
        money("4亿元", 4, place="通州区"),
        money("5亿元", 5, place=""),
    ).facts
    assert list(select(facts, place="昌平区").stated) == ["2亿元", "3亿元"]
    assert list(select(facts, place="北京市").stated) == ["1亿元", "2亿元", "3亿元", "4亿元"]
    assert len(select(facts)) == 5


def test_years_and_segments_are_selected() -> None:
    facts = study_with(
        money("1亿元", 1, year=2021, industry="医疗器械"),
        money("2亿元", 2, year=2023),
        money("3亿元", 3, start=date(2020, 1, 1), end=date(2025, 12, 31)),
        money("4亿元", 4, year=None),
    ).facts
    assert list(select(facts, first_year=2022, last_year=2023).stated) == [
        "2亿元",
        "3亿元",
        "4亿元",
    ]
    assert list(select(facts, industry="医疗器械").stated) == ["1亿元"]
