"""Takes out spaces that Chinese prose does not have, and keeps those that part words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from study.read.characters import HAN
from study.read.grounded import Edit, Grounded, splice

_BLANK = r"[^\S\n]"  # every space but the end of a line
_RUN = re.compile(f"{_BLANK}{_BLANK}*")  # the first apart, for the engine to skip to it
_ODD = re.compile(
    r"[^\S\n ]|  |^ | $|[^\x00-\x7f] | [^\x00-\x7f]|\d \d|\d \.|\. \d|\d %", re.MULTILINE
)
_SENTENCE = re.compile("[。！？!?；;，,、]")
_SINGLE_HAN = re.compile(f"(?<![{HAN}])[{HAN}](?![{HAN}])")
_HAN_GAP = re.compile(f"[{HAN}]{_BLANK}+(?=[{HAN}])")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
# A thousands group written with spaces: 3 000, 12 500, before a unit.
_GROUP_BEFORE = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})*\Z")
_GROUP_BEHIND = re.compile(rf"\d{{3}}(?: \d{{3}})*(?!\d)\s?(?:[{HAN}]|%)")
# A number with a space behind it too, as some write them: 融资 3 亿元.
_SPACED_NUMBER = re.compile(rf"\d[\d.,]*{_BLANK}+[{HAN}%]")
_LONE_DIGIT_BEFORE = re.compile(r"(?<!\d)\d\Z")
_LONE_DIGIT_BEHIND = re.compile(r"\d(?!\d)")
_DAY_OR_CLOCK = re.compile(r"\d:\d\d\Z|\d[-/.]\d\d?\Z")
# Characters of a line, on either side of a space, that tell what it is.
_LINE_REACH = 400
_MULTIPLIERS = "万亿元"
_FEWEST_GAPS = 3
_BROKEN_NUMBER = re.compile(r"\d \.\d|\d\. \d|\d 0+[万亿]|[\u4e00-\u9fff] [成亿]")
_OFTEN = 2
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_NUMERALS = "一二三四五六七八九两"
_GAPS_OF_SPACED_PROSE = 0.04


def without_stray_spaces(grounded: Grounded, *, strewn: bool = False) -> Grounded:
    """Take out stray spaces, and write every space that stays as one blank.

    A space goes at the ends of lines, beside Chinese punctuation, between a
    digit and a Han character or sign of percent, inside numbers where that is
    safe (`1 . 5`, `3 000元`), and between Han characters of prose that is
    spaced throughout. One space between Han characters, as in a motto or a
    headline, stays: it parts clauses.

    Args:
        grounded: A text.
        strewn: Whether noise was strewn over it; where spaces break its numbers
            again and again they were, too, and go from every number of its prose.
    """
    text = grounded.text
    if not _ODD.search(text):
        return grounded
    edits = []
    broken = strewn and len(_BROKEN_NUMBER.findall(text)) >= _OFTEN
    for match in _RUN.finditer(text):
        start, end = match.span()
        inside = broken and _breaks_number(text, start, end)
        replacement = " " if not inside and _parts(text, start, end) else ""
        if text[start:end] != replacement:
            edits.append(Edit(start, end, replacement))
    return splice(grounded, edits)


def _parts(text: str, start: int, end: int) -> bool:
    """Whether the space text[start:end] parts two words."""
    left = text[start - 1] if start else "\n"
    right = text[end] if end < len(text) else "\n"
    if left == "\n" or right == "\n":
        return False
    kinds = _kind(left) + _kind(right)
    if "c" in kinds:
        return False
    if kinds in {"hh", "dd", "hd", "d.", ".d", "d%"} or "." in kinds:
        return _parts_by_line(text, start, end, kinds)
    if kinds in {"dh", "%h", "hl", "lh"}:
        return _is_row(text, start, end)
    return True


def _breaks_number(text: str, start: int, end: int) -> bool:
    """总投资2 3.5亿元, 六 成: whether a strewn space stands inside a number of prose."""
    line, at = _line_around(text, start)
    if not _SENTENCE.search(line) or _DAY_OR_CLOCK.search(line[:at]) or _CLOCK.match(text, end):
        return False
    digits = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
    return digits or (text[start - 1 : start] in _NUMERALS and text[end : end + 1] == "成")


@cache
def _kind(character: str) -> str:
    if character.isdigit():
        return "d"
    if _HAN_CHARACTER.match(character):
        return "h"
    if character in "%‰℃":
        return "%"
    if character == ".":
        return "."
    if character in "，。、；：？！“”‘’（）《》〈〉【】「」『』…—":
        return "c"
    return "l" if character.isalpha() else "p"


def _parts_by_line(text: str, start: int, end: int, kinds: str) -> bool:
    line, at = _line_around(text, start)
    if kinds == "hh":
        return not _is_spaced_prose(line)
    if kinds == "dd":
        return not _is_inside_number(line, at, at + end - start)
    if "." in kinds:
        return not _is_decimal(line, at, at + end - start)
    if kinds == "hd":
        return not (_SENTENCE.search(line) or _SPACED_NUMBER.match(text, end))
    return False


def _line_around(text: str, at: int) -> tuple[str, int]:
    """The line around a position, or as much of an endless one as tells what it is."""
    floor, ceiling = max(0, at - _LINE_REACH), at + _LINE_REACH
    start = max(text.rfind("\n", floor, at) + 1, floor)
    end = text.find("\n", at, ceiling)
    return text[start : end if end >= 0 else ceiling], at - start


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether the line is a row of cells, parted by spaces, rather than prose."""
    if text[end] in _MULTIPLIERS:
        return False  # 70.8 亿元 is no day
    line, at = _line_around(text, start)
    wide = end - start >= 2 or _DAY_OR_CLOCK.search(line[:at])
    return bool(wide) and not _SENTENCE.search(line.strip())


@lru_cache(maxsize=256)
def _is_spaced_prose(line: str) -> bool:
    gaps = len(_HAN_GAP.findall(line))
    if gaps < _FEWEST_GAPS:
        return False
    singles = len(_SINGLE_HAN.findall(line))
    if singles >= 0.5 * (gaps + 1):
        return True
    han = len(_HAN_CHARACTER.findall(line))
    return bool(_SENTENCE.search(line)) and gaps >= _GAPS_OF_SPACED_PROSE * han


def _is_inside_number(line: str, start: int, end: int) -> bool:
    if _GROUP_BEFORE.search(line[:start]) and _GROUP_BEHIND.match(line, end):
        return True
    lone = _LONE_DIGIT_BEFORE.search(line[:start]) and _LONE_DIGIT_BEHIND.match(line, end)
    return bool(lone) and _is_spaced_prose(line)


def _is_decimal(line: str, start: int, end: int) -> bool:
    """Whether `1 .5`, `1. 5` or `1 . 5` is one number; `1. 5家` at a line's start is an item."""
    before = re.search(r"(\d+)\s*\.?\s*\Z", line[:start])
    behind = re.match(r"\s*\.?\s*\d", line[end:])
    if not before or not behind:
        return False
    return before.start() > 0
