"""The events of an article by name, and which of them 本届论坛 or 会上 means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from study.extract.article import Article
from study.extract.tokens import Tokens
from study.lexicon.clusters import words
from study.lexicon.loader import alternation, data

_YEAR = re.compile(r"^((?:19|20)\d{2})年")
_LONGEST = 44
_YEAR_BEHIND = re.compile(r"20\d\d(?!\d|年)")  # 创新峰会2024
_LEAD = 80
_LISTED, _NAMED, _OPENS = -2, 1, 2  # weights
_NAMED_AT_LEAST = 6
_HELD = re.compile(
    '(?:”|")?(?:将于|于|在|将在)?[^,，。;；]{0,24}'
    "(?:举行|举办|召开|开幕|落幕|启幕|圆满|揭幕|闭幕|登场|拉开帷幕|落下帷幕|收官)|上[,，]"
)
_HOLDING = ("举行", "举办", "召开", "参加", "参加了", "参与", "参与了", "出席", "出席了")
_HOLDS = re.compile("(?:举行|举办|召开)了?的?")
_POINTING = ("此次", "本次", "本届", "该", "这", "上届", "每届", "今年", "首次")
_SESSION = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:专场|分论坛|主题论坛|主题活动)")
_QUOTED = re.compile("“(?P<name>[^“”。;；]{4,30})”(?P<sort>签约仪式|仪式|活动)")
_SORT = re.compile(
    r".{0,6}新闻(?:发布|通气)会|[一两二三四五六七八九十\d]+[场个项]|平行|专题|行业|产业论坛|学术|主论坛|系列"
)
_BRACKET = re.compile(
    "(?:第[一二三四五六七八九十\\d]+届|(?:19|20)\\d{2}年?)?[\u4e00-\u9fff]{0,8}[(（][\u4e00-\u9fff]{1,6}[)）]$"
)
_LONGEST_SORT = 4  # characters of 博览会 and the like
_NOTHING = "\0"  # begins no name
_STOPS = frozenset('的了在将与由对向是为从于,，。;；:：、“”"《》()（） \n')


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(alternation(words("event_endings")))


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(alternation([*data("events")["anaphora"], *words("at_the_event")]))


@cache
def _only_part() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(words('words_of_ceremonies'))})+")


class Occasions:
    """The named events of one article.

    Args:
        article: What is known of the article as a whole.
        tokens: The words of its paragraphs.

    Attributes:
        spans: Where events are named, as (start, end, name), in order.
        main: Event the article is about, or "".
    """

    def __init__(self, article: Article, tokens: Tokens) -> None:
        """Add to the numbered events those that a sentence says are held."""
        self._text = article.text
        self._tokens = tokens
        spans = [(self._with_bracket(s), self._with_session(e)) for s, e in article.events.spans]
        numbered = [(s, e, self._canonical(s, e)) for s, e in spans]
        self.spans = sorted([*numbered, *self._held(article, numbered)])
        self._starts = [start for start, _, _ in self.spans]
        named = [name for _, _, name in self.spans]
        self.main = max(dict.fromkeys(named), key=self._weight, default="")
        sort = _ending().search(self.main[-_LONGEST_SORT:])
        self._sort = sort[0] if sort else _NOTHING  # 博览会温江专场 is part of the 博览会

    def _with_session(self, end: int) -> int:
        """Where a name ends that has its session behind it: X论坛[生命健康专场]."""
        match = _SESSION.match(self._text, end)
        return match.end() if match else end

    def _with_bracket(self, start: int) -> int:
        """Where a name begins that has a place in brackets: 第十届中国(沈阳)[生物医药大会]."""
        match = _BRACKET.search(self._text, max(0, start - _LONGEST), start)
        return match.start() if match else start

    def _weight(self, name: str) -> int:
        """How likely an event is the one the article is about."""
        weight = 0
        for start, end, each in self.spans:
            if each == name:
                listed = "、" in (self._text[start - 1 : start], self._text[end : end + 1])
                listed = listed or self._text[end : end + 1] == "等"
                weight += _LISTED if listed else _NAMED
                weight += _OPENS * (bool(_HELD.match(self._text, end)) + (start < _LEAD))
        return weight

    def _canonical(self, start: int, end: int) -> str:
        """The name as it is written; without 年 behind its year where that is written too."""
        name = self._text[start:end].strip("“”")
        shorter = _YEAR.sub(r"\1", name)
        return shorter if shorter in self._text else name

    def _held(
        self, article: Article, numbered: list[tuple[int, int, str]]
    ) -> list[tuple[int, int, str]]:
        """Events without a number that a sentence says are held: X招商推介会在北京举办."""
        found = []
        for begin, stop in article.body:
            for match in _ending().finditer(self._text, begin, stop):
                stop_at = (
                    match.end() + (_YEAR_BEHIND.match(self._text, match.end()) is not None) * 4
                )
                start = self._name_start(match.start(), begin)
                start = self._with_bracket(start)
                if self._text.startswith(tuple(data("events")["rooms"]), stop_at):
                    continue
                if any(s < stop_at and start < e for s, e, _ in numbered):
                    continue
                if self._text.startswith(_POINTING, start) or _SORT.match(self._text, start):
                    continue
                held = _HELD.match(self._text, stop_at, stop) or (
                    self._text.endswith(_HOLDING, 0, start)
                )
                if stop_at - start < _NAMED_AT_LEAST or not held:
                    continue
                found.append((start, stop_at, self._text[start:stop_at]))
            found += self._quoted(begin, stop)
        return found

    def _quoted(self, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        """举行“2021年X集中签约”仪式: a name of which the sort stands behind its marks."""
        for match in _QUOTED.finditer(self._text, start, stop):
            if self._text.endswith(_HOLDING, 0, match.start()):
                yield match.start(), match.end(), match["name"] + match["sort"]

    def _name_start(self, end: int, floor: int) -> int:
        start = end
        while start > max(floor, end - _LONGEST) and self._text[start - 1] not in _STOPS:
            start -= 1
        verbs = [start + m.end() for m in _HOLDS.finditer(self._text[start:end])]
        return max([start, *verbs])

    def at(self, position: int, paragraph: int) -> str:
        """Event that something said at a position belongs to.

        The one that the word before it means (本届论坛, 会上), else the last named in the
        paragraph, else the main one.
        """
        last = bisect_right(self._starts, position) - 1
        named = self.spans[last] if last >= 0 and self.spans[last][0] >= paragraph else None
        word = None
        for match in _anaphora().finditer(self._text, paragraph, position):
            word = match
        if word is not None and (named is None or word.start() > named[1]):
            return self.meant(word[0], position)
        return self.whole_of(named[2]) if named else self.main

    def whole_of(self, name: str) -> str:
        """An event, or the main one where the name only tells a part of that: 开幕式暨签约仪式."""
        part = self.main and (_only_part().fullmatch(name) or name.startswith(self._sort))
        return self.main if part else name

    def meant(self, word: str, position: int) -> str:
        """Event that a word such as 本次论坛 means at a position: the last of that kind."""
        before = [name for start, _, name in self.spans if start < position]
        kind = word[-2:]
        alike = [name for name in before if name.endswith(kind)]
        return alike[-1] if alike and not self.main.endswith(kind) else self.main

    def canonical_of(self, start: int, end: int) -> str:
        """Name of the event named within a span, or ""."""
        inside = [name for s, e, name in self.spans if start <= s and e <= end]
        return inside[-1] if inside else ""

    def named_between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Events named between two offsets."""
        return [span for span in self.spans if start <= span[0] < end]
