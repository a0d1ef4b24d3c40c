"""Traditional script and its wording become those of the mainland."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from study.model import Document, Script
from study.read import read_text

ARTICLE = """\
杭州医药港小镇今年以来新增医疗器械企业86家，总数达到1900家，其中专精特新企业120家。
小镇打造人工智能、脑机接口、芯片、软件等公共服务平台12个，支持企业研发，数据显示，平台服务项目超过300个。
到2026年，小镇将推动产业高质量发展，力争产业集群规模突破1000亿元，信息网络设施和高端医疗设备水平国内领先。
随着政策优化，卫生机构里的智能机器人数量增长30%，发布新产品着力于肿瘤、癌症早筛，范围覆盖全国。
"""


def traditional(config: str) -> str:
    converted: str = OpenCC(config).convert(ARTICLE)
    return converted


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk", "s2twp"])
def test_a_round_trip_through_traditional_script_changes_nothing(config: str) -> None:
    document = read_text(traditional(config))
    assert document.script is Script.TRADITIONAL
    assert document.text == ARTICLE.strip()


def test_seeds_survive_the_round_trip(seed_documents: tuple[Document, ...]) -> None:
    for document in seed_documents:
        for config in ("s2t", "s2tw", "s2hk"):
            again = read_text(OpenCC(config).convert(document.text))
            assert again.text == document.text
            assert len(again.paragraphs) == len(document.paragraphs)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("支援創新藥高品質發展", "支持创新药高质量发展"),
        ("推動産業向更高水準發展", "推动产业向更高水平发展"),
        ("腦機介面與人工智慧晶片", "脑机接口与人工智能芯片"),
        ("模組化設計與具身智慧技術", "模块化设计与具身智能技术"),
        ("您訪問的連結", "您访问的链接"),
        ("軟體、硬體、資訊、網路、資料庫", "软件、硬件、信息、网络、数据库"),
        ("簽約專案35個，使用者破億", "签约项目35个，用户破亿"),
        ("數位經濟與數位孿生", "数字经济与数字孪生"),
        ("世衞組織敍述，羣眾隨著峯會", "世卫组织叙述，群众随着峰会"),
        ("裏面、裡面、臺灣、台灣、於是、着手、著手", "里面、里面、台湾、台湾、于是、着手、着手"),
        ("乾隆年間，餘姚有企業百餘家", "乾隆年间，余姚有企业百余家"),
        ("佔地二十萬平方呎的機械人廠", "占地二十万平方英尺的机器人厂"),
    ],
)
def test_wording(raw: str, text: str) -> None:
    assert read_text(f"這裡開會，{raw}。").text == f"这里开会，{text}。"


@pytest.mark.parametrize(
    "raw",
    [
        "對口支援新增三家醫院，數位專家到會",
        "大科學裝置的核心指標與線上線下程序",
        "智慧城市、智慧醫療與中國智慧",
        "首席執行官新增核心指標",
    ],
)
def test_good_mainland_words_are_not_harmed(raw: str) -> None:
    assert read_text(f"這裡開會，{raw}。").text == f"这里开会，{OpenCC('t2s').convert(raw)}。"


def test_wording_of_a_simplified_article_stays() -> None:
    text = "智慧中医具有国际水准和生活品质，对口支援队讨论专案3个，来了数位专家。"
    document = read_text(text)
    assert document.script is Script.SIMPLIFIED
    assert document.text == text


def test_words_that_change_their_length_stay_grounded() -> None:
    raw = "這裡的資訊科技與使用者介面、網際網路、人工智慧企業達到12萬家。"
    document = read_text(raw)
    assert document.text == "这里的信息技术与用户界面、互联网、人工智能企业达到12万家。"
    for word, source in (
        ("信息技术", "資訊科技"),
        ("用户界面", "使用者介面"),
        ("互联网", "網際網路"),
        ("12万家", "12萬家"),
    ):
        start = document.text.index(word)
        assert raw[slice(*document.raw_span(start, start + len(word)))] == source


def test_a_quotation_in_the_other_script_is_converted_by_itself() -> None:
    simplified = "深圳与香港签约，项目总投资12亿元，涉及企业8家，产业规模持续扩大。"
    document = read_text(f"{simplified}\n本報訊：雙方將設立實驗室三個。\n{simplified}")
    assert document.script is Script.SIMPLIFIED
    assert document.text.split("\n")[1] == "本报讯：双方将设立实验室三个。"
