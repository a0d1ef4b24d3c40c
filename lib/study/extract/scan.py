"""Finds every numeral with its unit and its qualifier in clean text, and leaves names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from study.extract.numerals import read_number
from study.lexicon.loader import data
from study.model import Qualifier

_DASH = r"(?:[-—–−~～〜―]{1,2}|至|到)"
_CN = "[一二两三四五六七八九十百千万亿零〇]"
_ARABIC = r"(?:\d{1,3}(?:[,， ]\d{3})++(?!\d)|\d++)(?:\.\d++)?"
_MULTIPLIER = r"(?:[余多]?[十百千万亿兆]{1,3})?+"
_NUMBER_ARABIC = (
    rf"{_ARABIC}\s?{_MULTIPLIER}(?:[余多]?[万亿])?(?:{_ARABIC}[百千万][余多]?[万亿]?)*[余多来]?"
)
_NUMBER_CHINESE = rf"{_CN}+(?:点[一二三四五六七八九零〇]+)?(?:[余多几来][十百千万亿]*)?"
_NUMBER = rf"(?:{_NUMBER_ARABIC}|{_NUMBER_CHINESE})"
_NOT_AFTER_CHENG = "(?!立|果|为|员|效|本|功|长|就|熟|交|型|品|分|都|熟|像|人|败|套|群|龙)"


@dataclass(slots=True)
class Unit:
    """What a unit word means: code, kind, factor to the base unit, counter."""

    code: str
    kind: str
    factor: float
    counter: str


@dataclass(slots=True)
class Quantity:
    """A number found in clean text, before anything is known of its context.

    Attributes:
        start: First character, qualifier included.
        number: First character of the numeral itself.
        end: One past the unit and what qualifies it from behind.
        value: Number in base units; the midpoint of a range.
        low: Lower end of a range.
        high: Upper end of a range.
        unit: Unit code, or "" for a bare number with a multiplier.
        kind: Kind of unit: money, rate, count, area …; "bare" without unit.
        counter: Classifier of a count, else "".
        qualifier: How the source limits it.
        digits: Whether the numeral is written in digits.
        factor: What one of its unit is worth in base units.
    """

    start: int
    number: int
    end: int
    value: float
    low: float | None
    high: float | None
    unit: str
    kind: str
    counter: str
    qualifier: Qualifier
    digits: bool
    factor: float = 1


@cache
def unit_words() -> dict[str, Unit]:
    """Every unit word and counter of the lexicon with its meaning."""
    content = data("units")
    ages = set(content["age_words"])
    words = {word: Unit("count", "count", 1, word) for word in content["counters"]}
    for unit in content["units"]:
        for word, factor in unit["words"].items():
            counter = word if word in ages else ""
            words[word] = Unit(unit["code"], unit["kind"], float(factor), counter)
    return words


def _alternatives(words: Iterator[str] | list[str]) -> str:
    """Alternation of words, longer ones first, grouped by first character for speed."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    parts = (
        re.escape(first) + (f"(?:{'|'.join(rests)})" if rests != [""] else "")
        for first, rests in groups.items()
    )
    return f"(?:{'|'.join(parts)})"


@cache
def _pattern() -> re.Pattern[str]:
    words = data("words")
    unit = _alternatives(list(unit_words()))
    names = _alternatives(words["idioms"])
    return re.compile(
        rf"(?P<name>{names}"
        rf"|[A-Za-z][A-Za-z.]*+-\d++[A-Za-z]*+|[A-Za-z]++\d++(?!\.?\d)(?!{_MULTIPLIER}{unit})[A-Za-z\d-]*+"
        r"|\d{5,}+-\d++|\d{3,4}-\d{7,8}"
        rf"|第\s?(?:\d++|{_CN}+)(?:[、和至-](?:\d++|{_CN}+))*"
        r"|[几数][十百千万亿]+[余多]?|成[百千]上[千万])"
        r"|翻了?(?P<doublings>[一两二三四])?番(?P<doubling_over>多)?"
        rf"|百分之(?P<percent>{_NUMBER_ARABIC}|{_CN}+(?:点{_CN}+)?)(?P<percent_over>多)?"
        rf"|(?P<tenths>[一二两三四五六七八九])成(?:{_DASH}(?P<tenths_to>[一二两三四五六七八九])成|(?P<hundredths>[一二三四五六七八九半])|(?P<tenths_over>多)|{_NOT_AFTER_CHENG})"
        rf"|(?P<denominator>{_CN}+|\d++)分之(?P<numerator>{_CN}+|\d++)"
        rf"|(?<![\d/.])(?P<fraction>\d{{1,3}}/\d{{1,4}})(?:{_DASH}(?P<fraction_to>\d{{1,3}}/\d{{1,4}}))?(?![\d/])"
        r"|(?<![\d:：.])(?P<ratio>\d+(?:\.\d+)?[:：∶]\d+(?:\.\d+)?(?![\d:：]))"
        r"|(?P<ratio_in_words>(?:\d+|[一二三四五六七八九])比(?:\d+|[一二三四五六七八九]))(?![\u4e00-\u9fff]?[个家%上年])"
        rf"|(?P<digit_range>[一二两三四五六七八][二三四五六七八九])(?P<range_multiplier>[十百千万亿]*)(?P<range_unit>{unit})"
        rf"|(?P<first>{_NUMBER})(?P<first_unit>{unit})?{_DASH}(?P<second>{_NUMBER})(?P<second_unit>{unit})"
        rf"|(?P<currency>HK\\$|US\\$|NT\\$|RMB|\\$|¥|￥|€|£)?\s?(?P<value>{_NUMBER})\s?(?P<unit>{unit})?(?P<half>半(?![年数导程决成小]))?(?P<more>[多余](?![少种个家年]))?(?P<money>元|人民币)?"
    )


