"""Tells where an article speaks of one firm, whose own numbers are of no place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from study.lexicon.domain import context, segment_words
from study.lexicon.loader import WordFinder, alternation, data
from study.lexicon.organisations import words
from study.lexicon.places import is_place

_LONGEST_START = 6  # characters of a short name before its ending
_SHORTEST_START = 2
_LONGEST_SORT = 4  # characters before 公司 that tell a sort
_LENGTHS_OF_PLACES = (2, 3)  # characters of a short name
_TWICE = 2  # so often a name is told that is not coined for one sentence
_BOUNDARIES = ",，。;；:：、“”‘’「」《（( \n"
_ANY_FIRM = "企业"
_LONGEST_APPOSITION = 24
_ONE_SUCH = re.compile("是一家[^,，。;；]*的$")  # 捷安介入是一家做支架的公司
_LONGEST_HEAD = 6
_START = re.compile(f"[A-Za-z0-9\u4e00-\u9fff]{{{_SHORTEST_START},{_LONGEST_START}}}$")


@cache
def _marks() -> WordFinder:
    """Endings of names of firms, and words that stand for one."""
    return WordFinder.build(
        dict.fromkeys(data("organisations")["unmistakable_company_endings"], ("ending",))
        | dict.fromkeys(data("words")["contexts"]["one_firm"], ("anaphor",))
    )


@cache
def _sort_before() -> re.Pattern[str]:
    """What stands before 公司 where it is no certain one: 上市公司, 三家公司."""
    return re.compile(f"{context('before_sorts_of_firms')}$")


@cache
def _many_behind() -> re.Pattern[str]:
    """What stands behind 公司 where it is no certain one: 公司数量."""
    grants = rf"[^,，。;；]{{0,10}}{context('grants_to_firms')}"
    return re.compile(rf"{context('behind_many_firms')}|{grants}")


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(context("not_in_firms"))


@cache
def _runs_parks() -> re.Pattern[str]:
    return re.compile(context("runs_parks"))


@cache
def _does() -> re.Pattern[str]:
    """What stands behind a firm that is spoken of."""
    return re.compile(rf"[(（]|(?:19|20)\d\d年|{context('behind_one_firm')}")


@cache
def _head() -> re.Pattern[str]:
    """What a name of a firm may stand right behind: 台资企业, 2023年."""
    return re.compile(rf"{alternation(words('apposition'))}|[年月日]|的|以")


@cache
def _no_starts() -> frozenset[str]:
    """Words before an ending that tell a sort: 创新药业 is no name, nor is 生物医药."""
    return frozenset(words("generic_starts") | words("no_names") | set(segment_words()))


def _is_sort(name: str, start: int) -> bool:
    """Whether a name only tells a sort, or the industry of a place: 创新药业, 上海生物医药.

    Args:
        name: The name with its ending.
        start: How many characters stand before the ending.
    """
    sorts = _no_starts()
    if name[:start] in sorts or name in sorts:
        return True
    return any(is_place(name[:size]) and name[size:] in sorts for size in _LENGTHS_OF_PLACES)


class FirmsToldOf:
    """Where the paragraphs of one article speak of one firm.

    Args:
        text: Clean text.
    """

    def __init__(self, text: str) -> None:
        """Nothing is looked for before it is asked."""
        self._text = text
        # Where the firm that runs a park speaks, 公司 may be that.
        self._of_park = _runs_parks().search(text) is not None
        self._paragraph = self._searched = -1
        self._found: list[int] = []

    def last(self, paragraph: int, end: int, position: int) -> int:
        """Where one firm was told of last before a number, or -1.

        Args:
            paragraph: Where the paragraph begins.
            end: One past the sentence of the number, never before the one asked last.
            position: Start of the number.
        """
        if paragraph != self._paragraph:
            self._paragraph = self._searched = paragraph
            self._found = []
        if end > self._searched:
            self._found += self._firms(self._searched, end)
            self._searched = end
        at = bisect_left(self._found, position)
        return self._found[at - 1] if at else -1

    def _firms(self, start: int, end: int) -> Iterator[int]:
        finder, text = _marks(), self._text
        for number, from_start, to in finder.find(text[start:end]):
            span = start + from_start, start + to
            anaphor = "anaphor" in finder.tags[number]
            if self._stands_for_one(*span) if anaphor else self._is_told_of(*span):
                yield span[0]

    def _stands_for_one(self, start: int, end: int) -> bool:
        """Whether 公司 is the one spoken of rather than one of a sort."""
        text = self._text
        if text.startswith(_ANY_FIRM, start) and text[start - 1 : start] not in _BOUNDARIES:
            return False  # 规上企业今年
        if self._of_park or _sort_before().search(text, max(0, start - _LONGEST_SORT), start):
            return _ONE_SUCH.search(text, max(0, start - _LONGEST_APPOSITION), start) is not None
        return _many_behind().match(text, end) is None

    def _is_told_of(self, start: int, end: int) -> bool:
        """Whether a name that ends like a firm's begins and goes on as a subject does."""
        text = self._text
        if _does().match(text, end) is None:
            return False
        begin = self._begin(start)
        if begin is None:
            return False
        name = text[begin:start]
        if not _SHORTEST_START <= len(name) <= _LONGEST_START:
            return False
        if _is_sort(text[begin:end], len(name)) or _no_name().search(name):
            return False
        if text[start:end] in words("sure_company_endings"):
            return True
        return text.count(text[begin:end]) >= _TWICE or self._is_headed(begin)

    def _begin(self, ending: int) -> int | None:
        """Where the name begins whose ending is known: behind a mark, or behind what it is."""
        text = self._text
        start = _START.search(text, max(0, ending - _LONGEST_START), ending)
        if start is None:
            return None
        floor = start.start()
        if floor == 0 or text[floor - 1] in _BOUNDARIES:
            return floor
        heads = [
            match.end() for match in _head().finditer(text, max(0, floor - _LONGEST_HEAD), ending)
        ]
        return max((at for at in heads if at >= floor), default=None)

    def _is_headed(self, begin: int) -> bool:
        """Whether a noun for firms stands right before a name: 台资企业宏昱生医."""
        return self._text.endswith(tuple(words("apposition")), 0, begin)
