"""Places that an article names, and what 全市, 全区 and 园区 mean in it."""

from __future__ import annotations

import pytest

from study.extract.places import PlaceReader
from study.lexicon.places import gazetteer, short_name


def _reader(text: str) -> PlaceReader:
    spans = []
    start = 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return PlaceReader(text, spans)


def _names(text: str) -> list[str]:
    return [mention.name for mention in _reader(text).mentions]


NAMED = {
    "上海市药企37家": ["上海市"],
    "上海药企37家": ["上海市"],
    "上海市浦东新区药企37家": ["浦东新区"],
    "浙江省杭州市余杭区药企37家": ["余杭区"],
    "北京、上海、深圳药企37家": ["北京市", "上海市", "深圳市"],
    "我国药企3700家": ["全国"],
    "全球药企37000家": ["全球"],
    "北京亦庄药企370家": ["北京经开区"],
    "京津冀药企370家": ["京津冀"],
    "广西药企37家": ["广西壮族自治区"],
    "香港药企37家": ["香港"],
    "海南药企37家": ["海南省"],
    "吉林药企37家": ["吉林省"],
}


@pytest.mark.parametrize("text", NAMED)
def test_a_named_place_has_its_canonical_name(text: str) -> None:
    assert _names(text) == NAMED[text]


def test_a_short_name_of_a_district_needs_its_city() -> None:
    """朝阳 and 海淀 are districts in an article about Beijing; 朝阳 alone may be anything."""
    assert "朝阳区" in _names("北京市新增37家药企。其中朝阳12家。")
    assert "朝阳区" not in _names("这是朝阳产业,药企37家。")


ANAPHORA = {
    "苏州市药企12家。\n全市产值910亿元。": "苏州市",
    "北京市昌平区药企12家。\n全区产值910亿元。": "昌平区",
    "武汉光谷生物城药企12家。\n园区产值910亿元。": "光谷生物城",
    "江苏省药企12家。\n全省产值910亿元。": "江苏省",
}


@pytest.mark.parametrize("text", ANAPHORA)
def test_a_general_word_means_the_place_named_before(text: str) -> None:
    start = text.index("\n")
    (mention,) = _reader(text).between(start, len(text))
    assert mention.name == ANAPHORA[text]


def test_a_general_word_means_nothing_where_no_place_is_named() -> None:
    assert _names("全区产值910亿元。") == []


GOVERNS = {
    "昌平区药企37家": True,
    "来自昌平区的药企37家": False,
    "位于昌平区的药企37家": True,
    "总部位于昌平区的药企37家": False,
    "昌平区医院床位370张": False,
    "昌平区投资有限公司员工37人": False,
}


@pytest.mark.parametrize("text", GOVERNS)
def test_a_place_governs_numbers_unless_it_only_names_or_directs(text: str) -> None:
    (mention,) = _reader(text).mentions
    assert mention.governs is GOVERNS[text]


DEFAULT = {
    "药企37家": "",
    "昌平区药企37家。\n北京市昌平区产值12亿元。\n昌平区面积1亩。": "昌平区",
    "江苏省药企37家,苏州市12家,南京市9家,无锡市8家。": "江苏省",
    "我国药企3700家,我国产值3万亿元。": "全国",
}


@pytest.mark.parametrize("text", DEFAULT)
def test_the_place_an_article_is_about(text: str) -> None:
    assert _reader(text).default() == DEFAULT[text]


def test_places_are_looked_up_by_position() -> None:
    text = "上海市12家,苏州市9家,杭州市7家"
    reader = _reader(text)
    second = text.index("苏")
    assert [m.name for m in reader.between(second, len(text))] == ["苏州市", "杭州市"]
    assert [m.name for m in reader.between(0, second)] == ["上海市"]


SHORT = {
    "昌平区": "昌平",
    "苏州市": "苏州",
    "广西壮族自治区": "广西",
    "新疆维吾尔自治区": "新疆",
    "浦东新区": "浦东",
    "莱县": "莱县",
}


@pytest.mark.parametrize("name", SHORT)
def test_short_names(name: str) -> None:
    assert short_name(name) == SHORT[name]


def test_every_place_leads_to_the_outermost_without_a_circle() -> None:
    tree = gazetteer()
    for name in tree.places:
        around = list(tree.ancestors(name))
        assert len(around) == len(set(around)) < 8
        assert name not in around


def test_a_place_lies_within_those_around_it() -> None:
    tree = gazetteer()
    assert tree.within("昌平区", "北京市")
    assert tree.within("余杭区", "浙江省")
    assert tree.within("苏州市", "苏州市")
    assert not tree.within("北京市", "昌平区")
