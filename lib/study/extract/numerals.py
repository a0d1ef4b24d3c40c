"""Reads numerals as Chinese prose writes them: 1.25万亿, 两千三百余, 4亿2千万, 三十五点六."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}
_TOKEN = re.compile(r"\d[\d,， ]*(?:\.\d+)?|.", re.DOTALL)
_VAGUE = str.maketrans("", "", "余多几来上近数个")
_GROUPING = str.maketrans("", "", ",， ")


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
        digits = "".join(str(_DIGITS.get(c, "")) for c in fraction)
        rest = fraction.lstrip("零〇一二三四五六七八九")
        scale = _read_sections("一" + rest) if rest else 1
        return (read_chinese(whole) + float(f"0.{digits or 0}")) * scale
    if len(whole) > 1 and all(c in _DIGITS for c in whole):
        return float("".join(str(_DIGITS[c]) for c in whole))
    return _read_sections(whole)


def _read_sections(text: str) -> float:
    """Add up 亿 and 万 sections; a bare multiplier counts once (百万 is a million).

    Digits may be Chinese or Arabic, with decimals: 4亿2千万, 1.5千亿.
    """
    total = section = 0.0
    digit: float | None = None
    unit = 1
    for token in _TOKEN.findall(text):
        if token in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[token]
            digit, unit = None, _SMALL[token]
        elif token in _LARGE:
            section += digit or 0
            larger = _LARGE[token]
            if section == 0 and total == 0:
                section = 1
            # 万亿 multiplies what stands before it; 一亿二千万 adds.
            total = (total + section) * larger if larger > total else total + section * larger
            section, digit, unit = 0, None, larger
        elif token[0].isdigit():
            digit, unit = float(token.translate(_GROUPING)), 1
        elif token in _DIGITS and digit and unit == 1 and token not in "零〇":
            digit = 10 * digit + _DIGITS[token]  # 五六三亿
        elif token in _DIGITS:
            digit, unit = _DIGITS[token], 1 if token in "零〇" else unit
        else:
            raise ValueError(f"{text!r} is no numeral")
    # 一百二 and 两万五 leave out the last multiplier.
    return total + section + (digit or 0) * (unit // 10 if unit > 10 else 1)


@lru_cache(maxsize=65536)
def read_number(text: str) -> float:
    """Number that a numeral states, in digits, characters or both.

    Args:
        text: Numeral that may hold 余, 多 or 几: 1.25万亿, 120余万, 十余, 3,200, 2千3百万.

    Raises:
        ValueError: The text is no numeral.
    """
    plain = text.translate(_VAGUE).replace("廿", "二十").replace("卅", "三十")
    value = _read_sections(plain) if any(c.isdigit() for c in plain) else read_chinese(plain)
    # Multiplying 1.1 by 10 000 leaves binary dust that no source states.
    return float(f"{value:.15g}")
