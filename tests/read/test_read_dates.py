"""The day of publication, and how it is known."""

from __future__ import annotations

from datetime import date

import pytest

from study.model import DateKnownBy
from study.read import read_text

BODY = "园区今年新增企业80家，产值达到90亿元，同比增长8%。"


@pytest.mark.parametrize(
    "byline",
    [
        "来源：太湖晚报 发布时间：2024-08-08 17:39:09",
        "太湖晚报客户端 2024-08-08 17:39",
        "日期:2024-08-08",
        "2024年8月8日 17:39 来源：太湖晚报",
        "发布时间： 2024/08/08",
        "时间：2024.08.08",
        "2024-8-8",
        "出版：２０２４－０８－０８ 10:00",
        "發布日期：2024年8月8日",
        "首页 > 新闻 > 2024 > 0808",
        "8 Aug 2024 17:39",
        "August 8, 2024",
        "民國113年8月8日",
        "二〇二四年八月八日",
        "时间: 24-08-08 17:39",
        "发布时间:2024—08—08",
        "2024·08·08",
        "2024_08_08",
        "二O二四年八月八日",
    ],
)
def test_a_byline_tells_the_day(byline: str) -> None:
    document = read_text(f"无锡新增企业80家\n{byline}\n{BODY}\n2023年3月1日，园区揭牌。")
    assert (document.date, document.date_known_by) == (date(2024, 8, 8), DateKnownBy.BYLINE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年11月22日，论坛开幕，企业80家参会。", date(2024, 11, 22)),
        ("11月22日，2024无锡论坛开幕，企业80家参会。", date(2024, 11, 22)),
        ("4月15日举行发布会。2024年产值90亿元，力争2026年突破100亿元。", date(2024, 4, 15)),
        ("6月1日，园区揭牌。成立于2016年3月5日的企业入驻，2023年产值9亿元。", date(2023, 6, 1)),
        ("论坛将于12月18日举行。发布会11月9日召开，2023年论坛为第三届。", date(2023, 11, 9)),
        ("8月6日讯，今年1至6月，收入683亿元。2018年产业总收入突破1200亿元。", date(2019, 8, 6)),
        ("4月18日，2019年无锡签约仪式举行。计划建设基地，2021年建成。", date(2019, 4, 18)),
        ("3月2日开工。公司拟投资8亿元，2026年投产。2024年产值9亿元。", date(2024, 3, 2)),
        ("7月6日发布会。2021年规模76亿元。今年落实《行动方案（2022-2024年）》。", date(2022, 7, 6)),
        ("自2018年起实施计划，到2030年建成。2月30日无此日，3月2日有会，2021年。", date(2021, 3, 2)),
    ],
)
def test_the_text_implies_the_day(text: str, day: date) -> None:
    document = read_text(text)
    assert (document.date, document.date_known_by) == (day, DateKnownBy.TEXT)


@pytest.mark.parametrize(
    "text", [BODY, "11月22日，论坛开幕，企业80家参会。", "计划到2030年建成企业80家。", ""]
)
def test_what_nothing_tells_is_unknown(text: str) -> None:
    document = read_text(text)
    assert (document.date, document.date_known_by) == (None, DateKnownBy.UNKNOWN)


@pytest.mark.parametrize(
    ("foot", "day"),
    [("wuxi.cn 2024-08-08", date(2024, 8, 8)), ("wuxi.cn 2025-01-02", None), ("wuxi.cn", None)],
)
def test_a_stamp_below_the_text_counts_soon_after_what_it_tells(
    foot: str, day: date | None
) -> None:
    text = f"无锡新增企业80家\n8月6日下午，园区揭牌，企业80家入驻。{BODY}\n推荐内容\n{foot}"
    assert read_text(text).date == day


def test_a_stamp_that_opens_the_text_is_its_day() -> None:
    text = "无锡新增企业80家\n太湖网 2022-05-12 太湖晚报讯 2021年，园区新增企业80家，产值90亿元。"
    assert read_text(text).date == date(2022, 5, 12)


@pytest.mark.parametrize("day", ["08/31/2024", "31.08.2024", "2024-08-31"])
def test_a_day_is_told_from_a_month_where_it_can_be_no_month(day: str) -> None:
    assert read_text(f"无锡新增企业80家\n来源：太湖晚报 {day}\n{BODY}").date == date(2024, 8, 31)