@cache
def _before() -> dict[str, Qualifier]:
    groups = data("words")["qualifiers"]["before"]
    return {word: Qualifier(code) for code, words in groups.items() for word in words}


@cache
def _after() -> dict[str, Qualifier]:
    groups = data("words")["qualifiers"]["after"]
    return {word: Qualifier(code) for code, words in groups.items() for word in words}


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(_alternatives([word for word in _after() if len(word) > 1 or word in "强弱起"]))


_LONGEST_QUALIFIER = 6
_BRIDGE = re.compile(r"(?:达到|给予|人民币|可达|达成|[达为至有占可了是])$")
# The last character of another word that ends like a qualifier: 签约, 附近, 会上.
_FALSE_ENDINGS = {
    "约": "节预合签公条契违缔特履",
    "近": "附最邻靠临亲",
    "超": "赶反",
    "破": "打突",
    "最高": "",
}


def qualifier_before(text: str, position: int, floor: int) -> tuple[int, Qualifier] | None:
    """Qualifier that ends at `position`, as (its start, its code).

    Args:
        text: Clean text.
        position: Where the numeral starts.
        floor: Start of the sentence; nothing before it is looked at.
    """
    known = _before()
    at = position
    for _ in range(3):
        for length in range(min(_LONGEST_QUALIFIER, at - floor), 0, -1):
            word = text[at - length : at]
            code = known.get(word)
            if code and _is_qualifier(text, word, at - length, position):
                return at - length, code
        bridge = _BRIDGE.search(text, max(floor, at - 3), at)
        if not bridge:
            return None
        at = bridge.start()
    return None


_SHARE = re.compile(
    r"(约|近|超|超过|接近|大约|不到|逾)(?:(?:占|为|相当于)[^,，。;；、]{0,12}|全[国省市区球]的)$"
)


def _qualifier_of_share(text: str, position: int, floor: int) -> tuple[int, Qualifier] | None:
    """约占全国的1/20: the qualifier stands before the verb."""
    found = _SHARE.search(text, max(floor, position - 18), position)
    return (found.start(), _before()[found[1]]) if found else None


def _is_qualifier(text: str, word: str, start: int, number: int) -> bool:
    if word == "上":
        return text[number] in "百千万亿" and (start == 0 or text[start - 1] not in "以会网线场台")
    return start == 0 or text[start - 1] not in _FALSE_ENDINGS.get(word, "")


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """All numbers with a unit, fraction, or multiplier between two offsets of clean text.

    Dates still count as numbers here; the caller knows which spans are periods.
    """
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        if match.lastgroup == "name":
            continue
        quantity = _read(match, text)
        if quantity is not None:
            _qualify(quantity, text, match, start)
            yield quantity


