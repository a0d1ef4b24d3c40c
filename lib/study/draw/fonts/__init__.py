"""The one font family of the study, registered from the package's own files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from study.model import StudyError

FAMILY = "Study Sans SC"
# A Chinese font draws quotation marks as wide as a hanzi; its narrow ones, made for Latin text,
# stand at characters for private use (see build.py).
LATIN_QUOTES = {"\u2018": "\ue018", "\u2019": "\ue019", "\u201c": "\ue01c", "\u201d": "\ue01d"}
_TO_LATIN = str.maketrans(LATIN_QUOTES)
_FROM_LATIN = str.maketrans({narrow: quote for quote, narrow in LATIN_QUOTES.items()})
_HANZI = re.compile("[\u3001-\u9fff]")
REGULAR, BOLD = "regular", "bold"
FILES = {
    weight: Path(__file__).parent / f"StudySansSC-{weight.capitalize()}.ttf"
    for weight in (REGULAR, BOLD)
}


@cache
def register() -> None:
    """Make the family known to matplotlib; nothing is asked of the system's fonts."""
    for path in FILES.values():
        font_manager.fontManager.addfont(path)


def typeset(text: str) -> str:
    """Choose the quotation marks of a text: wide beside hanzi, narrow in Latin text."""
    return text if _HANZI.search(text) else text.translate(_TO_LATIN)


def plain(text: str) -> str:
    """Undo `typeset`, for text that is read and not drawn."""
    return text.translate(_FROM_LATIN)


@cache
def properties(size: float, weight: str = REGULAR) -> FontProperties:
    """Font of a size in points, named by its file so that no other can stand in for it."""
    return FontProperties(fname=FILES[weight], size=size)


@cache
def _characters(weight: str) -> frozenset[str]:
    return frozenset(map(chr, FT2Font(FILES[weight]).get_charmap()))


def missing(text: str, weight: str = REGULAR) -> str:
    """Characters of a text that the font lacks, each once, in order of their codes."""
    return "".join(sorted(set(text) - _characters(weight) - {"\n"}))


def check(text: str, weight: str = REGULAR) -> None:
    """Refuse a text that would be drawn with holes.

    Raises:
        StudyError: If the font lacks a character; names the characters.
    """
    lacking = missing(text, weight)
    if lacking:
        codes = ", ".join(f"{character} (U+{ord(character):04X})" for character in lacking)
        raise StudyError(
            f"the font has no glyph for {codes} in {text!r}; "
            "add them to study/draw/fonts/build.py and build the font anew"
        )
