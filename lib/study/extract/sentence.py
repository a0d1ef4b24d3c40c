"""One sentence: its clauses, its numbers, and what is asked of them again and again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from study.extract.article import Article
from study.extract.draft import Draft
from study.extract.periods import Period
from study.extract.quantity import Quantity
from study.extract.stated import (
    count_labelled,
    count_without_classifiers,
    share_limits,
    share_units,
    stated,
)
from study.extract.words import Words
from study.lexicon.loader import data

# A blank between Chinese words parts the halves of a headline. The mark comes first, for the
# engine to skip to it.
_CLAUSE_END = re.compile(
    r"[,，;；:： \u3000](?:(?<=[;；:：])|(?<=[,，])(?:(?<!\d[,，])|(?!\d{3}(?!\d)))"
    r"|(?<=[\u4e00-\u9fff%][ \u3000])[ \u3000]*(?=[\u4e00-\u9fff]|(?:19|20)\d\d年))"
)
# Words first, for the engine to skip to their first characters.
_ONE_BY_ONE = re.compile("|".join(data("words")["contexts"]["one_by_one"]))
# 按门类分, 从类型看, 三大领域中: sorts follow
BY_FIELD = re.compile(
    "论[^,，。;；:：\\d]{2,4}[,，]|[从按分以依照][^,，。;；:：]{2,10}?(?:来?看|来?分|划分|统计)[,，:：]"
    "|[两二三四五六七八九十\\d]大[^,，。;；:：]{1,8}?[当之]?[中里][,，:：]"
)
AMONG_THEM = ("其中", "当中")  # a part follows of what was told before
# What parts the items of a list, 和 within an item tried last.
_LIST_MARKS = (re.compile("、"), re.compile("、|以及|和|与|及"))
NEXT_IN_LIST = re.compile("[、和及与,，]?(?:以及)?(?:增长|上升|提高|下降|减少)?[-−－]?")


class Sentence:
    """One sentence that holds numbers.

    Args:
        article: The article it stands in.
        span: Its first character and one past its last.
        found: All numbers in it, dates included.

    Attributes:
        cuts: Where its clauses begin, and where the last of them ends.
        mentions: Places named in it.
        periods: Period expressions in it.
        dating: Those of them that date numbers, or None before that is asked.
        quantities: Its numbers that are no dates, places or names.
        words: Its domain words, looked up only where it has quantities.
        done: Facts of the sentence so far.
    """

    def __init__(self, article: Article, span: tuple[int, int], found: list[Quantity]) -> None:
        """Find clauses, places and periods, and keep what is a quantity."""
        self.article = article
        self.text = article.text
        self.start, self.end = self.span = span
        self.periods = article.periods_between(*span)
        self.dating: list[Period] | None = None
        self.mentions = article.places.between(*span)
        starts = {quantity.start for quantity in found}  # 上市企业:11家 is one clause
        self.cuts = [
            match.end()
            for match in _CLAUSE_END.finditer(self.text, *span)
            if match[0] not in ":：" or match.end() not in starts
        ]
        self.cuts = [self.start, *self.cuts, self.end]
        share_units(self.text, found)
        share_limits(self.text, found)
        count_labelled(self.text, found)
        if article.home:
            count_without_classifiers(self.text, found)
        self.quantities = stated(self.text, span, found, self.periods, self.mentions)
        self.done: list[Draft] = []
        if self.quantities:
            self.words = Words(self.text, *span)
            self._semicolons = [cut - 1 for cut in self.cuts[1:-1] if self.text[cut - 1] in ";；"]
            self._lists = [match.span() for match in _ONE_BY_ONE.finditer(self.text, *span)]

    def clause(self, position: int) -> tuple[int, int]:
        """Span of the clause that a position lies in."""
        index = bisect_left(self.cuts, position + 1)
        return self.cuts[index - 1], self.cuts[min(index, len(self.cuts) - 1)]

    def earlier_clauses(self, clause: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Spans of the clauses before one, the nearest first."""
        for at in range(bisect_left(self.cuts, clause[0]) - 1, -1, -1):
            yield self.cuts[at], self.cuts[at + 1]

    def semicolon_before(self, position: int) -> int:
        """Where the last semicolon before a position stands, or -1."""
        return last_before(self._semicolons, position)

    def last(self, kind: str) -> Draft | None:
        """The fact just before, if it is of a kind of unit."""
        return self.done[-1] if self.done and self.done[-1].quantity.kind == kind else None

    def right_edge(self, draft: Draft) -> int:
        """Where the words after a number end: at the next number or the end of the clause.

        An amount of money right behind it is a class of what it counts: 19个[亿元以上]项目.
        """
        for quantity in self.quantities[draft.index + 1 :]:
            of_class = quantity.start == draft.quantity.end and quantity.kind == "money"
            if quantity.start >= draft.quantity.end and not of_class:
                return min(quantity.start, draft.clause[1])
        return draft.clause[1]

    def left_edge(self, draft: Draft) -> int:
        """Where the words before a number begin: behind the fact before it in the clause.

        An amount of money may name a class (产值10亿元以上的26家), so it cuts nothing off.
        """
        if not self.done:
            return draft.clause[0]
        last = self.done[-1].quantity
        inside = last.end > draft.clause[0] and last.kind != "money"
        return last.end if inside else draft.clause[0]

    def place_in_list(
        self, draft: Draft, *, of_all_kinds: bool = False
    ) -> tuple[int, int, int] | None:
        """(index, size, position of 分别) of a number in a list under 分别.

        Args:
            draft: The number.
            of_all_kinds: Whether 项目数、投资额分别为12个、30亿元 is one list.
        """
        if not self._lists:
            return None
        number = draft.quantity.number
        stops = [start for start, end in self._lists if end <= number]
        if not stops:
            return None
        run = self._run(stops[-1], None if of_all_kinds else draft.quantity.kind)
        if len(run) < 2 or draft.quantity not in run:
            return None
        return run.index(draft.quantity), len(run), stops[-1]

    def items_in_list(self, draft: Draft) -> list[tuple[int, int]]:
        """Spans of what numbers count one by one, this one's first and the last behind it.

        规上企业、上市公司分别为36家、4家: for the 36 these are 规上企业 and 上市公司.
        """
        for of_all_kinds in (False, True):
            position = self.place_in_list(draft, of_all_kinds=of_all_kinds)
            items = self._items(position[1], position[2]) if position else []
            if position and items:
                return [items[position[0]], items[-1]]
        return []

    def _items(self, size: int, stop: int) -> list[tuple[int, int]]:
        """Spans of the things told before 分别, if they are so many."""
        begin = self.clause(stop)[0]
        for marks in _LIST_MARKS:
            cuts = list(marks.finditer(self.text, begin, stop))
            if len(cuts) + 1 == size:
                starts = [begin, *(cut.end() for cut in cuts)]
                return list(zip(starts, [*(cut.start() for cut in cuts), stop], strict=True))
        return []

    def _run(self, after: int, kind: str | None) -> list[Quantity]:
        """Numbers of a kind, or of all, with nothing but marks of a list between them."""
        run: list[Quantity] = []
        for quantity in self.quantities:
            if quantity.number <= after or kind not in (None, quantity.kind):
                continue
            if run and not NEXT_IN_LIST.fullmatch(self.text, run[-1].end, quantity.start):
                break
            run.append(quantity)
        return run


def last_before(positions: list[int], position: int) -> int:
    """The last of sorted positions that lies before one, or -1."""
    index = bisect_left(positions, position)
    return positions[index - 1] if index else -1
