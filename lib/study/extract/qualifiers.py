"""Reads the words around a number that limit it: 近, 超, 不少于 … before, 余, 以上 … behind."""

from __future__ import annotations

import re
from functools import cache

from study.extract.quantity import Quantity
from study.lexicon.loader import alternation, data
from study.model import Qualifier

_CAPPED = "封顶"  # 封顶2000万元, but 封顶2栋
_MAY_BE = re.compile("最[高多长][还仍]?(?:[可能][\u4e00-\u9fff]{1,4}|[获给][\u4e00-\u9fff]{0,3})$")
_AT_LEAST_SO_MUCH = re.compile("(?:至少|最少)[\u4e00-\u9fff]{1,3}$")
_MAY_BE_REACH = 7
_BRIDGES = 3  # how many words such as 达到 may stand between a qualifier and its number
_SHARE_REACH = 18  # characters before a share within which 约占全国的 is looked for


@cache
def _codes(side: str) -> dict[str, Qualifier]:
    groups = data("words")["qualifiers"][side]
    return {word: Qualifier(code) for code, words in groups.items() for word in words}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """For the last character of a qualifier the lengths of those that end so, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in _codes("before"):
        lengths.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}


@cache
def _false_endings() -> dict[str, str]:
    return {word: "".join(before) for word, before in data("words")["false_qualifiers"].items()}


@cache
def _bridge() -> tuple[re.Pattern[str], frozenset[str]]:
    words = data("words")["qualifiers"]["bridge"]
    return re.compile(f"{alternation(words)}$"), frozenset(word[-1] for word in words)


@cache
def _after() -> re.Pattern[str]:
    words = alternation(w for w in _codes("after") if len(w) > 1 or w in "强弱起")
    return re.compile(f"{words}(?<!起(?=步))")  # 从1000亿元起步


@cache
def _share() -> re.Pattern[str]:
    words = alternation(data("words")["qualifiers"]["of_shares"])
    of_what = (
        r"(?:占|为|是|相当于)[^,，。;；、\d]{0,12}"
        r"|[\u4e00-\u9fff]{2,8}的|全[国市省区球]的|[去上前]年[^,，。;；、\d]{0,6}的"
    )
    limits = alternation(data("words")["qualifiers"]["of_limits"])
    return re.compile(f"({words})(?:{of_what})$|({limits})[^,，。;；、\\d]{{2,10}}$")


def qualify(quantity: Quantity, text: str, floor: int) -> None:
    """Read the words around a number that limit it; 余 and 以上 outrank 约.

    Args:
        quantity: The number; its span and qualifier are changed.
        text: Clean text.
        floor: Nothing before this offset is looked at.
    """
    found = qualifier_before(text, quantity.number, floor)
    if found is None and quantity.kind == "money" and text.endswith(_CAPPED, 0, quantity.number):
        found = quantity.number - len(_CAPPED), Qualifier.AT_MOST
    if found is None:
        found = _limit_before_verb(text, quantity.number, floor)
    if found is None and quantity.kind in ("rate", "multiple"):
        found = _qualifier_of_share(text, quantity.number, floor)
    if found:
        quantity.start = found[0]
        if quantity.qualifier is Qualifier.EXACT:
            quantity.qualifier = found[1]
    if text.startswith("内", quantity.end):
        _within(quantity)
    tail = _after().match(text, quantity.end)
    if tail and (quantity.kind == "rate" or tail[0] not in "强弱"):
        quantity.end = tail.end()
        if quantity.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
            quantity.qualifier = _codes("after")[tail[0]]


def _limit_before_verb(text: str, position: int, floor: int) -> tuple[int, Qualifier] | None:
    """最多可存放1500万份, 至少延后18个月: a verb stands between the limit and its number."""
    floor = max(floor, position - _MAY_BE_REACH)
    if text.find("最", floor, position) >= 0:
        most = _MAY_BE.search(text, floor, position)
        if most:
            return most.start(), Qualifier.AT_MOST
    if text.find("少", floor, position) < 0:
        return None
    least = _AT_LEAST_SO_MUCH.search(text, floor, position)
    return (least.start(), Qualifier.AT_LEAST) if least else None


def _within(quantity: Quantity) -> None:
    """30天内 is a limit; 三年内 is a period."""
    if quantity.kind == "time" and quantity.unit != "year":
        quantity.end += 1
        if quantity.qualifier is Qualifier.EXACT:
            quantity.qualifier = Qualifier.AT_MOST


def qualifier_of(word: str) -> Qualifier:
    """What a word before a number makes of it: 近 is nearly."""
    return _codes("before")[word]


def qualifier_before(text: str, position: int, floor: int) -> tuple[int, Qualifier] | None:
    """Qualifier that ends at `position`, as (its start, its code).

    Args:
        text: Clean text.
        position: Where the numeral starts.
        floor: Start of the sentence; nothing before it is looked at.
    """
    bridge, bridge_ends = _bridge()
    at = position
    for _ in range(_BRIDGES):
        found = _ending_at(text, at, floor, position)
        if found or at <= floor or text[at - 1] not in bridge_ends:
            return found
        match = bridge.search(text, max(floor, at - 3), at)
        if not match:
            return None
        at = match.start()
    return None


def _ending_at(text: str, at: int, floor: int, number: int) -> tuple[int, Qualifier] | None:
    if at <= floor:
        return None
    for length in _lengths().get(text[at - 1], ()):
        start = at - length
        code = _codes("before").get(text[start:at]) if start >= floor else None
        if code and _is_qualifier(text, text[start:at], start, number):
            return start, code
    return None


def _is_qualifier(text: str, word: str, start: int, number: int) -> bool:
    """Whether a word limits the number: not where it ends another, as in 签约 and 附近."""
    if start == 0:
        return word != "上" or text[number] in "百千万亿"
    if word == "上" and text[number] not in "百千万亿":
        return False
    return text[start - 1] not in _false_endings().get(word, "")


def _qualifier_of_share(text: str, position: int, floor: int) -> tuple[int, Qualifier] | None:
    """约占全国的1/20: the qualifier stands before the verb."""
    found = _share().search(text, max(floor, position - _SHARE_REACH), position)
    return (found.start(), _codes("before")[found[1] or found[2]]) if found else None
