"""Takes out readings that were put in brackets behind characters: 醫(yī)藥 → 醫藥."""

from __future__ import annotations

import re

from study.read.characters import HAN
from study.read.grounded import Grounded, cut

# Syllables of Hanyu Pinyin without tones; ü may be written v.
_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ün|ia|ie|iu|ua|ui"
    "|uo|ue|üe|ve|er|a|e|i|u|ü|v)"
)
_SYLLABLE = f"(?:{_INITIAL}?{_FINAL}|[bpmfwyl]?o)"
_SYLLABLES = re.compile(rf"{_SYLLABLE}(?:[\s'’·-]*{_SYLLABLE})*", re.IGNORECASE)
_ONE_SYLLABLE = re.compile(f"{_INITIAL}{_FINAL}|[bpmfwyl]o")
_TONES = str.maketrans(
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ", "aaaaeeeeiiiioooouuuuüüüünnnmAAAAEEEEOOOO"
)
_TONE_NUMBERS = dict.fromkeys(map(ord, "012345"))
_ZHUYIN = "\u3105-\u312f\u31a0-\u31bf"
_BRACKETED = re.compile(
    rf"(?<=[{HAN}])\s?[(（\[［〔【]\s*"
    rf"(?P<reading>[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ0-5\s'’·-]{{1,60}}|[{_ZHUYIN}ˊˇˋ˙\s]{{1,30}})"
    r"\s*[)）\]］〕】]"
)
_PROBE = re.compile(rf"[(（\[［〔【]\s?[a-zA-Zà-üā-ǜńňǹḿ{_ZHUYIN}]")
# Several bare syllables in brackets, (mini) or (beijing), are taken for a reading only in an
# article that gives readings again and again.
_HABIT = 3
_LIKE, _LIKELY, _SURE = 1, 2, 3  # how surely a bracket holds a reading


def without_readings(grounded: Grounded) -> tuple[Grounded, tuple[tuple[int, int], ...]]:
    """Take bracketed pinyin and zhuyin out of a text.

    Real brackets stay: (AI), (Pascal Soriot), (CDMO), (北京亦庄).

    Args:
        grounded: A text without noise.

    Returns:
        The text left, and the raw spans of what was taken out.
    """
    if not _PROBE.search(grounded.text):
        return grounded, ()
    found = [(m.span(), _certainty(m["reading"])) for m in _BRACKETED.finditer(grounded.text)]
    habit = sum(certainty > 0 for _, certainty in found) >= _HABIT
    spans = [span for span, certainty in found if certainty >= (_LIKE if habit else _LIKELY)]
    origin = grounded.origin
    return cut(grounded, spans), tuple((origin[s], origin[e - 1] + 1) for s, e in spans)


def _certainty(reading: str) -> int:
    if _is_surely_reading(reading):
        return _SURE
    if not _is_syllables(reading):
        return 0
    return _LIKELY if _ONE_SYLLABLE.fullmatch(reading.strip()) else _LIKE


def _is_surely_reading(reading: str) -> bool:
    if re.search(f"[{_ZHUYIN}]", reading):
        return True
    toned = not reading.isascii() and reading.translate(_TONES) != reading
    numbered = re.search("[a-zA-ZüÜ][1-5]", reading) is not None
    return (toned or numbered) and _is_syllables(reading)


def _is_syllables(reading: str) -> bool:
    letters = reading.strip().translate(_TONE_NUMBERS)
    # Latin letters of a reading are small, but for the first of a name.
    capitals = sum(c.isupper() for c in letters)
    small = len(letters) > capitals and capitals <= len(letters.split())
    return small and bool(_SYLLABLES.fullmatch(letters.lower().translate(_TONES)))
