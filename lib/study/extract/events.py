"""Finds the forums and contests an article is about, with their days."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from study.extract.periods import PeriodReader, Reach
from study.lexicon.loader import data

_WORD = r"[\u4e00-\u9fffA-Za-z0-9·•\-—“”]"
_MINIMUM_MENTIONS = 2
_LEAD = 80


@dataclass(frozen=True, slots=True)
class Event:
    """A forum or contest by its full name.

    Attributes:
        name: Canonical name as the article writes it in full.
        positions: Where the article speaks of it.
        start: First day of the event, or None.
        end: Last day, or None.
    """

    name: str
    positions: tuple[int, ...]
    start: date | None
    end: date | None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = data("events")
    endings = "|".join(sorted(content["endings"], key=len, reverse=True))
    anaphora = "|".join(sorted(content["anaphora"], key=len, reverse=True))
    name = re.compile(
        rf"(?:(?:19|20)\d{{2}}年?|第[一二三四五六七八九十\d]+届){_WORD}{{2,28}}?(?:{endings})"
        rf"(?:(?:19|20)\d{{2}}年?{_WORD}{{0,6}}?会议)?"
        rf"|[\u4e00-\u9fff·]{{2,16}}?(?:论坛|大会|峰会|博览会)(?:[\u4e00-\u9fff]{{2,8}}?论坛)?(?:19|20)\d{{2}}年{_WORD}{{0,6}}?会议"
    )
    return name, re.compile(anaphora)


class EventReader:
    """The events of one article.

    Args:
        text: Clean text.
        spans: Spans of the body paragraphs.
        periods: Reader of period expressions, for the days of the events.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]], periods: PeriodReader) -> None:
        """Find the named events and how often the article returns to them."""
        self.text = text
        names, anaphora = _patterns()
        mentions: list[tuple[int, str]] = []
        self.spans: list[tuple[int, int]] = []
        self.anaphora: list[int] = []
        for begin, stop in spans:
            found = list(names.finditer(text, begin, stop))
            mentions += [(m.start(), _canonical(m[0])) for m in found]
            self.spans += [m.span() for m in found]
            self.anaphora += [m.start() for m in anaphora.finditer(text, begin, stop)]
        self.mentions = sorted(mentions)
        self.starts = [start for start, _ in self.mentions]
        self.main = self._main()
        self.first, self.last = self._days(spans, periods) if self.main else (None, None)

    def _main(self) -> str:
        """The event the article is about, or "" where none is returned to."""
        if not self.mentions:
            return ""
        opens = self.starts[0] < _LEAD
        if not opens and len(self.mentions) + len(self.anaphora) < _MINIMUM_MENTIONS:
            return ""
        votes = Counter(name for _, name in self.mentions)
        return min(votes, key=lambda name: (-votes[name], -len(name), name))

    def at(self, position: int) -> str:
        """Name of the event that a number at a position belongs to."""
        if not self.main:
            return ""
        index = bisect_right(self.starts, position)
        for start, name in reversed(self.mentions[max(0, index - 3) : index]):
            if "\n" not in self.text[start:position]:
                return name
        return self.main

    def _days(
        self, spans: list[tuple[int, int]], periods: PeriodReader
    ) -> tuple[date | None, date | None]:
        """Days on which the main event is held: the day nearest to its name or its opening."""
        best: tuple[int, date | None, date | None] | None = None
        for begin, stop in spans:
            for period in periods.find(self.text, begin, stop):
                if period.reach is not Reach.POINT or period.last is None:
                    continue
                score = self._nearness(period.start, period.end)
                if best is None or score < best[0]:
                    best = (score, period.first, period.last)
        return (best[1], best[2]) if best else (None, None)

    def _nearness(self, start: int, end: int) -> int:
        around = self.text[max(0, start - 30) : end + 40]
        score = 0 if re.search("开幕|举行|举办|召开|落幕|闭幕", around) else 50
        if "新闻发布会" in around:
            score += 20
        return score + (0 if any(abs(start - at) < 60 for at in self.starts) else 5)


def _canonical(name: str) -> str:
    """Name without 年 after the year and without quotes: 2024年X大赛 and 2024X大赛 are one."""
    name = re.sub(r"^((?:19|20)\d{2})年", r"\1", name)
    return name.strip("“”")
