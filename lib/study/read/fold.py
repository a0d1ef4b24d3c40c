"""Gives every character that has several code points the one that Chinese prose uses.

All changes keep the length, so offsets stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set
from functools import cache

from study.read.characters import full_width, is_radical

_HYPHENS = dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-")
_MINUS = "\u2212"
# A ring is a nought only among the numerals of a year: 二○二五年, 一一○年.
_RING = "○"
_NUMERAL = "[○〇零一二三四五六七八九]"
_READING = r"(?:[(（\[【][^\u4e00-\u9fff○]{1,8}[)）\]】])?"  # pinyin behind a character
_BETWEEN = rf"{_READING}[^\w\s○，。；、]{{0,4}}"  # or signs strewn there
_RING_IN_YEAR = re.compile(
    rf"(?<!{_NUMERAL})(?:[一二]{_BETWEEN}(?:{_NUMERAL}{_BETWEEN}){{2,3}}(?=年)"
    # 二○二三亚洲生技大会
    rf"|二{_BETWEEN}○{_BETWEEN}[○〇零一二三]{_BETWEEN}{_NUMERAL}(?!{_BETWEEN}{_NUMERAL}))"
)
# 六十八．三億: a full stop between numerals is a decimal point.
_DECIMAL = re.compile(r"\.(?<=[〇零一二三四五六七八九十百千]\.)(?=[〇零一二三四五六七八九])")
# Signs that may be strewn; ＋ among strewn + is a sign of the article's own.
_SIGNS = frozenset(full_width("#$%&*+/<=>@\\_|~"))
_FULL_WIDTH_KEPT = frozenset("，：；？！（）［］｛｝＂＇")  # Chinese punctuation, not letters


def fold(text: str, foreign: Set[str]) -> str:
    """Fold full-width letters and digits, and compatibility ideographs.

    Full-width punctuation that Chinese prose uses stays.

    Args:
        text: Any text.
        foreign: Its characters that are not ordinary, or more.

    Returns:
        A text of the same length.
    """
    if _RING in foreign:
        text = _RING_IN_YEAR.sub(lambda year: year[0].replace(_RING, "〇"), text)
    return _replace(text, {c: folded(c) for c in foreign})


def fold_symbols(text: str, foreign: Set[str]) -> str:
    """Fold what may have been strewn, once the text is clean of noise.

    `％` becomes `%`, `～` becomes `~`, `−` a hyphen; some PDF tools leave
    radicals for ideographs, ⼈ for 人.

    Args:
        text: A text without noise.
        foreign: Its characters that are not ordinary, or more.

    Returns:
        A text of the same length.
    """
    changes = {
        c: "-" if c == _MINUS else unicodedata.normalize("NFKC", c)
        for c in foreign
        if c == _MINUS or c in _SIGNS or is_radical(c)
    }
    return _replace(text, changes)


def with_points(text: str) -> str:
    """Write the decimal point of Chinese numerals as prose does: 八.四% as 八点四%.

    Args:
        text: A text without noise and readings.

    Returns:
        A text of the same length.
    """
    return _DECIMAL.sub("点", text)


def _replace(text: str, changes: Mapping[str, str]) -> str:
    """Put characters in the place of others; what is put there is itself never replaced."""
    for old, new in changes.items():
        if old != new:
            text = text.replace(old, new)
    return text


@cache
def folded(character: str) -> str:
    """The character that Chinese prose uses in place of a full-width or compatibility one."""
    if character in _HYPHENS:
        return _HYPHENS[character]
    if character in _FULL_WIDTH_KEPT or character in _SIGNS:
        return character
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    if _is_compatibility_form(code):
        normal = unicodedata.normalize("NFKC", character)
        return normal if len(normal) == 1 else character
    return character


def _is_compatibility_form(code: int) -> bool:
    return (
        0xF900 <= code <= 0xFAFF  # compatibility ideographs
        or 0xFE50 <= code <= 0xFE6B  # small forms
        or 0x2F800 <= code <= 0x2FA1F
        or 0x1D400 <= code <= 0x1D7FF  # mathematical letters and digits
    )
