"""Cuts a text into words with jieba, and tells common words from names."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import jieba
from jieba import posseg

from study.lexicon.domain import segment_words
from study.lexicon.organisations import head_kinds, words
from study.lexicon.places import gazetteer, short_city_names

# As frequent as a word must be for jieba to keep it whole among its parts.
_KEPT_WHOLE = 1_000_000
_ADMINISTRATIVE = ("district", "city", "province")
# Tags of jieba's dictionary for names of people, places, bodies and other things.
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})
_PLACE = "ns"


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start: First character.
        end: One past the last.
        word: The characters.
        tag: Part of speech in jieba's dictionary, "" for a word it does not hold.
    """

    start: int
    end: int
    word: str
    tag: str

    @property
    def is_name(self) -> bool:
        """Whether no dictionary of common words explains it."""
        return not self.tag or self.tag in _NAME_TAGS


@cache
def _cutter() -> tuple[jieba.Tokenizer, dict[str, str]]:
    """Jieba with the words of the lexicon, and its tags."""
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tagger = posseg.POSTokenizer(tokenizer)
    tagger.initialize()
    tags: dict[str, str] = dict(tagger.word_tag_tab)
    tags |= dict.fromkeys(short_city_names(), _PLACE)  # 大连 is an adverb to jieba
    for word, tag in _own_words():
        tokenizer.add_word(word, _KEPT_WHOLE)
        tags[word] = tag
    return tokenizer, tags


def _own_words() -> list[tuple[str, str]]:
    segments = [(word, "n") for word in segment_words()]
    places = [
        (place.name, _PLACE)
        for place in gazetteer().places.values()
        if place.level not in _ADMINISTRATIVE
    ]
    verbs = [(word, "v") for word in words("openers") if len(word) > 1]
    nouns = [(word, "n") for word in (*words("apposition"), *head_kinds()) if len(word) > 1]
    return [*verbs, *nouns, *segments, *places]


def cut(text: str, start: int, end: int) -> list[Token]:
    """Words of a span of a text, without guesses at unknown ones.

    What the dictionary does not hold comes out as single characters: names that
    nobody has listed stand out by them.
    """
    tokenizer, tags = _cutter()
    found = []
    at = start
    for word in tokenizer.cut(text[start:end], HMM=False):
        found.append(Token(at, at + len(word), word, tags.get(word, "")))
        at += len(word)
    return found


def is_coined(text: str) -> bool:
    """Whether a word is none that everybody uses: 品驰, 诺诚健华; not 精准, 新型, 我国.

    It is coined if the dictionary cuts it into single characters, or holds a part
    of it as a name.
    """
    tokens = cut(text, 0, len(text))
    return any(token.is_name or len(token.word) == 1 for token in tokens)


class Tokens:
    """The words of the paragraphs of an article, asked by position.

    Args:
        text: Clean text.
        spans: Spans of its paragraphs.
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        """Cut all paragraphs once."""
        self.all = [token for start, end in spans for token in cut(text, start, end)]
        self._starts = [token.start for token in self.all]

    def index(self, position: int) -> int:
        """Number of the word that covers a position."""
        return bisect_right(self._starts, position) - 1

    def at(self, position: int) -> Token:
        """The word that covers a position."""
        return self.all[self.index(position)]
