"""The days of a forum: when it opens, begins and ends, from every sentence that speaks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from study.extract.calendar_days import day_if_any
from study.extract.forum_names import Event, year_of
from study.extract.forum_reader import ForumReader, held
from study.extract.numerals import read_number
from study.extract.periods import Period, PeriodReader, Reach
from study.lexicon.forums import component_pattern, forum_words
from study.lexicon.loader import alternation
from study.model import Evidence, ForumKind

_RELATIVE = re.compile(r"(今|昨|前|明)(?:\(\d{1,2}\)|\d{1,2})?[天日](?![\u4e00-\u9fff]?讯)")
_SHIFTS = {"前": -2, "昨": -1, "今": 0, "明": 1}
_LENGTH = re.compile(
    r"(?:为期|历时|会期|展期|持续|一连|时间为?)(?P<days>\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?P<unit>[天日周]|星期)"
)
_WRITTEN = re.compile(r"\d|[一二三四五六七八九十]")  # 日前 and 近日 date nothing
_SHORT_RANGE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?<!\d)(?P<month>\d{1,2})月"
    r"(?P<day>\d{1,2})\s?[-—–~至]{1,2}\s?(?P<last>\d{1,2})[日号]"
)
_BARE_DAY = re.compile(
    r"(?:^|(?<=[,。;:!?\n(于在电会坛赛展])|(?<=本月))(?P<first>\d{1,2})日?(?:(?:至|到|-|—)(?P<last>\d{1,2}))?日(?![内讯])"
)
_WEEKDAYS = re.compile(
    r"(?:\((?:周|星期)[一二三四五六日天]\)(?:至|到|-|—|~)|[及和、与])"
    r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
)
_DURING = re.compile("”?(?:召开|举办|举行)?(?:期间|之际|同期)")
_BRIEFING = re.compile(
    r"[^。;]{0,70}?[”》]?(?:新闻)?(?:发布会|通气会)(?:在|于)[^,。;]{2,24}?(?:举行|召开)|"
    r"[^。;]{0,50}?(?:举行|召开|举办)(?:了|的)?[^,。;]{0,14}?(?:发布会|通气会|吹风会|推介会)"
)
_SAME = re.compile("当天|当日|同日|同一天")
_REACH = 60  # characters between a day and the word that says what takes place
_VAGUE = 4  # how much less sure 今日 is than a date: a headline may be a day late
_EARLY = 4  # sentences at the head of an article that may date its event
_LIST_REACH = 220  # the same where a list of hosts stands between
_JOINED = 6  # characters between two names joined by 暨: 开幕式暨
_LONGEST = 45  # days that a forum may last
_UNTIL = re.compile(r"(?:持续|延续|展期|会期|延)(?:至|到)$")


@dataclass(frozen=True, slots=True)
class Dating:
    """A day, or some days in a row, on which an event is said to be held.

    Attributes:
        first: First day.
        last: Last day; the first where one day is named.
        start: Where the expression begins in clean text.
        end: One past its end.
        verb: What takes place: "opens", "holds", "closes", or "" if only near by.
        sure: How surely it is meant; more is surer.
    """

    first: date
    last: date
    start: int
    end: int
    verb: str
    sure: int


@dataclass(frozen=True, slots=True)
class ForumDays:
    """Days of an event, None where nothing tells them."""

    start: date | None = None
    end: date | None = None
    opening: date | None = None
    evidence: tuple[Evidence, ...] = ()


class DayReader:
    """Finds the days of the events of one article.

    Args:
        reader: The article and its events.
    """

    def __init__(self, reader: ForumReader) -> None:
        """Set the day against which 今天 and bare months are read."""
        self.reader = reader
        self.text = reader.text

    def _periods(self, event: Event) -> PeriodReader:
        today = self.reader.document.date
        year = year_of(event.name)
        if today is None and year:
            today = date(year, 12, 31)  # nothing lies ahead of the year that the name tells
        return PeriodReader(today)

    def days_of(self, event: Event) -> ForumDays:
        """First and last day of an event, and the day it opens."""
        found = self._datings(event) or self._unattached(event)
        if not found:
            return ForumDays()
        best = max(found, key=lambda dating: (dating.sure, -dating.start))
        opening = best.first if best.verb != "closes" else None
        for other in found:
            if other is not best and self._completes(other, best):
                best = replace(
                    best, first=min(best.first, other.first), last=max(best.last, other.last)
                )
        evidence = self.reader.evidence("start", best.start, best.end)
        start, end = self._bounds(event, best)
        return ForumDays(start, end, opening or start, (evidence,))

    def _bounds(self, event: Event, best: Dating) -> tuple[date, date | None]:
        """First and last day, with 为期三天 counted; an opening alone says no end."""
        length = self._length(event)
        start, end = best.first, best.last
        if start != end:
            return start, end
        if length and best.verb == "closes":
            return start - timedelta(days=length - 1), end
        if length:
            return start, start + timedelta(days=length - 1)
        until = self._until(event, start)
        if until:
            return start, until
        return start, None if best.verb == "opens" else end

    def _completes(self, other: Dating, best: Dating) -> bool:
        """Whether a range of days holds the day found first: the event lasts all of it."""
        several = other.first != other.last
        return several and best.first == best.last and other.first <= best.first <= other.last

    def _datings(self, event: Event) -> list[Dating]:
        found: list[Dating] = []
        periods = self._periods(event)
        last: Dating | None = None
        for start, end in self.reader.sentences:
            points = self._points(periods, start, end, last)
            for point in points:
                dating = self._judged(event, point, start, end)
                if dating:
                    found.append(dating)
            if points:
                last = points[-1]
        return found

    def _unattached(self, event: Event) -> list[Dating]:
        """Days that open a sentence without a verb, where nothing else dates the main event."""
        if event is not self.reader.events[0]:
            return []
        periods = self._periods(event)
        lead = [span for span in self.reader.sentences if not self.reader.between(*span)]
        return [
            point
            for start, end in lead[:_EARLY]
            for point in self._points(periods, start, end, None)
            if point.start == start and "月" in self.text[point.start : point.end]
        ]

    def _points(
        self, periods: PeriodReader, start: int, end: int, last: Dating | None
    ) -> list[Dating]:
        """All days of a sentence: written out, relative, and those that 当天 repeats."""
        points = [
            self._nearest(Dating(p.first, p.last, p.start, p.end, "", 0), explicit=p.explicit)
            for p in self.reader.periods(periods, start, end)
            if _is_days(p) and p.first and p.last and not self._is_until(p, start)
            if _WRITTEN.search(self.text, p.start, p.end)
        ]
        points = self._short_ranges(points, start, end)
        today = self.reader.document.date
        for match in _RELATIVE.finditer(self.text, start, end):
            if today:
                day = today + timedelta(days=_SHIFTS[match[1]])
                points.append(Dating(day, day, *match.span(), "", -_VAGUE))
        points += self._bare_days(points, start, end)
        points = [self._to_the_end(point) for point in points]
        for match in _SAME.finditer(self.text, start, end):
            before = [p for p in points if p.start < match.start()] or ([last] if last else [])
            if before:
                points.append(replace(before[-1], start=match.start(), end=match.end()))
        return sorted(points, key=lambda dating: dating.start)

    def _short_ranges(self, points: list[Dating], start: int, end: int) -> list[Dating]:
        """12月7-9日: a range that writes 日 once."""
        today = self.reader.document.date
        for match in _SHORT_RANGE.finditer(self.text, start, end):
            year = int(match["year"]) if match["year"] else (today.year if today else None)
            if year is None:
                continue
            days = [day_if_any(year, int(match["month"]), int(match[k])) for k in ("day", "last")]
            if days[0] and days[1] and days[0] < days[1]:
                found = Dating(days[0], days[1], *match.span(), "", 0)
                points = [p for p in points if p.end <= found.start or p.start >= found.end]
                points.append(self._nearest(found, explicit=bool(match["year"])))
        return points

    def _bare_days(self, points: list[Dating], start: int, end: int) -> list[Dating]:
        """12日 and 20日至22日 without a month: the days nearest to the article's own."""
        today = self.reader.document.date
        found = []
        for match in _BARE_DAY.finditer(self.text, start, end):
            if today is None or any(p.start <= match.start() < p.end for p in points):
                continue
            near = _nearest_day(today, int(match["first"]))
            last = _nearest_day(near, int(match["last"])) if near and match["last"] else near
            if near and last and last >= near:
                found.append(Dating(near, last, *match.span(), "", 0))
        return found

    def _to_the_end(self, point: Dating) -> Dating:
        """3月21日(周五)至23日(周日): a range whose days carry their weekdays."""
        match = _WEEKDAYS.match(self.text, point.end)
        if match is None or point.first != point.last:
            return point
        month = int(match["month"] or point.first.month)
        last = day_if_any(point.first.year, month, int(match["day"]))
        if last is None or last <= point.first:
            return point
        return replace(point, last=last, end=match.end())

    def _is_until(self, period: Period, start: int) -> bool:
        """Whether an event is said to go on until a day: 持续至11月25日."""
        opening = self.text[max(start, period.start - 6) : period.start + 1]
        return bool(_UNTIL.search(opening) or _UNTIL.search(opening[:-1]))

    def _nearest(self, dating: Dating, *, explicit: bool) -> Dating:
        """A day without a year is the one nearest to the article's own day."""
        today = self.reader.document.date
        if explicit or today is None:
            return dating
        shifted = [_shifted(dating, years) for years in (-1, 0, 1)]
        return min(shifted, key=lambda d: abs((d.first - today).days))

    def _judged(self, event: Event, point: Dating, start: int, end: int) -> Dating | None:
        """A day with how surely it is one of the event's; None where it is another's."""
        point = self._in_year(event, point)
        meant = self._meant(point, start, end)
        verb = self._verb(point, start, end)
        several = point.first != point.last
        if (point.last - point.first).days > _LONGEST:
            return None
        if meant is None and verb and self.reader.in_headline(start) and self._is_main(event):
            return replace(point, verb=verb, sure=1)
        if meant is None:
            concentrated = several and verb and not self._of_part(point, start, end)
            return replace(point, verb=verb, sure=1) if concentrated else None
        if event not in meant or self._of_briefing(event, point, end):
            return None
        named = any(self.reader.owner_of(m) is event for m in self.reader.between(start, end))
        sure = 2 + 5 * bool(verb) + 3 * named + 2 * several - (4 * self._of_part(point, start, end))
        sure += 3 * (verb == "opens")
        return replace(point, verb=verb, sure=sure + point.sure)

    def _is_main(self, event: Event) -> bool:
        return event is self.reader.events[0]

    def _of_briefing(self, event: Event, point: Dating, end: int) -> bool:
        """Whether a day is that of a press conference about the event: 9月2日召开新闻发布会."""
        if event.kind is ForumKind.PRESS_CONFERENCE:
            return False
        behind = self.text[point.end : min(end, point.end + 2 * _REACH)]
        return bool(_BRIEFING.match(behind))

    def _in_year(self, event: Event, point: Dating) -> Dating:
        """A day written without a year is one of the year in the event's name."""
        year = year_of(event.name)
        written = re.search(r"(?:19|20)\d{2}", self.text[point.start : point.end])
        if year is None or written or point.first.year == year:
            return point
        if abs(point.first.year - year) > 1 or self.text[point.start] in "今昨前明当同":
            return point
        return _shifted(point, year - point.first.year)

    def _meant(self, point: Dating, start: int, end: int) -> list[Event] | None:
        """The described events that a day belongs to; None where the sentence names none."""
        named = self.reader.between(start, end)
        after = [m for m in named if point.end <= m.start <= point.end + _LIST_REACH]
        # 在X博览会期间,Y峰会开幕: the day is that of what opens.
        after = [m for m in after if not _DURING.match(self.text, m.end)] or after
        before = [m for m in named if m.end <= point.start]
        nearest = after[:1] or before[-1:]
        if before and self._announced_between(before[-1].end, point):
            nearest = before[-1:]
        if nearest and self.text[nearest[0].start - 1] == "暨":
            joined = range(nearest[0].start - _JOINED, nearest[0].start)
            nearest += [m for m in named if m.end in joined]
        if nearest:
            return [owner for m in nearest if (owner := self.reader.owner_of(m))]
        if named:
            return []
        return self.reader.owners(start, end) or None

    def _announced_between(self, name_end: int, point: Dating) -> bool:
        """X论坛将于11月18日: the name before the day has it."""
        between = self.text[name_end : point.start]
        return len(between) <= 12 and not re.search("[。;!?]", between) and "," not in between[1:]

    def _verb(self, point: Dating, start: int, end: int) -> str:
        near = held().search(self.text, point.end, min(end, point.end + _LIST_REACH + 40))
        if near is None:
            near = held().search(self.text, max(start, point.start - 20), point.start)
        return str(near.lastgroup) if near else ""

    def _of_part(self, point: Dating, start: int, end: int) -> bool:
        """Whether the day is that of a show, a contest or a side event."""
        clause = self.text[max(start, point.start - 24) : min(end, point.end + 24)]
        apart = {*forum_words("apart"), "exhibition", "award ceremony", "signing ceremony"}
        kinds = forum_words("kinds")
        words = [word for kind in apart for word in kinds[kind]["words"] if word != "活动"]
        return bool(re.search(alternation(words), clause)) and bool(
            component_pattern().search(clause)
        )

    def _length(self, event: Event) -> int | None:
        """How many days an event lasts where the article says so."""
        for start, end in self.reader.sentences:
            match = _LENGTH.search(self.text, start, end)
            if match and event in (self.reader.owners(start, end) or self.reader.events[:1]):
                unit = 1 if match["unit"] in "天日" else 7
                return int(read_number(match["days"])) * unit
        return None

    def _until(self, event: Event, start: date) -> date | None:
        """Last day where an article says that it goes on until then."""
        periods = self._periods(event)
        for begin, end in self.reader.sentences:
            if event not in self.reader.owners(begin, end):
                continue
            for p in self.reader.periods(periods, begin, end):
                if not (p.first and p.last and self._is_until(p, begin)):
                    continue
                told = Dating(p.last, p.last, p.start, p.end, "", 0)
                last = self._nearest(told, explicit=p.explicit).last
                if 0 < (last - start).days <= _LONGEST:
                    return last
        return None


