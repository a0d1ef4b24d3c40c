"""Expressions that date a number, resolved against the article's day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.extract.periods import Expressions, Period, PeriodReader, Reach

TODAY = date(2023, 5, 17)

# text: first day, last day (None where the text gives none)
RESOLVED = {
    "2021年": ("2021-01-01", "2021-12-31"),
    "2021年度": ("2021-01-01", "2021-12-31"),
    "二〇一九年": ("2019-01-01", "2019-12-31"),
    "今年": ("2023-01-01", "2023-12-31"),
    "去年": ("2022-01-01", "2022-12-31"),
    "前年": ("2021-01-01", "2021-12-31"),
    "明年": ("2024-01-01", "2024-12-31"),
    "2022年上半年": ("2022-01-01", "2022-06-30"),
    "去年下半年": ("2022-07-01", "2022-12-31"),
    "2020年第三季度": ("2020-07-01", "2020-09-30"),
    "今年一季度": ("2023-01-01", "2023-03-31"),
    "2022年前三季度": ("2022-01-01", "2022-09-30"),
    "今年1-4月": ("2023-01-01", "2023-04-30"),
    "2020年1月至2月": ("2020-01-01", "2020-02-29"),
    "去年前11个月": ("2022-01-01", "2022-11-30"),
    "2022年10月": ("2022-10-01", "2022-10-31"),
    "2021年12月8日": ("2021-12-08", "2021-12-08"),
    "2022年底": ("2022-12-31", "2022-12-31"),
    "2022年6月底": ("2022-06-30", "2022-06-30"),
    "2019—2021年": ("2019-01-01", "2021-12-31"),
    "2019年至2021年": ("2019-01-01", "2021-12-31"),
    "“十三五”期间": ("2016-01-01", "2020-12-31"),
    "“十四五”时期": ("2021-01-01", "2025-12-31"),
    "“十四五”末": ("2025-01-01", "2025-12-31"),
    "上半年": ("2023-01-01", "2023-06-30"),
    "一季度": ("2023-01-01", "2023-03-31"),
    "3月": ("2023-03-01", "2023-03-31"),
    "12月": ("2022-12-01", "2022-12-31"),
    "4月20日": ("2023-04-20", "2023-04-20"),
    "4月20日至22日": ("2023-04-20", "2023-04-22"),
    "目前": ("2023-05-17", "2023-05-17"),
    "截至目前": ("2023-05-17", "2023-05-17"),
    "截至2022年底": ("2022-12-31", "2022-12-31"),
    "截至4月30日": ("2023-04-30", "2023-04-30"),
    "自2018年起": ("2018-01-01", "2023-05-17"),
    "2018年以来": ("2018-01-01", "2023-05-17"),
    "今年以来": ("2023-01-01", "2023-05-17"),
    "过去三年": ("2020-01-01", "2022-12-31"),
    "到2026年": ("2026-01-01", "2026-12-31"),
    "本月": ("2023-05-01", "2023-05-31"),
    "上月": ("2023-04-01", "2023-04-30"),
}

REACHES = {
    "2021年": Reach.SPAN,
    "今年1-4月": Reach.SPAN,
    "截至目前": Reach.AS_OF,
    "截至2022年底": Reach.AS_OF,
    "到2026年": Reach.UNTIL,
    "2025年底前": Reach.UNTIL,
    "自2018年起": Reach.SINCE,
    "过去三年": Reach.DURATION,
    "未来3—5年": Reach.AHEAD,
    "“十四五”期间": Reach.NAMED,
    "2021年12月8日": Reach.POINT,
}

NONE = "第三年级 1980元 2000家 三年级 五年制 百年老店 年均 月饼 2月30日 13月"


def _find(text: str, today: date | None = TODAY) -> list[Period]:
    expressions = Expressions(text, [(0, len(text))]).between(0, len(text))
    return [p for p in PeriodReader(today).resolve(expressions) if p.last or p.first]


@pytest.mark.parametrize("text", RESOLVED)
def test_an_expression_is_resolved(text: str) -> None:
    sentence = f"{text},园区产值910亿元"
    (found,) = _find(sentence)
    assert (str(found.first), str(found.last)) == RESOLVED[text]
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize("text", REACHES)
def test_how_an_expression_dates_numbers(text: str) -> None:
    (found,) = _find(f"{text},园区产值910亿元")
    assert found.reach is REACHES[text]


@pytest.mark.parametrize("text", NONE.split())
def test_what_only_looks_like_a_period(text: str) -> None:
    assert not _find(f"这里有{text}")


def test_the_same_year_is_the_one_named_before() -> None:
    text = "2019年获批12件,当年收入3亿元"
    assert [p.last for p in _find(text)] == [date(2019, 12, 31)] * 2


def test_expressions_are_found_in_order() -> None:
    text = "2020年产值12亿元,2021年15亿元,今年一季度4亿元"
    assert [p.first for p in _find(text)] == [date(2020, 1, 1), date(2021, 1, 1), date(2023, 1, 1)]


@pytest.mark.parametrize("text", ["今年", "去年底", "上半年", "过去三年", "未来五年"])
def test_what_needs_the_article_s_day_is_unknown_without_it(text: str) -> None:
    assert not _find(text, None)


def test_a_named_year_needs_no_day() -> None:
    (found,) = _find("2017年产值5亿元", None)
    assert (found.first, found.last) == (date(2017, 1, 1), date(2017, 12, 31))


PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025)}


@pytest.mark.parametrize("plan", PLANS)
def test_five_year_plans(plan: str) -> None:
    for text in (f"“{plan}”期间,产值910亿元", f"{plan}时期,产值910亿元"):
        (found,) = _find(text)
        assert found.first and found.last
        assert (found.first.year, found.last.year) == PLANS[plan]


@given(st.dates(date(2000, 1, 1), date(2039, 12, 31)), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_every_full_date_is_itself(day: date, today: date) -> None:
    (found,) = _find(f"{day.year}年{day.month}月{day.day}日,产值1亿元", today)
    assert (found.first, found.last) == (day, day)


_SCRAPS = "2023 2099 13 31 0 年月日季度上下半前去今明后近未来截至到自起以来底末内十五期间“”-—三"
_WORDS = st.lists(st.sampled_from(re.findall(r"\d+|\S", _SCRAPS)), max_size=12).map("".join)


@given(_WORDS, st.none() | st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_no_period_ends_before_it_starts(text: str, today: date | None) -> None:
    for period in _find(text, today):
        assert period.first is None or period.last is None or period.first <= period.last
