"""Finds the forums and contests an article is about, with their days."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain

from study.extract.numerals import read_number
from study.extract.periods import Expression, Expressions, PeriodReader, Reach
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data, one_character

_WORD = r"[\u4e00-\u9fffA-Za-z0-9·•\-—“”「」『』()（）]"
_YEAR = r"(?:19|20)\d{2}"
# Spelt out from the first character on, by which the engine itself skips to such names.
_NO_PART_OF_YEAR = r"(?!年?(?:第?[一二三四]季度|[上下]半年|\d{1,2}月))年?"
_EDITION = (
    rf"(?:19\d\d{_NO_PART_OF_YEAR}|20\d\d{_NO_PART_OF_YEAR}"
    rf"|二[〇零][〇零一二三][〇零一二三四五六七八九]{_NO_PART_OF_YEAR}"
    r"|第[一二三四五六七八九十\d]+届|首届)"
)
_SESSION = rf"{_YEAR}年{_WORD}{{0,6}}?会议"
# 医疗展昨日开幕; 开展, 发展 and 展示 are none.
_FAIR = (
    f"(?<=[{one_character(data('events')['of_fairs'])}])展"
    "(?=[昨今明在于将,，。;；(（登盛以、]|开幕|举[办行]|落幕|闭幕)"
)
_NO_ROOM = f"(?!{alternation(data('events')['rooms'])})"
_BY_WORD = re.compile("(?P<day>[今昨前])[天日](?:上午|下午|晚)?")
_LASTING = re.compile(
    f"{context('event_length')}(?:了|约)?(?P<days>[两三四五六七2-7])[天日](?!半)"
    f"|(?P<span>[两三四五六七2-7])[天日]的?{context('held_for_days')}"
)
_SO_MANY_DAYS = re.compile("[两三四五六七2-7][天日]")  # what both forms of that hold
_YEAR_IN_NUMERALS = re.compile("二[〇零][〇零一二三][〇零一二三四五六七八九]")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CLOSED = re.compile(context("closed"))
_MINIMUM_MENTIONS = 3
_LEAD = 80  # an event named within so many characters is the subject without a second mention
_FIRST = 2  # paragraphs, the headline among them
_NO_DAY_OF_EVENT = 55  # a day so far from the name and the opening is another's
_NEAR = 60  # characters between a day and the name of the event that it is the day of


@cache
def _with_session() -> re.Pattern[str]:
    """How a name ends whose session follows it: X论坛2024年全体会议."""
    return re.compile(rf"(?:论坛|大会|峰会|博览会)(?:[\u4e00-\u9fff]{{2,8}}?论坛)?{_SESSION}")


@cache
def _names(*, with_session: bool) -> re.Pattern[str]:
    """Names that begin with a year or 第…届, and those whose session follows."""
    endings = f"(?:{alternation(data('events')['endings'])}|{_FAIR})"
    # (BioTaiwan 2018)今天举办…论坛: no name begins with the end of a bracket
    numbered = (
        rf"{_EDITION}(?![)）]){_WORD}{{2,28}}?{endings}{_NO_ROOM}(?:{_YEAR}年?{_WORD}{{0,6}}?会议)?"
    )
    if not with_session:
        return re.compile(numbered)
    return re.compile(rf"{numbered}|[\u4e00-\u9fff·]{{2,16}}?{_with_session().pattern}")


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(alternation(data("events")["anaphora"]))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(alternation(data("words")["contexts"]["held"]))


class EventReader:
    """The events of one article.

    Args:
        text: Clean text.
        spans: Spans of the body paragraphs.
        dates: Its period expressions, among them the days of the events.
        today: Day of the article, or None where it has none.

    Attributes:
        main: Name of the event the article is about, or "".
        spans: Where events are named in full.
        starts: Where each of these begins.
        anaphora: Where words such as 本届大会 stand.
        first: First day of the main event, or None.
        last: Its last day, or None.
        closed: Whether the article tells of its end.
    """

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int]], dates: Expressions, today: date | None
    ) -> None:
        """Find the named events and how often the article returns to them."""
        self.text = text
        self.spans: list[tuple[int, int]] = []
        self.anaphora: list[int] = []
        self._paragraphs = [begin for begin, _ in spans]
        for begin, stop in spans:
            self.spans += _named(text, begin, stop)
            self.anaphora += [m.start() for m in _anaphora().finditer(text, begin, stop)]
        for find in (_quoted, _held):
            self.spans = self.spans or [s for begin, stop in spans for s in find(text, begin, stop)]
        self.starts = [start for start, _ in self.spans]
        self._named = [_canonical(text[start:end]) for start, end in self.spans]
        self.main = self._main(spans)
        self.closed = False
        self.first, self.last = self._days(spans, dates, today) if self.main else (None, None)

    def _main(self, spans: Sequence[tuple[int, int]]) -> str:
        """The event the article is about, or "" where none is returned to.

        Args:
            spans: Spans of its paragraphs, among them its headline.
        """
        if not self._named:
            return ""
        opens = any(begin <= self.starts[0] < begin + _LEAD for begin, _ in spans[:_FIRST])
        returns = len(self.anaphora) - bisect_left(self.anaphora, self.starts[0])
        if not opens and len(self._named) + returns < _MINIMUM_MENTIONS:
            return ""
        votes = Counter(self._named)
        opened = {
            name
            for name, (_, end) in zip(self._named, self.spans, strict=True)
            if _opening().search(self.text, end, self._reach(end))
        }
        return min(votes, key=lambda name: (-votes[name], name not in opened, -len(name), name))

    def _reach(self, position: int) -> int:
        """How far behind a name its opening is looked for: never into the next paragraph."""
        line_end = self.text.find("\n", position)
        return min(position + _NEAR, line_end if line_end >= 0 else len(self.text))

    def at(self, position: int) -> str:
        """Name of the event that a number at a position belongs to."""
        if not self.main:
            return ""
        paragraph = self._paragraphs[bisect_right(self._paragraphs, position) - 1]
        last = bisect_right(self.starts, position) - 1
        return self._named[last] if last >= 0 and self.starts[last] >= paragraph else self.main

    def named_in_paragraph(self, position: int) -> bool:
        """Whether the paragraph of a position names an event, or returns to it."""
        if not self.main:
            return False
        index = bisect_right(self._paragraphs, position)
        begin = self._paragraphs[index - 1]
        stop = self._paragraphs[index] if index < len(self._paragraphs) else len(self.text)
        for starts in (self.starts, self.anaphora):
            at = bisect_left(starts, begin)
            if at < len(starts) and starts[at] < stop:
                return True
        return False

    def _days(
        self, spans: Sequence[tuple[int, int]], dates: Expressions, today: date | None
    ) -> tuple[date | None, date | None]:
        """Days on which the main event is held: the day nearest to its name or its opening."""
        reader = PeriodReader(today)
        points = [
            period
            for span in spans
            for period in reader.resolve(_with_days(dates.between(*span)))
            if period.reach is Reach.POINT and period.last is not None
        ]
        best = min(points, key=lambda period: self._farness(period.start, period.end), default=None)
        if best is None or self._farness(best.start, best.end) >= _NO_DAY_OF_EVENT:
            return self._days_by_length(*self._day_by_word(today))
        if best.first != best.last or best.first is None:
            return best.first, best.last
        return self._days_by_length(best.first, best.end)

    def _day_by_word(self, today: date | None) -> tuple[date | None, int]:
        """The day of 昨日开幕 and where that is told; None where no such word stands."""
        for start in self.starts:
            match = _BY_WORD.search(self.text, start, self._reach(start))
            if match and today and _opening().search(self.text, match.end(), self._reach(start)):
                return today - timedelta(days="今昨前".index(match["day"])), match.end()
        return None, 0

    def _days_by_length(self, day: date | None, told: int) -> tuple[date | None, date | None]:
        """First and last day of an event of which one day and the length are known: 为期三天."""
        match = _LASTING.search(self.text) if day and _SO_MANY_DAYS.search(self.text) else None
        if day is None or match is None:
            return day, day
        more = timedelta(days=int(read_number(match["days"] or match["span"])) - 1)
        self.closed = _CLOSED.search(self.text, told, self._reach(told)) is not None
        if self.closed:
            return day - more, day
        return day, day + more

    def _farness(self, start: int, end: int) -> int:
        """How unlikely a day is one of the event; 0 where its name and opening stand by."""
        around = self.text[max(0, start - 30) : end + 40]
        score = 0 if _opening().search(around) else 50
        if any(word in around for word in data("words")["contexts"]["held_before"]):
            score += 20
        if any(word in around for word in data("words")["contexts"]["held_next"]):
            score += _NO_DAY_OF_EVENT  # 下届大会定于2025年5月26日举行
        index = bisect_left(self.starts, start - _NEAR + 1)
        named = index < len(self.starts) and self.starts[index] < start + _NEAR
        return score + (0 if named else 5)


def _with_days(expressions: list[Expression]) -> list[Expression]:
    """The expressions of a paragraph, none where not one of them may be a day."""
    return expressions if any(e.parts["day"] or e.parts["iso"] for e in expressions) else []


def _named(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Spans of the names of events in a paragraph."""
    pattern = _names(with_session=bool(_with_session().search(text, begin, stop)))
    return (match.span() for match in pattern.finditer(text, begin, stop))


