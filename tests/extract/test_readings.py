"""What a reader takes from the words around a number, one reading a line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from study.extract import extract_facts
from study.read import read_text

TODAY = date(2023, 6, 20)

PLACES = {
    "zone in full is the zone in short": (
        "南宁高新技术产业开发区有药企52家。",
        {"52家": "南宁高新区"},
    ),
    "autonomous county in short": (
        "禄劝县中药材种植面积8万亩，全县药企6家。",
        {"8万亩": "禄劝县", "6家": "禄劝县"},
    ),
    "name with a dash": (
        "中国—东盟医药健康产业园规划面积1500亩，园区药企9家。",
        {"1500亩": "中国—东盟医药健康产业园", "9家": "中国—东盟医药健康产业园"},
    ),
    "name with its place in brackets": (
        "位于那洪片区的中恒（南宁）医药产业基地占地200亩。",
        {"200亩": "中恒（南宁）医药产业基地"},
    ),
    "name with two fields": (
        "昆山小核酸及生物医药产业园入驻企业120家。",
        {"120家": "昆山小核酸及生物医药产业园"},
    ),
    "economic zone is none of high technology": (
        "南宁高新区药企67家，产值128亿元。\n经开区药企21家。",
        {"67家": "南宁高新区", "21家": "南宁经开区"},
    ),
    "a county-level city is no 区": (
        "昆山高新区是昆山市的产业高地。全区药企80家。",
        {"80家": "昆山高新区"},
    ),
    "全市 in a paragraph about another city": (
        "济南市药企300家，济南市产值900亿元。\n烟台押注生物药。去年，全市药企营收492亿元。",
        {"300家": "济南市", "492亿元": "烟台市"},
    ),
    "当地 is the place named last": (
        "湖北省药企500家。宜昌的麻醉药优势明显，当地药企86家。",
        {"500家": "湖北省", "86家": "宜昌市"},
    ),
    "parks told of in turn": (
        "武汉光谷生物创新园入驻企业306家；生物医药园规划用地6000亩；医疗器械园一期12万平方米。",
        {"6000亩": "生物医药园", "12万平方米": "医疗器械园"},
    ),
    "what a park is said to be is not what follows": (
        "生命蓝湾是上海市首批26个特色园区之一，规划面积4平方公里。",
        {"26个": "上海市", "4平方公里": "生命蓝湾"},
    ),
    "a place as subject of a share": (
        "研发投入强度，济南只有7.4%，烟台不到9%。",
        {"7.4%": "济南市", "不到9%": "烟台市"},
    ),
    "where products get to": (
        "深圳市药企多。产品已进入全国210家医院，销售额4600万元。",
        {"210家": "全国", "4600万元": "深圳市"},
    ),
    "the same measure of the world once more": (
        "成都市药企300家。2016年全球生物药市场规模2000亿美元，到2030年有望达到3000亿美元。",
        {"2000亿美元": "全球", "3000亿美元": "全球"},
    ),
    "compared with the nation": (
        "山东省医药工业增速比全国平均水平高2.4个百分点。",
        {"2.4个百分点": "山东省"},
    ),
    "several together": (
        "重庆市产值500亿元。巴南、长寿、涪陵三地合计实现产值290亿元。",
        {"290亿元": "重庆市"},
    ),
    "the mainland in the press of Hong Kong": (
        "港府推動本港生科業。本港生科公司270家。內地藥企對外授權交易72宗。",
        {"270家": "香港", "72宗": "全国"},
    ),
    "guests are counted where the whole is": (
        "粤澳合作中医药科技产业园注册企业234家，其中澳门企业60家。",
        {"234家": "粤澳合作中医药科技产业园", "60家": "粤澳合作中医药科技产业园"},
    ),
    "where a firm's new site lies": (
        "天津市药企多。康桥公司的新厂投资12亿元，选址北辰区，占地90亩。",
        {"90亩": "北辰区"},
    ),
    "what is charged is charged at a place": (
        "张江有平台37个。去年平台服务企业600家，收费仅为市场价的七成。",
        {"七成": "张江"},
    ),
    "区内 is within the area named last": (
        "广州开发区产业好。报告显示，区内已聚集药企1100家。",
        {"1100家": "广州开发区"},
    ),
    "a park opens a clause within a sentence about a contest": (
        "2023成都创新大赛昨日举行。作为总决赛承载地，成都天府国际生物城引进项目259个。",
        {"259个": "成都天府国际生物城"},
    ),
    "a word that only ends like a town": (
        "成都市药企300家。长效镇痛制剂镇痛时间达72小时。",
        {"300家": "成都市", "72小时": "成都市"},
    ),
}

PERIODS: dict[str, tuple[str, dict[str, tuple[str | None, str | None]]]] = {
    "half a year up to now": (
        "去年10月服务站揭牌，半年来接待企业800家。",
        {"800家": ("2022-12-20", "2023-06-20")},
    ),
    "since a plan that is over": (
        "“十三五”以来，昌平区兑现资金11亿元。",
        {"11亿元": ("2016-01-01", "2023-06-20")},
    ),
    "so far this year": (
        "截至昨日，公司股价年内累计上涨12%。",
        {"12%": ("2023-01-01", "2023-06-20")},
    ),
    "exceeding a year is no date": (
        "今年上半年，昌平区签约项目72个，已超过去年全年，总金额60亿元。",
        {"60亿元": ("2023-01-01", "2023-06-30")},
    ),
    "when a cause began": (
        "今年一季度昌平区投资下降，主要原因是几个大项目去年集中完工。规上企业研发支出6亿元。",
        {"6亿元": ("2023-01-01", "2023-03-31")},
    ),
    "within half a year": (
        "今年上半年昌平区研发加快，半年内获临床批件16件。",
        {"16件": ("2023-01-01", "2023-06-30")},
    ),
    "year of a thing": (
        "去年的一等奖项目落户昌平区，团队已扩大到70人。",
        {"70人": ("2023-06-20", "2023-06-20")},
    ),
}

INDICATORS = {
    "a fund for support": ("区财政设立总规模5亿元的产业扶持资金。", {"5亿元": "fiscal_support"}),
    "limit of a share": ("财政出资占比不高于25%。", {"不高于25%": "share"}),
    "class of firms": ("力争形成收入超20亿元的龙头企业5家左右。", {"5家左右": "enterprises.large"}),
    "households": ("中药材种植带动30万户农户增收。", {"30万户": "beneficiaries"}),
    "price as part of another": ("平台收费仅为市场价的60%。", {"60%": "price_ratio"}),
    "who answers": ("37家企业反映人才难招。", {"37家": "enterprises"}),
    "places that did as was told before": (
        "成都高新区完成产值90亿元。温江区、彭州市分别完成36亿元、24亿元。",
        {"36亿元": "output_value", "24亿元": "output_value"},
    ),
    "firms of a size": ("将培育百亿企业3家。", {"3家": "enterprises.large"}),
    "who signs": ("苏州工业园区签约22个、投资额118亿元的项目。", {"22个": "projects.signed"}),
    "persons": ("公司成立时只有4个人。", {"4个人": "other"}),
    "in trial": ("在研新药73个，其中31个进入临床试验。", {"31个": "products"}),
    "towers": ("首批三座大楼已落成。", {"三座": "other"}),
    "pace of registration": (
        "新药注册的时间，平均由12个月缩短至5个月。",
        {"12个月": "review_time", "5个月": "review_time"},
    ),
    "who lectures": ("论坛上420位专家学者登台演讲。", {"420位": "speakers"}),
}

TERMS = {
    "历时近半年的大赛收官。": "近半年",
    "比原计划提前了一年多。": "一年多",
    "沉寂两年多后，板块反弹。": "两年多",
    "自设立之日起5年内减按15%征税。": "5年",
    "采取“8分钟路演+5分钟答辩”形式。": "8分钟",
    "租金“前三年全免、后两年减半”。": "三年",
}


def read(text: str) -> dict[str, Any]:
    """Facts of a text by what they quote."""
    document = read_text(text, doc="t", date=TODAY)
    return {fact.quote: fact for fact in extract_facts(document)}


@pytest.mark.parametrize("name", PLACES)
def test_a_number_speaks_of_the_place_that_a_reader_takes(name: str) -> None:
    text, places = PLACES[name]
    facts = read(text)
    assert {quote: facts[quote].place for quote in places} == places


@pytest.mark.parametrize("name", PERIODS)
def test_a_number_is_true_of_the_days_that_a_reader_takes(name: str) -> None:
    text, periods = PERIODS[name]
    facts = read(text)
    found = {quote: (str(facts[quote].start), str(facts[quote].end)) for quote in periods}
    assert found == periods


@pytest.mark.parametrize("name", INDICATORS)
def test_a_number_measures_what_its_words_say(name: str) -> None:
    text, indicators = INDICATORS[name]
    facts = read(text)
    assert {quote: facts[quote].indicator for quote in indicators} == indicators


@pytest.mark.parametrize("text", TERMS)
def test_a_term_is_found_beside_the_words_that_make_it_one(text: str) -> None:
    assert TERMS[text] in read(text)


def test_a_limit_may_stand_before_what_a_part_is_part_of() -> None:
    fact = read("按不超过研发投入的40%予以支持。")["不超过研发投入的40%"]
    assert (fact.value, str(fact.qualifier)) == (40, "at_most")


def test_half_a_year_is_a_term_only_where_something_lasts() -> None:
    assert not [quote for quote in read("上半年药企产值增长，半年报昨日发布。") if "半" in quote]


def test_an_exhibition_by_its_short_name_is_the_event_of_its_numbers() -> None:
    facts = read("2023台北國際醫療暨健康照護展昨在世貿一館開幕，410家廠商參展。")
    assert facts["410家"].event == "2023台北国际医疗暨健康照护展"


# What the rules above must leave alone: text, quote, and the fields that stay as they were.
UNTOUCHED: dict[str, tuple[str, str, dict[str, str]]] = {
    "robots are no persons": ("苏州引进3个人形机器人项目。", "3个", {"indicator": "projects"}),
    "members are no guests": (
        "长三角新增企业3000家，其中上海有600家。",
        "600家",
        {"place": "上海市"},
    ),
    "a city measured against": (
        "苏州市产业好。\n对标上海，苏州持续发力，全市药企达3000家。",
        "3000家",
        {"place": "苏州市"},
    ),
    "firms of another city open the paragraph": (
        "苏州市产业好。\n上海药企纷纷来苏州投资。苏州今年新增企业30家。全市企业达3000家。",
        "3000家",
        {"place": "苏州市"},
    ),
    "the largest is the subject": (
        "江苏省医药产业规模最大的是苏州，产值达3000亿元。",
        "3000亿元",
        {"place": "苏州市"},
    ),
    "a year before its measure": (
        "去年的生物医药产业产值已达到3000亿元。",
        "3000亿元",
        {"start": "2022-01-01", "end": "2022-12-31"},
    ),
    "a term from a year on": (
        "从2023年起未来三年，苏州将投入100亿元。",
        "100亿元",
        {"end": "2026-06-20"},
    ),
    "a result keeps its year": (
        "产业好，因此2022年全市新增企业30家。规上工业产值达500亿元。",
        "500亿元",
        {"start": "2022-01-01"},
    ),
    "zones of different cities": (
        "沧州渤海新区药企300家。烟台黄渤海新区药企200家。",
        "300家",
        {"place": "渤海新区"},
    ),
    "trials among trials": (
        "全市开展临床试验30项，其中12项进入III期。",
        "12项",
        {"indicator": "clinical_trials"},
    ),
    "a pace of research": (
        "推进审批改革，由企业自主研发的新药研发周期缩短12个月。",
        "12个月",
        {"indicator": "duration"},
    ),
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_a_reading_leaves_alone_what_only_looks_alike(name: str) -> None:
    text, quote, fields = UNTOUCHED[name]
    fact = read(text)[quote]
    assert {field: str(getattr(fact, field)) for field in fields} == fields


def test_a_threshold_is_no_investment() -> None:
    assert list(read("苏州引进总投资10亿元以上的项目30个。")) == ["30个"]
