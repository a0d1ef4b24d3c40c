"""Numbers of tables, whose units stand in a column or in the header."""

from __future__ import annotations

from datetime import date

import pytest

from study.extract import extract_facts
from study.model import Fact, Status
from study.read import read_text

BY_UNIT = """2015年长沙市医药制造业运行简析
2015年，全市医药制造业规模继续提升。
指标\t单位\t2015年\t比上年增长(%)
企业单位数\t家\t79\t9.7
工业总产值\t亿元\t368.4\t18.6
主营业务收入\t亿元\t1,352.8\t15.2
建成区面积\t平方公里\t3.5\t-4.3
"""
BY_COLUMN = """各区医药产业情况
长沙市医药产业继续提升，规模居全省首位。
地区  企业数(家)  产值(亿元)  占全市比重(%)  增速(%)
浏阳市  32  181.5  49.3  12.1
望城区  17  88.9  24.1  -3.0
"""
OF_PLAN = """巴南区医药产业发展规划
指标            单位     2015年     2020年     属性
规上企业数       家        14         60       预期性
从业人员         人       4200       25000     预期性
"""


def facts(raw: str) -> dict[str, Fact]:
    return {f.quote: f for f in extract_facts(read_text(raw, doc="t", date=date(2016, 3, 21)))}


def test_units_of_a_column_are_those_of_its_rows() -> None:
    found = facts(BY_UNIT)
    assert len(found) == 8
    assert (found["368.4"].value, found["368.4"].unit) == (36_840_000_000, "CNY")
    assert found["368.4"].indicator == "output_value"
    assert found["1,352.8"].indicator == "revenue"
    assert (found["79"].counter, found["79"].indicator) == ("家", "enterprises")
    assert (found["3.5"].value, found["3.5"].unit) == (3_500_000, "m2")
    assert (found["-4.3"].value, found["-4.3"].indicator) == (-4.3, "growth_rate")
    assert {f.end for f in found.values()} == {date(2015, 12, 31)}


def test_headers_tell_what_their_columns_measure() -> None:
    found = facts(BY_COLUMN)
    assert (found["181.5"].indicator, found["181.5"].place) == ("output_value", "浏阳市")
    assert (found["17"].counter, found["17"].place) == ("家", "望城区")
    assert (found["49.3"].indicator, found["49.3"].unit) == ("share", "%")
    assert (found["-3.0"].indicator, found["-3.0"].subject) == ("growth_rate", "产值")


def test_a_year_to_come_is_aimed_at() -> None:
    found = facts(OF_PLAN)
    assert (found["14"].status, found["60"].status) == (Status.ACTUAL, Status.TARGET)
    assert found["60"].indicator == "enterprises.above_scale"
    assert found["25000"].end == date(2020, 12, 31)


@pytest.mark.parametrize(
    "raw",
    [
        "今天 天气 很好(%)\n我们 一起 出门\n大家 都 高兴\n",
        "指标 单位 2015年\n企业 家 79\n",
        "甲 乙 丙(家)\n1 2 3\n4 5 6\n",
        "名称(万个万) 单位 备注\nA x 1\nB y 2\n",
    ],
)
def test_what_is_no_table_tells_nothing_of_the_kind(raw: str) -> None:
    assert not {"1", "2", "3", "79"} & facts(raw).keys()
