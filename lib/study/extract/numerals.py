"""Reads numerals as Chinese prose writes them: 1.25万亿, 两千三百余, 三十五点六, 近三成."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE = "[一二两三四五六七八九十百千万亿零〇]"

_ARABIC_WITH_MULTIPLIER = re.compile(
    r"(?P<digits>[\d,]+(?:\.\d+)?)\s?[余多来几]?(?P<multiplier>[十百千万亿兆]*)[余多来几]?"
)


def read_chinese(text: str) -> float:
    """Number that a Chinese numeral states.

    Args:
        text: Numeral without vague words: 一百二十三, 百万, 三十五点六, 二〇二三.

    Returns:
        The number.

    Raises:
        ValueError: The characters are no numeral.
    """
    whole, _, fraction = text.partition("点")
    if fraction:
        digits = "".join(str(_DIGITS[c]) for c in fraction)
        return read_chinese(whole) + float(f"0.{digits}")
    if len(whole) > 1 and all(c in _DIGITS for c in whole):
        return float("".join(str(_DIGITS[c]) for c in whole))
    return float(_read_sections(whole))


def _read_sections(text: str) -> int:
    """Add up 亿 and 万 sections; a bare multiplier counts once (百万 is a million)."""
    total = section = 0
    digit: int | None = None
    unit = 1
    for c in text:
        if c in _DIGITS:
            digit, unit = _DIGITS[c], 1 if c in "零〇" else unit
        elif c in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[c]
            digit, unit = None, _SMALL[c]
        elif c in _LARGE:
            section += digit or 0
            if section == 0 and total == 0:
                section = 1
            # 万亿 multiplies what stands before it; 一亿二千万 adds.
            larger = _LARGE[c]
            total = (total + section) * larger if larger > total else total + section * larger
            section, digit, unit = 0, None, larger
        else:
            raise ValueError(f"{text!r} is no numeral")
    # 一百二 and 两万五 leave out the last multiplier.
    return total + section + (digit or 0) * (unit // 10 if unit > 10 else 1)


@lru_cache(maxsize=65536)
def read_number(text: str) -> float:
    """Number that a numeral states, in digits, characters or both.

    Args:
        text: Numeral that may hold 余, 多 or 几: 1.25万亿, 120余万, 十余, 3,200.

    Raises:
        ValueError: The text is no numeral.
    """
    match = _ARABIC_WITH_MULTIPLIER.match(text)
    if not match:
        return read_chinese(text.strip("余多来几上近数"))
    value = float(match["digits"].replace(",", ""))
    for c in match["multiplier"]:
        value *= _SMALL.get(c) or _LARGE[c]
    rest = text[match.end() :]
    value += read_number(rest) if rest else 0
    # Multiplying 1.1 by 10 000 leaves binary dust that no source states.
    return round(value, 6)