@pytest.mark.parametrize("foot", ["李明 · 2024—08—08", "更新于 2024-08-08", "[2024.8.8] [打印]"])
def test_the_only_day_of_a_page_may_stand_at_its_foot(foot: str) -> None:
    document = read_text(f"无锡新增企业80家\n{BODY}\n{foot}")
    assert (document.date, document.date_known_by) == (date(2024, 8, 8), DateKnownBy.TEXT)
    assert read_text(f"无锡新增企业80家\n{BODY}\n{foot}\n上传 2024-09-09").date is None


@pytest.mark.parametrize("stamp", ["30 Feb 2024", "二〇二四年二月三十日", "民國113年13月8日"])
def test_a_day_that_does_not_exist_is_none(stamp: str) -> None:
    assert read_text(f"无锡新增企业80家\n{stamp}\n{BODY}").date is None


def test_dates_of_other_articles_do_not_count() -> None:
    document = read_text(f"{BODY}\n{BODY}\n相关阅读\n园区新年会\n太湖晚报客户端 2025-01-02 08:00")
    assert document.date is None


def test_a_labelled_day_wins_over_that_of_a_visit_to_the_page() -> None:
    page = "2026-01-17\n星期六\n江东药谷又添新药\n日期:11-15\n2024年，江东药谷获批新药四款。"
    document = read_text(page)
    assert document.date == date(2024, 11, 15)


def test_a_full_date_of_the_page_wins_over_the_hour_of_a_meeting() -> None:
    page = (
        "大湖区举行新闻发布会\n日期:2023-12-19 15:40 来源:区政府新闻办\n"
        "时间:12月19日(星期二)上午10:00\n今天发布《行动计划(2024—2026年)》，2022年产值90亿元。"
    )
    assert read_text(page).date == date(2023, 12, 19)


def test_a_dateline_wins_over_the_stamp_of_a_late_copy() -> None:
    page = (
        "无锡新增企业80家\n发布时间：2024-11-06 03:15:44 来源：sp20241106\n"
        "本报无锡5月18日电 到2025年，产值力争达到90亿元。2022年，全市产值70亿元。目前，企业80家。"
    )
    assert read_text(page).date == date(2023, 5, 18)


def test_the_day_in_the_colophon_counts_among_links() -> None:
    page = (
        "【数说】港区这一年\n2024年是港区起势的一年。作为“引擎”,这一年我们都干成了啥?\n"
        "-END-\n统筹丨李航  文案丨小医  设计丨阿飞\n来源丨港区生物医药产业专班\n"
        "科学城发布 总第218期 二〇二五年一月八日\n投稿邮箱:abc@126.com\n"
        "喜欢就点个“在看”吧👇\n阅读 4826  赞 97  在看 58  留言 12"
    )
    assert read_text(page).date == date(2025, 1, 8)


def test_dates_before_other_headlines_are_not_its_own() -> None:
    others = "2023-05-20今年五一接待游客2000万人次\n2023-05-19"
    page = f"5月20日，2023无锡论坛开幕，企业80家参会。\n{others}"
    assert read_text(page).date == date(2023, 5, 20)


def test_a_span_of_months_is_no_day() -> None:
    document = read_text("我国医药工业产值快速增长\n2011年1-8月，全国完成产值9281亿元。")
    assert document.date is None


def test_a_day_that_the_caller_knows_wins() -> None:
    document = read_text("来源：太湖晚报 2024-08-08\n" + BODY, date=date(2020, 1, 2))
    assert (document.date, document.date_known_by) == (date(2020, 1, 2), DateKnownBy.CATALOGUE)


@pytest.mark.parametrize(
    ("byline", "publisher"),
    [
        ("来源：太湖晚报 2024-08-08", "太湖晚报"),
        ("2024-08-08 10:00 来源: 无锡市人民政府 作者：李某", "无锡市人民政府"),
        ("信息来源：无锡高新区管委会", "无锡高新区管委会"),
        ("作者：李某 2024-08-08", ""),
    ],
)
def test_the_publisher_and_the_title_are_found(byline: str, publisher: str) -> None:
    document = read_text(f"无锡新增企业80家\n{byline}\n{BODY}")
    assert (document.publisher, document.title) == (publisher, "无锡新增企业80家")