def _nearest_day(today: date, day: int) -> date | None:
    """The day of that number that is nearest to another day."""
    months = [(today.replace(day=1) + timedelta(days=shift)) for shift in (-1, 0, 32)]
    found = [day_if_any(month.year, month.month, day) for month in months]
    return min(filter(None, found), key=lambda d: abs((d - today).days), default=None)


def _shifted(dating: Dating, years: int) -> Dating:
    """The same days in another year; unchanged where that year lacks a 29 February."""
    try:
        first = dating.first.replace(year=dating.first.year + years)
        last = dating.last.replace(year=dating.last.year + years)
    except ValueError:
        return dating
    return replace(dating, first=first, last=last)


def _is_days(period: Period) -> bool:
    point = period.reach in (Reach.POINT, Reach.SINCE, Reach.AS_OF, Reach.UNTIL)
    dated = period.first is not None and period.last is not None
    return dated and (point or _short(period))


def _short(period: Period) -> bool:
    return bool(
        period.first
        and period.last
        and (period.last - period.first).days < _LONGEST
        and period.first.day != 1
    )


def settle_year(event: Event, days: ForumDays, published: date | None) -> int | None:
    """Year of an event: its name's, else that of its days, else that of the article."""
    named = year_of(event.name)
    if named:
        return named
    if days.start:
        return days.start.year
    return published.year if published else None
