"""Numbers with their units and qualifiers, found in clean text."""

from __future__ import annotations

from typing import Any

import pytest

from study.extract.scan import Quantity, scan
from study.model import Qualifier

# text: (what is quoted, value, unit, counter, qualifier)
ONE = {
    "园区有药企37家": ("37家", 37, "count", "家", "exact"),
    "产值7.25亿元": ("7.25亿元", 7.25e8, "CNY", "", "exact"),
    "融资3,000万美元": ("3,000万美元", 3e7, "USD", "", "exact"),
    "成交额60亿港元": ("60亿港元", 6e9, "HKD", "", "exact"),
    "占地2.5平方公里": ("2.5平方公里", 2.5e6, "m2", "", "exact"),
    "占地300亩": ("300亩", 300, "mu", "", "exact"),
    "新增40公顷绿地": ("40公顷", 4e5, "m2", "", "exact"),
    "厂房6万平米": ("6万平米", 6e4, "m2", "", "exact"),
    "增长16.6%": ("16.6%", 16.6, "%", "", "exact"),
    "提高2.3个百分点": ("2.3个百分点", 2.3, "pp", "", "exact"),
    "占三分之一": ("三分之一", 100 / 3, "%", "", "exact"),
    "占比近四成": ("近四成", 40, "%", "", "nearly"),
    "占六成五": ("六成五", 65, "%", "", "exact"),
    "约占1/25": ("约占1/25", 4, "%", "", "about"),
    "达到百分之十二": ("百分之十二", 12, "%", "", "exact"),
    "是上年的1.8倍": ("1.8倍", 1.8, "x", "", "exact"),
    "规模翻一番": ("翻一番", 2, "x", "", "exact"),
    "规模翻两番": ("翻两番", 4, "x", "", "exact"),
    "历时18个月": ("18个月", 18, "month", "", "exact"),
    "压缩至45个工作日": ("45个工作日", 45, "workday", "", "exact"),
    "需要36小时": ("36小时", 36, "hour", "", "exact"),
    "共八场活动": ("八场", 8, "count", "场", "exact"),
    "两千三百余人参会": ("两千三百余人", 2300, "count", "人", "over"),
    "十余位专家": ("十余位", 10, "count", "位", "over"),
    "120余万平方米": ("120余万平方米", 1.2e6, "m2", "", "over"),
    "超过50家": ("超过50家", 50, "count", "家", "over"),
    "逾90项": ("逾90项", 90, "count", "项", "over"),
    "突破千亿元": ("突破千亿元", 1e11, "CNY", "", "over"),
    "不少于20名": ("不少于20名", 20, "count", "名", "at_least"),
    "至少5款": ("至少5款", 5, "count", "款", "at_least"),
    "不超过30天": ("不超过30天", 30, "day", "", "at_most"),
    "最高500万元": ("最高500万元", 5e6, "CNY", "", "at_most"),
    "约70个": ("约70个", 70, "count", "个", "about"),
    "70个左右": ("70个左右", 70, "count", "个", "about"),
    "200件以上": ("200件以上", 200, "count", "件", "over"),
    "接近800亿元": ("接近800亿元", 8e10, "CNY", "", "nearly"),
    "近百家": ("近百家", 100, "count", "家", "nearly"),
    "高达88%": ("88%", 88, "%", "", "exact"),
    "达到910亿元": ("910亿元", 9.1e10, "CNY", "", "exact"),
}

# text: (quote, low, high, unit)
RANGES = {
    "增速30%—40%": ("30%—40%", 30, 40, "%"),
    "增速30%~40%": ("30%~40%", 30, 40, "%"),
    "投入5-8万元": ("5-8万元", 5e4, 8e4, "CNY"),
    "投入5万至8万元": ("5万至8万元", 5e4, 8e4, "CNY"),
    "缩短2到3个月": ("2到3个月", 2, 3, "month"),
    "每组七八人": ("七八人", 7, 8, "count"),
    "10家至15家": ("10家至15家", 10, 15, "count"),
}

NONE = """
第三轮 第12届 PD-1 CAR-T COVID-19 IL-17A G20 H1N1 9:30 010-62345678 进一步 一流 一批 之一 统一 唯一
数十家 几百家 成千上万 十分 万一 四川 三亚 百度 9月 五花八门 四面八方 千家万户 千人千面 千方百计
八面玲珑 一国两制
"""


def _scan(text: str) -> list[Quantity]:
    return [q for q in scan(text) if q.kind not in ("naked", "bare")]


def _told(quantity: Quantity, text: str) -> tuple[Any, ...]:
    quote = text[quantity.start : quantity.end]
    return quote, quantity.unit, quantity.counter, str(quantity.qualifier)


@pytest.mark.parametrize("text", ONE)
def test_a_number_with_its_unit_and_qualifier(text: str) -> None:
    quote, value, unit, counter, qualifier = ONE[text]
    (found,) = _scan(text)
    assert _told(found, text) == (quote, unit, counter, qualifier)
    assert found.value == pytest.approx(value, rel=1e-6)
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize("text", RANGES)
def test_a_range(text: str) -> None:
    quote, low, high, unit = RANGES[text]
    (found,) = _scan(text)
    assert text[found.start : found.end] == quote
    assert (found.low, found.high, found.unit) == (low, high, unit)
    assert found.value == (low + high) / 2
    assert found.qualifier is Qualifier.RANGE


@pytest.mark.parametrize("text", NONE.split())
def test_what_only_looks_like_a_quantity(text: str) -> None:
    assert not _scan(f"这里{text}是名称")


def test_several_numbers_are_found_in_order() -> None:
    text = "产值910亿元、收入370亿元,企业120家,同比增长16.6%。"
    assert [text[q.start : q.end] for q in scan(text)] == ["910亿元", "370亿元", "120家", "16.6%"]


def test_only_the_span_asked_for_is_searched() -> None:
    text = "企业12家,产品34个,人才56名"
    assert [q.value for q in scan(text, text.index(","), text.rindex(","))] == [34]


QUALIFIED = {
    "约": Qualifier.ABOUT,
    "大约": Qualifier.ABOUT,
    "近": Qualifier.NEARLY,
    "将近": Qualifier.NEARLY,
    "超": Qualifier.OVER,
    "突破": Qualifier.OVER,
    "不低于": Qualifier.AT_LEAST,
    "最多": Qualifier.AT_MOST,
}


@pytest.mark.parametrize("word", QUALIFIED)
def test_a_qualifier_belongs_to_the_quote(word: str) -> None:
    text = f"总共{word}60家"
    (found,) = _scan(text)
    assert (text[found.start : found.end], found.qualifier) == (f"{word}60家", QUALIFIED[word])


@pytest.mark.parametrize("text", ["完成签约60项", "附近60家", "节约60万元", "共60家", "会上60人"])
def test_the_end_of_another_word_is_no_qualifier(text: str) -> None:
    (found,) = _scan(text)
    assert (found.start, found.qualifier) == (text.index("6"), Qualifier.EXACT)


def test_a_qualifier_before_the_span_is_not_looked_at() -> None:
    (found,) = scan("超60家", 1)
    assert (found.start, found.qualifier) == (1, Qualifier.EXACT)
