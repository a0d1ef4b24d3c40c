"""Which characters written Chinese is made of."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Signs that separate and join words and clauses. They are never taken for noise.
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕〖〗…—–―-.,:;?!\"'()[]［］"
# Of Chinese characters: the basic block and extension A, and 〇 々.
HAN = "\u4e00-\u9fff\u3400-\u4dbf〇々"


_UNUSUAL = re.compile(rf"[^\u4e00-\u9fff〇々A-Za-z0-9 \n{re.escape(PUNCTUATION)}]")


def unusual(text: str) -> frozenset[str]:
    """All characters but letters, digits, Han characters and punctuation: they need a second look.

    Args:
        text: Any text.
    """
    return frozenset(_UNUSUAL.findall(text))


@cache
def is_word(character: str) -> bool:
    """Whether a character is part of a word or a number in any script."""
    return unicodedata.category(character)[0] in "LN"


def full_width(characters: str) -> str:
    """The full-width forms of ASCII characters."""
    return "".join(chr(ord(character) + 0xFEE0) for character in characters)


def is_radical(character: str) -> bool:
    """Whether a character is a radical, which some PDF tools write for an ideograph."""
    return "\u2e80" <= character <= "\u2fdf"
