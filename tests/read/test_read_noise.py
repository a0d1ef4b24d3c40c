"""Strewn symbols go, real ones stay."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.model import Document
from study.read import read_text

ARTICLE = """\
苏州工业园区生物医药产业推介会5月20日举行。2023年，园区生物医药产业实现产值1368亿元，同比增长10.2%，占全市的1/3。
截至目前，园区集聚企业2300余家，其中上市企业30家、独角兽企业17家，从业人员超过5万人；标准厂房总面积约320万平方米，入驻率达到92.5%。
“1+3+N”行动方案提出，到2026年，产业规模力争突破2000亿元，年均增速保持在12%—15%，新增1类创新药8～10个。
斯坦福·冷泉港论坛同期举办，围绕AI+制药、R&D外包等话题，设八场分论坛。
"""
STREWN = {
    "squares": "■□▪▫◼◻",
    "stars": "★☆✦✧※✶",
    "arrowheads": "▲△▼▽►◄◆◇●○◎",
    "boxes": "─│┌┐└┘├┤╔╗╬░▒▓█",
    "dingbats": "✂✈✔✖❀❤➤➜♠♥♦♣♪☎",
    "ascii": "#*^_`\\",
    "letterlike": "§¶†‡¤¦¬©®™",
    "mathematical": "∑∏√∞∫≡≠∴∵⊙⊕",
    "emoji": "😀🎉👍🏽✅🔥🚀",
    "invisible": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202a\u202c",
    "private": "\ue000\uf8ff\U000f0000",
    "controls": "\x00\x01\x02\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x9f",
    "combining": "\u0301\u0308\u0332\u20dd\ufe0f\U000e0100",
    "all sorts": "■◆★●▲○□△▼※#*^_§¤♥❀☎\u200b\ue000",
}
# Of these symbols prose itself makes use, so they may stand beside a strewn one.
MEANT = set("$¥￥€£≥≤≈≧≦№℃℉㎡㎥㎞°′″→←↑↓⇒➡×÷=<>|~∼+·\u2212")


def strewn(text: str, symbols: str, rate: float, seed: int) -> str:
    """Text with one to three of the symbols behind so great a part of its characters."""
    chance = random.Random(seed)
    return "".join(
        c + "".join(chance.choices(symbols, k=chance.randint(1, 3)))
        if c != "\n" and chance.random() < rate
        else c
        for c in text
    )


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.3])
@pytest.mark.parametrize("symbols", STREWN.values(), ids=STREWN)
def test_strewn_symbols_leave_no_trace(symbols: str, rate: float) -> None:
    clean = read_text(ARTICLE)
    for seed in range(5):
        raw = strewn(ARTICLE, symbols, rate, seed)
        document = read_text(raw)
        assert document.text == clean.text
        assert [p.role for p in document.paragraphs] == [p.role for p in clean.paragraphs]
        taken = sum(end - start for start, end in document.noise)
        assert taken == len(raw) - len(ARTICLE)


@given(
    symbols=st.text(
        st.characters(categories=["So", "Sk", "Sm", "Sc", "Co", "Cf", "Cc", "Mn", "Me"]).filter(
            lambda c: c not in MEANT and c not in "\t\n\r" and not "\u2e80" <= c <= "\u33ff"
        ),
        min_size=1,
        max_size=12,
    ),
    rate=st.floats(0, 0.3),
    seed=st.integers(0, 10**6),
)
def test_no_set_of_symbols_changes_the_text(symbols: str, rate: float, seed: int) -> None:
    assert read_text(strewn(ARTICLE, symbols, rate, seed)).text == read_text(ARTICLE).text


@given(st.data())
def test_one_symbol_inside_one_number_goes(data: st.DataObject) -> None:
    symbol = data.draw(st.sampled_from("".join(STREWN[k] for k in ("squares", "stars", "emoji"))))
    sentence = "2024年，全市产业规模达到9847亿元，同比增长4.9%。"
    at = data.draw(st.integers(1, len(sentence)))
    assert read_text(sentence[:at] + symbol + sentence[at:]).text == sentence


def span_of(document: Document, words: str) -> str:
    start = document.text.index(words)
    return document.raw[slice(*document.raw_span(start, start + len(words)))]


def test_a_number_that_was_broken_by_symbols_is_whole_and_grounded() -> None:
    document = read_text("增速为16■■■◆.6%★■，企业“N■★”家。")
    assert document.text == "增速为16.6%，企业“N”家。"
    assert span_of(document, "16.6%") == "16■■■◆.6%"
    assert document.noise == ((5, 9), (12, 14), (19, 21))


@pytest.mark.parametrize(
    "text",
    [
        "增长30%—40%，提升2—3个等级，占1/20。",
        "采用“1+8+1+N”模式，布局AI+医疗、“互联网+”，入驻100+家。",
        "“2024北京·昌平论坛”由施普林格·自然集团参与。",
        "年均增速10%~15%，3～5年内完成，8月4日~6日举行，约3亿～5亿元。",
        "研发用房约112万㎡，售价8000元/㎡，每㎡8元，新增100余㎡，增速（%）见下表。",
        "面积43万㎡，11万㎡已投用，起租300㎡，租金45元/㎡/月，物业费4.5元/㎡/月，22元/㎡/月起。",
        "气温37.5℃，面积3.5万㎡，售价$25，投资≥5亿元，浓度5‰。",
        "R&D投入占比3.2%，邮箱a_b@example.org。",
        "①扩大规模；②提升能级。⑴一是；㈠二是。",
        "《Nature》《科学》“双城记”‘组合拳’【导读】『引文』「引文」",
        "会上发布……成果——以下简称“成果”。",
        "约¥3亿元、€2亿、£1亿。",
        "配比1:3，5×3米，第4.0版。",
    ],
)
def test_real_symbols_stay(text: str) -> None:
    document = read_text(text)
    assert document.text == text.replace("～", "~")
    assert document.noise == ()


def test_a_full_width_sign_outlives_its_strewn_half_width_form() -> None:
    raw = "到2026年，年均增速30％～40％，采用ＡＩ＋医疗模式。\n" + ARTICLE.replace("+", "＋")
    clean = read_text(raw)
    assert clean.text.startswith("到2026年，年均增速30%~40%，采用AI+医疗模式。")
    for seed in range(20):
        assert read_text(strewn(raw, "~+#", 0.3, seed)).text == clean.text


def test_bullets_go_and_their_items_stay() -> None:
    document = read_text("● 一季度12家\n◆二季度15家\n★三季度18家")
    assert document.text == "一季度12家\n二季度15家\n三季度18家"


def test_markdown_is_taken_for_what_it_is() -> None:
    raw = "## 园区概况\n\n**企业**达到 300 家，占 40%。\n\n- 上市企业 12 家。\n"
    assert read_text(raw).text == "园区概况\n企业达到300家，占40%。\n- 上市企业12家。"


def test_tags_in_plain_text_go() -> None:
    raw = '<sup id="x"></sup>企业<b>300</b>家，<br/>产值9亿元。'
    assert read_text("说明：\n" + raw).text == "说明：\n企业300家，产值9亿元。"


def test_full_width_letters_and_digits_become_half_width() -> None:
    document = read_text("增长１２３．５％，ＡＩ＋医疗，１／２０，Ｒ＆Ｄ，３～５年")
    assert document.text == "增长123.5%，AI+医疗，1/20，R&D，3~5年"
    assert list(document.origin) == list(range(len(document.raw)))


def test_radicals_of_a_pdf_become_ideographs_but_strewn_ones_go() -> None:
    assert read_text("⼈民医院⽅面新增⼀家。").text == "人民医院方面新增一家。"
    assert read_text("人⼀民■医院◆方⼤面★新增一家。").text == "人民医院方面新增一家。"


def test_every_symbol_category_was_thought_of() -> None:
    strewn_categories = {unicodedata.category(c) for s in STREWN.values() for c in s}
    assert {"So", "Sk", "Sm", "Sc", "Cf", "Co", "Cc", "Mn", "Me"} <= strewn_categories