@cache
def _in_quotes() -> re.Pattern[str]:
    """A name told by its quotation marks and by what is done with it: “X论坛”在Y开幕."""
    endings = alternation(data("events")["endings"])
    done = alternation([*data("words")["contexts"]["held"], *data("words")["contexts"]["opened"]])
    return re.compile(
        rf"(?P<name>[“「『][^“”「」『』,，。;；]{{2,30}}{endings}(?:20\d\d)?[”」』]"
        rf"|[“「『][^“”「」『』。;；]{{2,20}}[”」』][\u4e00-\u9fff]{{2,24}}?{endings})"
        rf"[,，]?[^,，。;；“”]{{0,12}}?{done}"
    )


@cache
def _behind_verb() -> re.Pattern[str]:
    """A name told by its quotation marks behind what is done with it: 举行「X峰会2024」."""
    endings = alternation(data("events")["endings"])
    done = alternation(data("words")["contexts"]["held"])
    return re.compile(
        rf"{done}(?P<name>[“「『][^“”「」『』,，。;；]{{2,30}}{endings}\s?(?:20\d\d)?[”」』])"
    )


def _quoted(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Spans of names without a year or number."""
    found = (pattern.finditer(text, begin, stop) for pattern in (_in_quotes(), _behind_verb()))
    return iter(sorted({match.span("name") for match in chain(*found)}))


@cache
def _plain_name() -> re.Pattern[str]:
    """A name told by what is done with it alone: 亚洲生技大会上月底在台北闭幕."""
    ceremonies = tuple(data("events")["ceremonies"])
    named = (e for e in data("events")["endings"] if not e.endswith(ceremonies))
    endings = alternation(named)
    done = alternation([*data("words")["contexts"]["held"], *data("words")["contexts"]["opened"]])
    return re.compile(
        rf"(?<![^,，。;；“\n年月日])(?P<name>[\u4e00-\u9fffA-Za-z· ]{{3,24}}?{endings})"
        rf"(?:[昨今前上于将在][^,，。;；“”]{{0,24}})?{done}"
    )


def _held(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Spans of names that nothing but their opening tells."""
    return (match.span("name") for match in _plain_name().finditer(text, begin, stop))


def _canonical(name: str) -> str:
    """Name without 年 after the year and without quotes: 2024年X大赛 and 2024X大赛 are one."""
    whole = name[1:-1] if name[0] in "“「『" and name[-1] in "”」』" else name
    if _YEAR_IN_NUMERALS.match(whole):
        whole = whole[:4].translate(_NUMERALS) + whole[4:]
    return re.sub(rf"^({_YEAR})年", r"\1", whole)
