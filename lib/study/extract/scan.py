"""Finds every numeral with its unit and its qualifier in clean text, and leaves names alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import isfinite

from study.extract.numerals import read_number
from study.extract.qualifiers import qualifier_of, qualify
from study.extract.quantity import (
    CHINESE,
    DASH,
    MULTIPLIER,
    NUMBER,
    NUMBER_IN_DIGITS,
    Quantity,
)
from study.extract.units import Unit, unit_pattern, unit_words
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data, one_character
from study.model import Qualifier

_DIGIT = "[一二三四五六七八九]"
_PERSONS = re.compile(r"人(?=[,，。;；、:：!！?？)）“”\s的是在来去到参入]|$)")  # no 3个人形机器人
_HEADS = "(?:人|家|个|名|位|支|款|件|张|台)"
_TENTHS = "[一二两三四五六七八九]"


@cache
def _pattern() -> re.Pattern[str]:
    """All forms of a stated number; the last group that matched tells which.

    The lookaheads change no match: they spare the engine the forms that the next
    characters rule out, which makes the scan four times as fast.
    """
    forms = "|".join((_words_form(), _digits_form(), _range_form(), _plain_form()))
    return re.compile(f"{_starters()}(?:{forms})")


@cache
def _pattern_without_ranges() -> re.Pattern[str]:
    """The same but for ranges."""
    forms = "|".join((_words_form(), _digits_form(), _plain_form()))
    return re.compile(f"{_starters()}(?:{forms})")


def _starters() -> str:
    idioms = one_character(word[0] for word in data("words")["idioms"])
    numerals = "一二两三四五六七八九十廿卅百千万亿零〇兆几数"
    return rf"(?=[\d\sA-Za-z{numerals}每成第翻倍半过$¥￥€£\\{idioms}])"


def _words_form() -> str:
    """Names that hold numbers, and numbers that are written with words of their own."""
    return (
        rf"(?!\d)(?:(?P<name>{alternation(data('words')['idioms'])}"
        # Bounded, as a long run of letters would be read again from each of its letters.
        r"|[A-Za-z][A-Za-z.]{0,40}+-\d++[A-Za-z]*+"
        rf"|[A-Za-z]{{1,40}}+\d++(?!\.?\d)(?!{MULTIPLIER}{unit_pattern()})[A-Za-z\d-]*+"
        rf"|第\s?(?:\d++|{CHINESE}+)(?:[、和至-](?:\d++|{CHINESE}+))*"
        r"|[几数][十百千万亿]+[余多]?|成[百千]上[千万])"
        # 每3人中就有1人
        rf"|每(?P<of_so_many>\d{{1,3}}|{CHINESE}{{1,2}}){_HEADS}[^,，。;；\d]{{0,8}}?[中里]"
        rf"[就便约]?有(?P<so_many>\d{{1,3}}|{CHINESE}{{1,2}}){_HEADS}"
        r"|翻了?(?P<doubling_near>[近约超逾])?(?P<doublings>[一两二三四])?"
        r"(?P<doubled>番)(?P<doubling_over>还?多)?"
        # 产值翻倍, 升逾倍
        r"|(?:翻|(?<=[升增涨长高加多][逾近超约]))(?P<doubled_alone>倍)(?![频率速数]|增?(?:计划|行动|工程))"
        r"|(?P<half_share>[一过]半多?|半数|半(?<=[近超逾]半))(?![年月天小径导个价])"
        r"|(?<![\d一二两三四五六七八九十大小多个])半个?(?P<half_of>小时|钟头|年(?![来报前后度内间]))"
        rf"|百分之(?P<percent>{NUMBER_IN_DIGITS}|{CHINESE}+(?:点{CHINESE}+)?)(?P<percent_over>多)?"
        rf"|(?:(?P<tenths_from>{_TENTHS}){DASH})?(?P<tenths>{_TENTHS})成(?:{DASH}(?P<tenths_to>{_TENTHS})成"
        rf"|(?P<hundredths>[一二三四五六七八九半])|(?P<tenths_over>多)"
        rf"|(?!{alternation(data('words')['words_after_tenths'])})|(?<![第之其周期老十前后][二两三四五六七八九]成)(?<=[\u4e00-\u9fff,，;；、][二两三四五六七八九]成)(?=为)"
        # 近七成员工, 逾三成人; 六成员工 and 三成人口 without a word before them
        r"|(?<=[近约逾超占达][一二两三四五六七八九]成)(?=[员人长品])|(?=员工(?!作)|人口)))"
    )


def _digits_form() -> str:
    """Codes and telephone numbers, fractions, ratios, and the pairs of 三五家."""
    return (
        rf"(?=\d++(?:\.\d++)?[-/:：∶分比点时]|{CHINESE})(?:"
        r"(?<=[晨午晚夜早])(?P<clock>\d{1,2}[点时](?:半|\d{1,2}分)?)"
        r"|(?P<code>\d{5,}+-\d++|\d{3,4}-\d{7,8}"
        # which picture of how many
        r"|(?<=[(（\s])\d{1,2}/\d{1,2}(?=[)）])|\d{1,2}/\d{1,2}(?=\s*下一[张页]))"
        rf"|(?P<denominator>{CHINESE}++|\d++)分(?:之(?P<numerator>{CHINESE}+|\d++)|(?P<one_part>[一二三四](?![\d十百千万]))(?![钟秒]))"
        rf"|(?<![\d/.])(?P<fraction>\d{{1,3}}/\d{{1,4}})(?:{DASH}(?P<fraction_to>\d{{1,3}}/\d{{1,4}}))?"
        # 7/19登场, 12/1-12/4于南港 are days
        rf"(?![\d/]|{context('behind_days')})"
        r"|(?<![\d:：.图表])(?P<ratio>\d+(?:\.\d+)?[:：∶]\d+(?:\.\d+)?(?![\d:：]))"
        rf"|(?P<ratio_in_words>(?:\d+|{_DIGIT})比(?:\d+|{_DIGIT}))(?![\u4e00-\u9fff]?[个家%上年])"
        r"|(?P<digit_range>[一二两三四五六七八][二三四五六七八九])(?P<range_multiplier>[十百千万亿]*)"
        rf"(?P<range_unit>{unit_pattern()}))"
    )


def _range_form() -> str:
    units = one_character(character for word in unit_words() for character in word)
    numerals = r"\d,， .余多几来点兆一二两三四五六七八九十百千万亿零〇"
    ahead = rf"(?=[{numerals}{units}]{{1,40}}?[-—–−~～〜―至到])"
    return (
        rf"{ahead}(?P<first>{NUMBER})(?P<first_unit>{unit_pattern()})?{DASH}"
        rf"(?P<second>{NUMBER})(?P<second_unit>{unit_pattern()})"
    )


def _plain_form() -> str:
    return (
        r"(?:(?P<currency>HK\$|US\$|NT\$|RMB|\$|¥|￥|€|£)\s?)?"
        rf"(?P<value>{NUMBER})(?:(?<=[\d])\s)?(?P<unit>{unit_pattern()})?"
        r"(?:(?<=成)(?P<hundredth>[1-9])(?![\d.]))?"
        r"(?P<half>半(?![年数导程决成小]))?(?P<more>[多余](?![少种个家年出逾近约超]|[一二两三四五六七八九\d]+[成倍%]))?(?P<money>元|人民币)?"
    )


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """All numbers with a unit, fraction, or multiplier between two offsets of clean text.

    Dates still count as numbers here; the caller knows which spans are periods.

    Args:
        text: Clean text.
        start: First character to look at.
        end: One past the last, by default the end of the text.

    Yields:
        Numbers in the order of the text, with values in base units.
    """
    readers = _readers()
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        matches: Iterable[re.Match[str]] = (match,)
        if match.lastgroup == "second_unit" and not _is_range(match):
            # 下跌15.3%至2.9亿元 tells two numbers, and no range.
            matches = _pattern_without_ranges().finditer(text, *match.span())
        for each in matches:
            quantity = readers[each.lastgroup](each, text)
            if quantity is not None and isfinite(quantity.value):
                qualify(quantity, text, start)
                yield quantity


def _is_range(match: re.Match[str]) -> bool:
    """Whether both ends of what looks like a range are in one unit."""
    first = match["first_unit"]
    return not first or unit_words()[first].code == unit_words()[match["second_unit"]].code


_Reader = Callable[[re.Match[str], str], Quantity | None]


@cache
def _readers() -> dict[str | None, _Reader]:
    """For the last group of a match the reader of its form."""
    forms: dict[_Reader, tuple[str, ...]] = {
        _read_name: ("name", "clock", "code"),
        _read_plain: ("value", "unit", "hundredth", "half", "more", "money"),
        _read_range: ("second_unit",),
        _read_percent: ("percent", "percent_over"),
        _read_tenths: ("tenths", "tenths_to", "hundredths", "tenths_over"),
        _read_half: ("half_share", "half_of"),
        _read_doubling: ("doubled", "doubling_over", "doubled_alone"),
        _read_fraction_in_words: ("numerator", "one_part"),
        _read_fraction: ("fraction", "fraction_to"),
        _read_one_in: ("so_many",),
        _read_ratio: ("ratio", "ratio_in_words"),
        _read_digit_range: ("range_unit",),
    }
    return {group: reader for reader, groups in forms.items() for group in groups}


def _read_name(match: re.Match[str], text: str) -> None:
    """A number within a name, a code or an idiom states nothing."""


def _exact(match: re.Match[str], value: float, unit: Unit) -> Quantity:
    """A quantity as wide as its match, not limited so far."""
    start = match.start()
    return Quantity(
        start, start, match.end(), value, None, None,
        unit.code, unit.kind, unit.counter, Qualifier.EXACT, unit.factor,
    )  # fmt: skip


_PERCENT = Unit("%", "rate", 1, "")
_TIMES = Unit("x", "multiple", 1, "")
_RATIO = Unit("ratio", "multiple", 1, "")
_UNKNOWN = Unit("", "bare", 1, "")


def _read_doubling(match: re.Match[str], text: str) -> Quantity:
    """翻两番: four times."""
    doublings = read_number(match["doublings"]) if match["doublings"] else 1
    quantity = _exact(match, 2.0**doublings, _TIMES)
    if match["doubling_over"]:
        quantity.qualifier = Qualifier.OVER
    elif match["doubling_near"]:
        quantity.qualifier = qualifier_of(match["doubling_near"])
    return quantity


@cache
def _before_half_year() -> re.Pattern[str]:
    return re.compile(f"{context('before_half_a_year')}[约近超逾]?$")


def _read_half(match: re.Match[str], text: str) -> Quantity | None:
    """一半, 过半, 半数; 半小时; 历时半年, but no 上半年."""
    if match["half_of"] == "年":
        led = _before_half_year().search(text, max(0, match.start() - 6), match.start())
        return _exact(match, 0.5, unit_words()["年"]) if led else None
    if match["half_of"]:
        return _exact(match, 0.5, unit_words()["小时"])
    quantity = _exact(match, 50.0, _PERCENT)
    if match["half_share"].startswith("过") or match["half_share"].endswith("多"):
        quantity.qualifier = Qualifier.OVER
    return quantity


def _read_percent(match: re.Match[str], text: str) -> Quantity:
    """百分之三十五."""
    quantity = _exact(match, read_number(match["percent"]), _PERCENT)
    if match["percent_over"]:
        quantity.qualifier = Qualifier.OVER
    return quantity


def _read_tenths(match: re.Match[str], text: str) -> Quantity:
    """三成, 八成五, 六成半, 七至八成."""
    tenths = read_number(match["tenths"]) * 10
    if match["tenths_from"]:
        return _range(_exact(match, 0, _PERCENT), read_number(match["tenths_from"]) * 10, tenths)
    if match["tenths_to"]:
        return _range(_exact(match, 0, _PERCENT), tenths, read_number(match["tenths_to"]) * 10)
    last = match["hundredths"]
    more = 5 if last == "半" else read_number(last) if last else 0
    quantity = _exact(match, tenths + more, _PERCENT)
    if match["tenths_over"]:
        quantity.qualifier = Qualifier.OVER
    return quantity


def _read_one_in(match: re.Match[str], text: str) -> Quantity | None:
    """每3人中就有1人: a third."""
    whole, part = (read_number(match[name]) for name in ("of_so_many", "so_many"))
    return _exact(match, round(100 * part / whole, 6), _PERCENT) if whole > part else None


_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}$")
_RATIO_WORDS = re.compile(r"[比例配达至为按][^,，。]{0,6}$")
_RATIO_SIGNS = re.compile("[:：∶比]")


def _read_ratio(match: re.Match[str], text: str) -> Quantity | None:
    """1:3 as left over right; a time of day is none unless words speak of a ratio."""
    words = match["ratio"] or match["ratio_in_words"]
    before = _RATIO_WORDS.search(text, max(0, match.start() - 12), match.start())
    if not before and (_CLOCK.match(words) or match["ratio_in_words"]):
        return None
    left, right = (read_number(side) for side in _RATIO_SIGNS.split(words))
    return _exact(match, left / right, _RATIO) if right else None


def _read_fraction(match: re.Match[str], text: str) -> Quantity | None:
    """1/20, 1/3—1/2."""
    if match["fraction_to"]:
        low, high = sorted(_percent(match[part]) for part in ("fraction", "fraction_to"))
        return _range(_exact(match, 0, _PERCENT), low, high) if low < high else None
    top, bottom = match["fraction"].split("/")
    return _proper_fraction(match, float(top), float(bottom))


def _read_fraction_in_words(match: re.Match[str], text: str) -> Quantity | None:
    """三分之一."""
    try:
        top = read_number(match["numerator"] or match["one_part"])
        bottom = read_number(match["denominator"])
    except ValueError:
        return None
    return _proper_fraction(match, top, bottom)


def _proper_fraction(match: re.Match[str], top: float, bottom: float) -> Quantity | None:
    if not bottom or not top < bottom:
        return None
    return _exact(match, round(top / bottom * 100, 6), _PERCENT)


def _percent(fraction: str) -> float:
    top, bottom = fraction.split("/")
    return float(top) / float(bottom) * 100 if float(bottom) else 0.0


def _range(quantity: Quantity, low: float, high: float) -> Quantity:
    """Give a quantity two ends, its value in the middle of them."""
    quantity.low, quantity.high, quantity.value = low, high, round((low + high) / 2, 10)
    quantity.qualifier = Qualifier.RANGE
    return quantity


def _read_digit_range(match: re.Match[str], text: str) -> Quantity | None:
    """三四十家: thirty to forty."""
    low, high = (read_number(digit) for digit in match["digit_range"])
    if high != low + 1:
        return None
    unit = unit_words()[match["range_unit"]]
    factor = read_number("1" + match["range_multiplier"]) * unit.factor
    return _range(_exact(match, 0, unit), low * factor, high * factor)


_MULTIPLIER_END = re.compile(r"[十百千万亿兆]+[余多]?$")


def _read_range(match: re.Match[str], text: str) -> Quantity | None:
    """5—8万元: the multiplier and the unit of the second number hold for both."""
    unit = unit_words()[match["second_unit"]]
    first, second, first_unit = match["first"], match["second"], match["first_unit"]
    if first_unit and unit_words()[first_unit].code != unit.code:
        return None
    if match["second_unit"] in _digits_only() and not match["second"][0].isdigit():
        return None  # 一期至五期
    multiplier = _MULTIPLIER_END.search(second)
    if multiplier and first[-1].isdigit() and not first_unit:
        first += multiplier[0]
    try:
        low, high = read_number(first) * unit.factor, read_number(second) * unit.factor
    except ValueError:
        return None
    return _range(_exact(match, 0, unit), low, high) if high > low else None


_CURRENCY_SIGNS = {
    "HK$": "HKD", "US$": "USD", "NT$": "TWD", "$": "USD", "RMB": "CNY", "¥": "CNY", "￥": "CNY",
    "€": "EUR", "£": "GBP",
}  # fmt: skip


def _read_plain(match: re.Match[str], text: str) -> Quantity | None:
    """One number with or without a unit: 1.25万亿元, 十余家, ¥300万."""
    currency, number, word, half, more, money = match.group(
        "currency", "value", "unit", "half", "more", "money"
    )
    digits = number[0].isdigit()
    if not _admissible(match, text, number, word, digits=digits):
        return None
    try:
        value = read_number(number)
    except ValueError:
        return None
    unit = _unit(currency, word, money)
    if unit is None:
        worded = number[-1] in "余多" or (len(number) > 1 and number[-1] in "万亿")
        return _bare(match, number, value) if digits or worded else None
    if half or (word and word.startswith("个半")):
        value += 0.5
    if match["hundredth"]:
        value += int(match["hundredth"]) / 10  # 1成5
    quantity = _exact(match, round(value * unit.factor, 6), unit)
    if word == "个" and _PERSONS.match(text, quantity.end):
        quantity.end, quantity.counter = quantity.end + 1, "人"  # 只有5个人
    if more or "余" in number or "多" in number or "几" in number or (word and "多" in word):
        quantity.qualifier = Qualifier.OVER
    elif "来" in number:
        quantity.qualifier = Qualifier.ABOUT  # 十来个人
    return quantity


def _unit(currency: str | None, word: str | None, money: str | None) -> Unit | None:
    unit = unit_words()[word] if word else None
    if currency and (unit is None or unit.code == "CNY"):
        unit = Unit(_CURRENCY_SIGNS[currency], "money", 1, "")
    if money and (unit is None or unit.kind == "count"):
        unit = unit_words()["元"]
    return unit


def _bare(match: re.Match[str], number: str, value: float) -> Quantity:
    """A number without unit, worth keeping only when a multiplier or 余 makes it one."""
    quantity = _exact(match, value, _UNKNOWN)
    quantity.end = match.end("value")
    if "余" in number or "多" in number:
        quantity.qualifier = Qualifier.OVER
    elif number.strip("0123456789.,") == "":
        quantity.kind = "naked"
    return quantity


@cache
def _digits_only() -> frozenset[str]:
    return frozenset(data("units")["digits_only"]) | frozenset(
        data("units")["counters_digits_only"]
    )


_LIST_NUMBER = re.compile(r"\d{1,2}\.(?:19|20)\d\d")
_LONGEST_LEAD = 4  # characters of what leads such a count


@cache
def _led_counters() -> dict[str | None, tuple[str, ...]]:
    """For counters that Chinese numerals below a hundred seldom count, words that say they do."""
    return {counter: tuple(words) for counter, words in data("units")["led_counters"].items()}


@cache
def _name_after() -> re.Pattern[str]:
    return re.compile(alternation(data("words")["name_after"]))


@cache
def _never_years() -> frozenset[str]:
    return frozenset(data("units")["never_years"])


_POINTS = "分"  # of a contest; 三分, 十分 and 5时30分 are none


@cache
def _scores() -> re.Pattern[str]:
    return re.compile(f"{alternation(data('words')['contexts']['scores'])}$")


def _follows_score(match: re.Match[str], text: str) -> bool:
    """Whether points stand where those of a contest do: 以93.6分夺得一等奖."""
    return _scores().search(text, max(0, match.start() - 4), match.start()) is not None


def _admissible(
    match: re.Match[str], text: str, number: str, word: str | None, *, digits: bool
) -> bool:
    """Whether number and unit word make a quantity rather than a word or a name."""
    if not (word or digits or len(number) > 1):
        return False  # 十 alone; asked first, for it is most often so
    if _name_after().match(text, match.end("value")):
        return _is_led(match, text, word)
    if word == _POINTS and not (digits and _follows_score(match, text)):
        return False
    if digits:
        return not _is_code(match, text, number, word)
    return _counts_in_words(match, text, number, word)


def _counts_in_words(match: re.Match[str], text: str, number: str, word: str | None) -> bool:
    """Whether a number in characters counts, and is no name, no unit of a table and no «a»."""
    if _is_unit_alone(match, text, number) or _is_in_name(match, text, word):
        return False
    if word in _digits_only() and not set("十百千万亿").intersection(number):
        return _is_led(match, text, word)
    return word is None or number != "一" or _one_counts(match, text, word)


@cache
def _before_unit_alone() -> re.Pattern[str]:
    return re.compile(f"{context('before_units_alone')}$")


def _is_unit_alone(match: re.Match[str], text: str, number: str) -> bool:
    """Whether a multiplier only belongs to the unit of a table: 收入(亿元)."""
    if number.strip("百千万亿"):
        return False
    start = match.start()
    return _before_unit_alone().search(text, max(0, start - 3), start) is not None


@cache
def _measures() -> frozenset[str]:
    """Units of weight, length and volume."""
    kinds = ("weight", "length", "volume")
    return frozenset(word for word, unit in unit_words().items() if unit.kind in kinds)


@cache
def _ends_of_firms() -> tuple[str, ...]:
    return tuple(data("organisations")["unmistakable_company_endings"])


def _is_in_name(match: re.Match[str], text: str, word: str | None) -> bool:
    """Whether what looks like a weight or length begins the name of a firm: 百克生物."""
    return word in _measures() and text.startswith(_ends_of_firms(), match.end())


def _is_led(match: re.Match[str], text: str, word: str | None) -> bool:
    """Whether a number that is mostly an ordinal is led as a count: 已连办五届."""
    led = _led_counters().get(word, ())
    return text.endswith(led, max(0, match.start() - _LONGEST_LEAD), match.start())


@cache
def _latin_wholes() -> tuple[str, ...]:
    """Wholes of shares that are written in letters: 占GDP1.07%."""
    return tuple(data("units")["latin_wholes"])


def _is_code(match: re.Match[str], text: str, number: str, word: str | None) -> bool:
    """Whether digits are part of a code or a year: B2栋, 00873, 688000 成, 2024家."""
    before = text[match.start() - 1 : match.start()]
    if before.isascii() and before.isalpha():
        return word != "%" or not text.endswith(_latin_wholes(), 0, match.start())
    leading_zero = number[0] == "0" and number[1:2].isdigit()
    if word and word[0] == "年" and _LIST_NUMBER.fullmatch(number):
        return True  # 3.2024年数据为快报数
    if leading_zero or (word in _digits_only() and " " in match[0].strip()):
        return True
    year = len(number) == 4 and number.isdigit() and number[:2] in ("18", "19", "20")
    if not year or not word:
        return False
    follows = data("units")["years_before"].get(word)
    return text.startswith(tuple(follows), match.end()) if follows else word in _never_years()


# 一个主会场、四个分会场: beside other counts 一 counts too.
_ONE_OF_SEVERAL = re.compile(
    r"[^,，。;；、]{1,10}[、和及][二两三四五六七八九十\d]+[个家场座条项名位]"
)


@cache
def _one_after() -> tuple[str, ...]:
    return tuple(data("words")["one_after"])


def _one_counts(match: re.Match[str], text: str, word: str) -> bool:
    """Whether 一 counts: mostly it is no more than the article «a»."""
    kind = unit_words()[word].kind
    if kind == "multiple" or word in data("units")["one_counts"]:
        return True
    end = match.end()
    if kind == "time" and (
        match["half"] or match["more"] or word == "周" or text.startswith(("内", "以内"), end)
    ):
        return True
    start = match.start()
    return text.endswith(_one_after(), max(0, start - 3), start) or bool(
        _ONE_OF_SEVERAL.match(text, end)
    )
