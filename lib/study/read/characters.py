"""Which characters written Chinese is made of."""

from __future__ import annotations

import unicodedata
from functools import cache

# Signs that separate and join words and clauses. They are never taken for noise.
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕〖〗…—–―-.,:;?!\"'()[]［］"
# Of Chinese characters: the basic block and extension A, and 〇 々.
HAN = "\u4e00-\u9fff\u3400-\u4dbf〇々"


@cache
def ordinary() -> frozenset[str]:
    """Letters, digits, Han characters and punctuation that need no second look."""
    han = map(chr, range(0x4E00, 0xA000))
    ascii_words = (chr(code) for code in range(128) if chr(code).isalnum())
    return frozenset((*han, *ascii_words, *PUNCTUATION, " ", "\n", "〇", "々"))


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