def _read(match: re.Match[str], text: str) -> Quantity | None:
    """Turn a match into a quantity; the groups that matched tell its form."""
    groups = match.groupdict()
    if groups["value"]:
        return _read_plain(match, groups, text)
    if groups["second"]:
        return _read_range(match, groups)
    if groups["percent"]:
        return _rate(match, read_number(groups["percent"]), groups["percent_over"])
    if groups["tenths_to"]:
        low, high = (read_number(groups[key]) * 10 for key in ("tenths", "tenths_to"))
        return _range(_plain(match, 0, "%", "rate"), low, high)
    if groups["tenths"]:
        tenths = read_number(groups["tenths"]) * 10
        last = groups["hundredths"]
        more = 5 if last == "半" else read_number(last) if last else 0
        return _rate(match, tenths + more, groups["tenths_over"])
    if groups["fraction"] or groups["denominator"]:
        return _read_fraction(match, groups)
    if groups["ratio"] or groups["ratio_in_words"]:
        return _read_ratio(match, groups, text)
    if groups["digit_range"]:
        return _read_digit_range(match, groups)
    doublings = read_number(groups["doublings"]) if groups["doublings"] else 1
    quantity = _plain(match, 2.0**doublings, "x", "multiple")
    if groups["doubling_over"]:
        quantity.qualifier = Qualifier.OVER
    return quantity


def _plain(match: re.Match[str], value: float, unit: str, kind: str, counter: str = "") -> Quantity:
    return Quantity(
        start=match.start(), number=match.start(), end=match.end(), value=value, low=None,
        high=None, unit=unit, kind=kind, counter=counter, qualifier=Qualifier.EXACT,
        digits=match[0][0].isdigit(),
    )  # fmt: skip


def _rate(match: re.Match[str], value: float, more: str | None) -> Quantity:
    quantity = _plain(match, value, "%", "rate")
    if more:
        quantity.qualifier = Qualifier.OVER
    return quantity


_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}$")
_RATIO_WORDS = re.compile(r"[比例配达至][^,，。]{0,6}$")


def _read_ratio(match: re.Match[str], groups: dict[str, str], text: str) -> Quantity | None:
    """1:3 as left over right; a time of day is none unless words speak of a ratio."""
    words = groups["ratio"] or groups["ratio_in_words"]
    before = _RATIO_WORDS.search(text, max(0, match.start() - 12), match.start())
    if not before and (_CLOCK.match(words) or groups["ratio_in_words"]):
        return None
    left, right = (read_number(side) for side in re.split("[:：∶比]", words))
    return _plain(match, left / right, "ratio", "multiple") if right else None


def _read_fraction(match: re.Match[str], groups: dict[str, str]) -> Quantity | None:
    if groups["fraction_to"]:
        low, high = sorted(_percent(part) for part in (groups["fraction"], groups["fraction_to"]))
        return _range(_plain(match, 0, "%", "rate"), low, high)
    if groups["fraction"]:
        top, bottom = groups["fraction"].split("/")
        numerator, denominator = float(top), float(bottom)
    else:
        try:
            numerator = read_number(groups["numerator"])
            denominator = read_number(groups["denominator"])
        except (ValueError, KeyError):
            return None
    if not denominator or numerator >= denominator:
        return None
    return _plain(match, round(numerator / denominator * 100, 6), "%", "rate")


def _percent(fraction: str) -> float:
    top, bottom = fraction.split("/")
    return float(top) / float(bottom) * 100 if float(bottom) else 0.0


def _range(quantity: Quantity, low: float, high: float) -> Quantity:
    """Give a quantity two ends, its value in the middle of them."""
    quantity.low, quantity.high, quantity.value = low, high, round((low + high) / 2, 10)
    quantity.qualifier = Qualifier.RANGE
    return quantity


def _read_digit_range(match: re.Match[str], groups: dict[str, str]) -> Quantity | None:
    low, high = (read_number(digit) for digit in groups["digit_range"])
    if high != low + 1:
        return None
    unit = unit_words()[groups["range_unit"]]
    factor = read_number("1" + groups["range_multiplier"]) * unit.factor
    quantity = _plain(match, 0, unit.code, unit.kind, unit.counter)
    return _range(quantity, low * factor, high * factor)


_MULTIPLIER_END = re.compile(r"[十百千万亿兆]+[余多]?$")


def _read_range(match: re.Match[str], groups: dict[str, str]) -> Quantity | None:
    unit = unit_words()[groups["second_unit"]]
    first = groups["first"]
    if groups["first_unit"] and unit_words()[groups["first_unit"]].kind != unit.kind:
        return None
    multiplier = _MULTIPLIER_END.search(groups["second"])
    # 5—8万元: the multiplier of the second number holds for both.
    if multiplier and first[-1].isdigit() and not groups["first_unit"]:
        first += multiplier[0]
    try:
        low, high = read_number(first) * unit.factor, read_number(groups["second"]) * unit.factor
    except (ValueError, KeyError):
        return None
    if high <= low:
        return None
    return _range(_plain(match, 0, unit.code, unit.kind, unit.counter), low, high)


_CURRENCY_SIGNS = {
    "HK$": "HKD", "US$": "USD", "NT$": "TWD", "$": "USD", "RMB": "CNY", "¥": "CNY", "￥": "CNY",
    "€": "EUR", "£": "GBP",
}  # fmt: skip


def _read_plain(match: re.Match[str], groups: dict[str, str], text: str) -> Quantity | None:
    number, word = groups["value"], groups["unit"]
    digits = number[0].isdigit()
    unit = unit_words().get(word) if word else None
    if groups["currency"] and (unit is None or unit.code == "CNY"):
        unit = Unit(_CURRENCY_SIGNS[groups["currency"]], "money", 1, "")
    if groups["money"] and (unit is None or unit.kind == "count"):
        unit = unit_words()["元"]
    if not _admissible(number, word, digits=digits, text=text, match=match):
        return None
    try:
        value = read_number(number)
    except (ValueError, KeyError):
        return None
    if unit is None:
        return _bare(match, number, value) if digits or number[-1] in "余多" else None
    if groups["half"] or (word or "").startswith("个半"):
        value += 0.5
    quantity = _plain(match, round(value * unit.factor, 6), unit.code, unit.kind, unit.counter)
    quantity.factor = unit.factor
    if "余" in number or "多" in number or groups["more"] or "几" in number or (word and "多" in word):
        quantity.qualifier = Qualifier.OVER
    return quantity


def _bare(match: re.Match[str], number: str, value: float) -> Quantity | None:
    """A number without unit, worth keeping only when a multiplier or 余 makes it one."""
    quantity = _plain(match, value, "", "bare")
    quantity.end = match.end("value")
    if "余" in number or "多" in number:
        quantity.qualifier = Qualifier.OVER
    elif number.strip("0123456789.,") == "":
        quantity.kind = "naked"
    return quantity


@cache
def _restrictions() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    units, words = data("units"), data("words")
    return (
        frozenset(units["digits_only"]) | frozenset(units["counters_digits_only"]),
        frozenset(units["one_counts"]),
        frozenset(words["one_after"]),
        frozenset(words["name_after"]),
    )


# 一个主会场、四个分会场: beside other counts 一 counts too.
_ONE_OF_SEVERAL = re.compile(r"[^,，。;；、]{1,10}[、和及][二两三四五六七八九十\d]+[个家场座条项名位]")


def _admissible(
    number: str, word: str | None, *, digits: bool, text: str, match: re.Match[str]
) -> bool:
    """Whether number and unit word make a quantity rather than a word or a name."""
    digits_only, one_counts, one_after, name_after = _restrictions()
    following = text[match.end("value") : match.end("value") + 6]
    if any(following.startswith(name) for name in name_after):
        return False
    if digits:
        year = len(number) == 4 and number[:2] in ("19", "20")
        return not (year and word in ("天", "届", "期", "年", "首", "大", "台", "成"))
    if word is None:
        return number[-1] in "余多" or len(number) > 1
    if word in digits_only and not (set(number) & set("十百千万亿")):
        return False
    if number == "一":
        before = text[max(0, match.start() - 3) : match.start()]
        kind = unit_words()[word].kind
        after = text[match.end() : match.end() + 2]
        timed = kind == "time" and (match["half"] or word == "周" or after[:1] == "内" or after == "以内")
        listed = _ONE_OF_SEVERAL.match(text, match.end())
        return word in one_counts or bool(timed) or kind == "multiple" or bool(listed) or any(before.endswith(w) for w in one_after)
    return True


def _qualify(quantity: Quantity, text: str, match: re.Match[str], floor: int) -> None:
    """Read the words around a number that limit it; 余 and 以上 outrank 约."""
    found = qualifier_before(text, quantity.number, floor)
    if found is None and quantity.kind == "rate":
        found = _qualifier_of_share(text, quantity.number, floor)
    if found:
        quantity.start = found[0]
        if quantity.qualifier is Qualifier.EXACT:
            quantity.qualifier = found[1]
    if quantity.kind == "time" and quantity.unit != "year" and text[quantity.end : quantity.end + 1] == "内":
        quantity.end += 1
        if quantity.qualifier is Qualifier.EXACT:
            quantity.qualifier = Qualifier.AT_MOST
    tail = _after_pattern().match(text, quantity.end)
    if not tail:
        return
    if tail[0] in "强弱" and quantity.kind != "rate":
        return
    quantity.end = tail.end()
    if quantity.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        quantity.qualifier = _after()[tail[0]]
