"""Finds the expressions that date a number and resolves them against the article's date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache
from typing import ClassVar, NamedTuple

from study.extract.calendar_days import (
    Parts,
    accounts_ended,
    day_if_any,
    fiscal_year,
    five_year_plan,
    month_end,
    months_before,
    span_of_parts,
    whole_number,
    year_meant,
)
from study.extract.period_pattern import BARE_PARTS, PATTERN
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data

__all__ = ["Expressions", "Period", "PeriodReader", "Reach", "five_year_plan"]

_LONGEST_PAST = 60  # years; more than these are no stretch that a number is true of


# 2018年揭牌以来, 2015年建园至今, 去年11月推行「1+」机制以来
_FOUNDED = re.compile(
    "[\u4e00-\u9fff]{1,12}以来|[\u4e00-\u9fff]{1,6}(?:至今|迄今|到现在|到目前)"
    f"|《[^《》,，。;；]{{2,24}}》[^,，。;；]{{1,12}}以来|{context('put_in_force')}[^,，。;；]{{1,16}}以来"
)
# Behind 自 what happened may be told at length: 自去年4月开放未有收入的企业上市以来.
_SINCE_THEN = re.compile(
    f"[^,，。;；\n]{{1,30}}?(?:以来|以后|至今|迄今|{context('opened_then')}后(?=[,，已共]))"
)
_FROM = re.compile(r"(?<![来源出])自[^,，。;；\d]{0,10}$")  # 自港交所去年4月…以来
_REST = re.compile("[^。;；\n]*")
_BEFORE, _BEHIND = 12, 24  # characters of the paragraph in which one says what is to come
_REPUBLIC = 1911  # added to a year of the Republic gives the common one
_FIRST_YEAR = _CENTURY = 1900
_QUARTER_ALMOST_OVER = timedelta(days=5)
_SOON = timedelta(days=31)  # an article tells of a day so near rather than of last year's
_ALMOST_OVER = timedelta(days=45)  # in June one speaks of the first half-year


class Reach(Enum):
    """What a period expression says about the numbers beside it."""

    SPAN = auto()  # a year, a quarter, a range of months: the number is true of it
    AS_OF = auto()  # 截至目前, 截至2024年底: a stock on one day
    UNTIL = auto()  # 到2026年, 2025年底前: something to come, or reached by then
    SINCE = auto()  # 自2018年起: from then to now
    DURATION = auto()  # 过去三年, 五年来: a stretch that ends with the last full year or now
    AHEAD = auto()  # 未来3-5年
    NAMED = auto()  # “十四五”期间
    POINT = auto()  # a day


@dataclass(slots=True)
class Period:
    """A period expression in clean text.

    Attributes:
        start: First character of the expression.
        end: One past its last.
        first: First day meant, or None.
        last: Last day meant, or None.
        reach: How it dates the numbers beside it.
        explicit: Whether it names a year, itself or by 今年 and 去年.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    reach: Reach
    explicit: bool


@cache
def _lasting() -> re.Pattern[str]:
    """Words after which 30多年来 tells how long something has lasted."""
    return re.compile(f"{alternation(data('words')['contexts']['lasting'])}[^,，。]{{0,4}}$")


@cache
def _announcing() -> re.Pattern[str]:
    """Words beside a date to come."""
    told = alternation(data("words")["contexts"]["announcing"])
    return re.compile(rf"(?!计划总?投资){told}")  # which only says how much a project costs


_UP_TO_NOW = ("近", "最近")  # 近两年拿出3亿元, but 过去三年 are full years
_WEEKDAYS = "一二三四五六日"
_NEXT_YEAR = ("明年", "翌年", "次年")
_DECEMBER = 12
_LATE = 10  # months of a year in which the past years take in its own
_SO_FAR = ("累", "已")  # 年内累计上涨12%
_LOOKING_BACK = 4  # months of a year in which bulletins tell of the one before
_HALF_YEAR = 6  # months
_FAR_AHEAD = timedelta(days=240)  # 1—11月 in an article of January was last year


class Expression(NamedTuple):
    """A period expression before it is known what it means, with its parts by name."""

    match: re.Match[str]
    parts: Parts


class Expressions:
    """The period expressions of some spans of a text, found in one pass.

    Args:
        text: Clean text.
        spans: Pairs (start, end) of paragraphs, in order.
    """

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Find them all; look-ups afterwards are by position."""
        matches = (match for span in spans for match in PATTERN.finditer(text, *span))
        self._found = [Expression(match, _parts(match)) for match in matches]
        self._starts = [match.start() for match, _ in self._found]

    def between(self, start: int, end: int) -> list[Expression]:
        """Expressions that begin between two offsets, in order."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _is_compared(match: re.Match[str], parts: Parts) -> bool:
    """Whether a year is only compared with: 比上年, 为2017年的2.1倍."""
    text, start, end = match.string, match.start(), match.end()
    base = text[start - 1 : start] in ("为", "是", "较", "比") and text[end : end + 1] == "的"
    return base or parts["year"].startswith(("上", "前一"))


def _is_first_part(period: Period) -> bool:
    """Whether a period is of the first months of a year, and not of all of it."""
    first, last = period.first, period.last
    begins = first is not None and (first.month, first.day) == (1, 1)
    return begins and last is not None and last.month < _DECEMBER


def _parts(match: re.Match[str]) -> Parts:
    """Parts of an expression by name, the same with a year and without."""
    parts = match.groupdict("")
    for bare, full in BARE_PARTS:
        if parts[bare]:
            parts[full] = parts[bare]
    return parts


class PeriodReader:
    """Resolves the period expressions of one article.

    Args:
        today: The article's date, or None where it has none.
        now: First and last day of what 目前 means, `today` alone unless given.
        republican: Whether years are counted from 1912 too, as in Taiwan: 108年 is 2019.
    """

    def __init__(
        self,
        today: date | None,
        *,
        republican: bool = False,
        now: tuple[date | None, date | None] | None = None,
    ) -> None:
        """Remember the day against which 今年 and 去年 are read."""
        self.today = today
        self.now = now or (today, today)
        self.republican = republican
        self.anchor: int | None = None
        self._nearby: int | None = None
        self._unfinished = False  # whether only its first months have been told of
        self._next_year = False  # whether that is the year to come: 明年…定于5月
        self._coming: Period | None = None
        self._fiscal: tuple[date, date] | None = None
        self.reported: tuple[date, date] | None = None  # what results or a report tell of

    def resolve(self, expressions: Iterable[Expression]) -> list[Period]:
        """Periods that expressions of one sentence or paragraph mean, in order."""
        found = []
        self._nearby, self._unfinished = None, False
        for match, parts in expressions:
            period = self._resolve(match, parts)
            if period:
                found.append(period)
                if period.explicit and period.last and not _is_compared(match, parts):
                    began = period.first if period.reach is Reach.SINCE else None
                    self.anchor = self._nearby = (began or period.last).year
                    self._unfinished = _is_first_part(period)
                    self._next_year = parts["year"] in _NEXT_YEAR
                    if self.today and period.last > self.today:
                        self._coming = period
        return found

    def _resolve(self, match: re.Match[str], parts: Parts) -> Period | None:
        for group, resolve in self._RESOLVERS:
            if parts[group]:
                return resolve(self, match, parts)
        return self._without_year(match, parts)

    def _years(self, match: re.Match[str], parts: Parts) -> Period | None:
        """2021—2023年."""
        first, last = whole_number(parts["from_year"]), whole_number(parts["to_year"])
        if last < first:
            return None
        days = date(first, 1, 1), date(last, 12, 31)
        return Period(*match.span(), *days, Reach.SPAN, explicit=True)

    def _months_of_years(self, match: re.Match[str], parts: Parts) -> Period | None:
        """2022年7月至2023年6月."""
        years = [
            year_meant(parts[name].removesuffix("年") or parts[name], self.today, self.anchor)
            for name in ("first_year", "last_year")
        ]
        first, last = years
        months = whole_number(parts["first_month"]), whole_number(parts["last_month"])
        if first is None or last is None or not all(1 <= month <= _DECEMBER for month in months):
            return None
        days = date(first, months[0], 1), month_end(last, months[1])
        if days[0] > days[1]:
            return None
        return Period(*match.span(), *days, Reach.SPAN, explicit=True)

    def _fiscal_year(self, match: re.Match[str], parts: Parts) -> Period:
        """2022/23年度, the year of Hong Kong's budgets."""
        self._fiscal = fiscal_year(whole_number(parts["fiscal"]))
        return Period(*match.span(), *self._fiscal, Reach.SPAN, explicit=True)

    def _new_fiscal_year(self, match: re.Match[str], parts: Parts) -> Period | None:
        """新年度, the year of the budget that was named last; without one it is not known."""
        if self._fiscal is None:
            return None
        return Period(*match.span(), *self._fiscal, Reach.SPAN, explicit=True)

    def _with_year(self, match: re.Match[str], parts: Parts) -> Period | None:
        """2023年, 去年上半年, 今年1-8月, 2024年5月20日."""
        year = year_meant(parts["year"], self.today, self.anchor)
        if year is not None and year < _FIRST_YEAR:
            year = year + _REPUBLIC if self.republican else None
        return self._dated(match, parts, year, explicit=True)

    def _republican_year(self, match: re.Match[str], parts: Parts) -> Period | None:
        """民国九十八年, and 自98年起, which elsewhere is of the last century."""
        number = whole_number(parts["republic"] or parts["since_year"])
        republican = self.republican or bool(parts["republic"])
        year = number + (_REPUBLIC if republican else _CENTURY)
        return self._dated(match, parts, year, explicit=True)

    def _iso(self, match: re.Match[str], parts: Parts) -> Period | None:
        """2024-05-20, 2024/5/20, 2024.5.20."""
        year, month, day = (int(part) for part in re.split("[-/.]", parts["iso"]))
        point = day_if_any(year, month, day)
        return Period(*match.span(), point, point, Reach.POINT, explicit=True) if point else None

    def _now(self, match: re.Match[str], parts: Parts) -> Period:
        """目前, 近日."""
        return Period(*match.span(), *self.now, Reach.AS_OF, explicit=False)

    def _then(self, match: re.Match[str], parts: Parts) -> Period | None:
        """届时: the days to come that the article named last."""
        coming = self._coming
        if coming is None:
            return None
        return Period(*match.span(), coming.first, coming.last, Reach.UNTIL, explicit=True)

    def _reporting(self, match: re.Match[str], parts: Parts) -> Period | None:
        """报告期内, 期末: the period of the results that the article tells of, or its last day."""
        if self.reported is None:
            return None
        first, last = self.reported
        if parts["reporting"].endswith("末"):
            return Period(*match.span(), last, last, Reach.AS_OF, explicit=True)
        return Period(*match.span(), first, last, Reach.SPAN, explicit=True)

    def _same(self, match: re.Match[str], parts: Parts) -> None:
        """同期 says with what a number is compared, not when it was true."""

    def _without_year(self, match: re.Match[str], parts: Parts) -> Period | None:
        year = self.today.year if self.today else None
        if parts["bare_part"] == "全年" and self._unfinished:
            year = self._nearby  # 2020年1至11月产值836亿元,推估全年可望突破900亿元
        period = self._dated(match, parts, year, explicit=False)
        # An article of January that says 上半年 and announces nothing speaks of last year's.
        if period and year and self._lies_ahead(period, match, parts):
            nearby = self._nearby if self._nearby and self._nearby < year else year - 1
            return self._dated(match, parts, nearby, explicit=False)
        return period

    def _lies_ahead(self, period: Period, match: re.Match[str], parts: Parts) -> bool:
        """Whether a period without a year is not over yet though nothing beside it looks ahead."""
        if self.today is None or period.first is None or period.last is None:
            return False
        parts_of_year = parts["half"] or parts["quarter"] or parts["quarters"]
        whole = parts["bare_part"] == "全年" or bool(parts_of_year)
        far = period.last > self.today + _FAR_AHEAD
        whole = whole or (bool(parts["m2"]) and not self._nearby and far)
        day = period.last if whole else period.first
        if parts["as_of"] and (period.last.year, period.last.month) == _month(self.today):
            return False  # 截至12月下旬, told on the 29th
        margin = _QUARTER_ALMOST_OVER if parts["quarter"] else _ALMOST_OVER
        soon = _SOON if parts["day"] else timedelta(0)
        if day <= self.today + (margin if whole else soon):
            return False
        text, start, end = match.string, match.start(), match.end()
        if text.endswith(("到", "至"), 0, start) or "前" in (text[end - 1], text[end : end + 1]):
            return False
        return not _is_announced(match)

    def _dated(
        self, match: re.Match[str], parts: Parts, year: int | None, *, explicit: bool
    ) -> Period | None:
        if year is None or not 1900 < year < 2100:
            return Period(*match.span(), None, None, Reach.SPAN, explicit=False)
        if not explicit and parts["month"]:
            year = self._year_of_bare_month(year, whole_number(parts["month"]))
        span = span_of_parts(year, parts)
        if span is None:
            return None
        first, last, point = span
        reach = _reach(parts, point=point)
        from_then = parts["until"] in ("自", "从") or _is_from_then(match)
        if (_SINCE_THEN if from_then else _FOUNDED).match(match.string, match.end()):
            reach = Reach.SINCE
        so_far = match.string.startswith(_SO_FAR, match.end())
        if not so_far and self.today is not None and self.today.month == _DECEMBER:
            so_far = not _is_announced(match)
        if not explicit and "年内" in match[0] and self._looks_back(match):
            return self._dated(match, {**parts, "bare_part": "全年"}, year - 1, explicit=False)
        if reach is Reach.UNTIL and "年内" in match[0] and so_far and self.today:
            reach, last = Reach.SPAN, min(last, self.today)
        if parts["ended"] and point:
            days = accounts_ended(last, parts["ended"])
            return Period(*match.span(), *days, Reach.SPAN, explicit=True)
        if reach is Reach.AS_OF:
            first = last
        if reach is Reach.SINCE and self.today and first > self.today:
            reach = Reach.AHEAD  # 自明年起
        end = self.today if reach is Reach.SINCE else last
        return Period(*match.span(), first, end, reach, explicit)

    def _looks_back(self, match: re.Match[str]) -> bool:
        """Whether 年内 is of the year before, which an article of the first months tells of."""
        early = self.today is not None and self.today.month <= _LOOKING_BACK
        before = self.today is not None and self.anchor == self.today.year - 1
        return early and before and not _is_announced(match)

    def _year_of_bare_month(self, year: int, month: int) -> int:
        """12月 in an article of January is last year's unless a year stands nearby."""
        if self._nearby and self.today and self._nearby <= self.today.year + self._next_year:
            return self._nearby
        if self.today and month > self.today.month + 6:
            return year - 1
        return year

    def _plan(self, match: re.Match[str], parts: Parts) -> Period:
        """“十四五”期间, “十四五”末, “十四五”以来; “十四五” alone is only a name."""
        begin, end = five_year_plan(parts["plan"])
        first, last = date(begin, 1, 1), date(end, 12, 31)
        part, tail = parts["plan_part"], parts["tail"]
        if not part and not tail.startswith(("期", "以", "末", "前")):
            return Period(*match.span(), None, None, Reach.NAMED, explicit=False)
        if part in ("末", "期末", "收官之年", "收官") or tail in ("末", "底"):
            first = date(end, 1, 1)
        if part == "以来" and self.today and self.today >= first:
            last = self.today
        return Period(*match.span(), first, last, Reach.NAMED, explicit=True)

    def _past(self, match: re.Match[str], parts: Parts) -> Period | None:
        """过去三年 means the last full years, 三年来 the years up to now."""
        if _lasting().search(match.string, max(0, match.start() - 8), match.start()):
            return None
        if match.string.startswith(("历史", "的历史"), match.end()):
            return None  # 已有近90年历史
        count = whole_number(parts["past"] or parts["past_to_now"])
        if self.today is None or not 0 < count <= _LONGEST_PAST:
            return Period(*match.span(), None, None, Reach.DURATION, explicit=False)
        year = self.today.year
        first, last = date(year - count, 1, 1), self.today
        # 近两年…, and 过去五年,累计获批46个 up to the day of the article
        so_far = match.string.find("累", match.end(), match.end() + _BEHIND) >= 0
        late = self.today.month >= _LATE and match[0].startswith("过去") and so_far
        now = (late or match[0].startswith(_UP_TO_NOW)) and self._nearby != year - 1
        if parts["past"] and not now:
            last = date(year - 1, 12, 31)
        return Period(*match.span(), first, last, Reach.DURATION, explicit=False)

    def _half_year(self, match: re.Match[str], parts: Parts) -> Period:
        """半年来: the six months up to now."""
        first = months_before(self.today, _HALF_YEAR) if self.today else None
        return Period(*match.span(), first, self.today, Reach.DURATION, explicit=False)

    def _ago(self, match: re.Match[str], parts: Parts) -> Period:
        """两年前: the year so many years before."""
        year = self.today.year - whole_number(parts["ago"]) if self.today else None
        first = date(year, 1, 1) if year else None
        last = date(year, 12, 31) if year else None
        return Period(*match.span(), first, last, Reach.SPAN, explicit=False)

    def _ahead(self, match: re.Match[str], parts: Parts) -> Period | None:
        """未来3-5年, 三年内; 自设立之日起5年内 is a term."""
        last = None
        if parts["within"] and match.string.endswith("日起", 0, match.start()):
            return None
        if self.today:
            years = whole_number(parts["ahead2"] or parts["ahead1"] or parts["within"])
            last = day_if_any(self.today.year + years, self.today.month, min(self.today.day, 28))
        return Period(*match.span(), self.today, last, Reach.AHEAD, explicit=False)

    def _this_month(self, match: re.Match[str], parts: Parts) -> Period | None:
        """本月, 上月, 下月."""
        if self.today is None:
            return Period(*match.span(), None, None, Reach.AS_OF, explicit=False)
        if match.string[match.start() - 1 : match.start()] == "月":
            return None  # 8月当月 is that August
        first = self.today.replace(day=1)
        if "季" in parts["this_month"]:
            return self._quarter_of(match, first, before=parts["this_month"].startswith("上"))
        if parts["this_month"].startswith("上"):
            first = (first - timedelta(days=1)).replace(day=1)
        elif parts["this_month"].startswith("下"):
            first = month_end(first.year, first.month) + timedelta(days=1)
        last = month_end(first.year, first.month)
        return Period(*match.span(), first, last, Reach.SPAN, explicit=False)

    def _near_day(self, match: re.Match[str], parts: Parts) -> Period | None:
        """明天, 后天."""
        if self.today is None:
            return None
        day = self.today + timedelta(days=1 + parts["near_day"].startswith("后"))
        return Period(*match.span(), day, day, Reach.POINT, explicit=False)

    def _week(self, match: re.Match[str], parts: Parts) -> Period | None:
        """下周五, 本周三, 上周: a day or the days of a week, seen from today."""
        if self.today is None:
            return None
        said = parts["week"]
        monday = self.today - timedelta(days=self.today.weekday())
        monday += timedelta(weeks={"上": -1, "下": 1}.get(said[0], 0))
        day = _WEEKDAYS.find(said[-1].replace("天", "日"))
        first = monday + timedelta(days=max(day, 0))
        last = first if day >= 0 else monday + timedelta(days=len(_WEEKDAYS) - 1)
        if parts["as_of"]:
            return Period(*match.span(), last, last, Reach.AS_OF, explicit=False)
        if last > self.today and said[0] != "下":
            last = max(first, self.today)
        reach = Reach.POINT if first == last else Reach.SPAN
        return Period(*match.span(), first, last, reach, explicit=False)

    def _quarter_of(self, match: re.Match[str], month: date, *, before: bool) -> Period:
        """本季度, seen from a month, or 上季度, the one before."""
        first = months_before(month, (month.month - 1) % 3 + 3 * before)
        last = month_end(first.year, first.month + 2)
        return Period(*match.span(), first, last, Reach.SPAN, explicit=True)

    # The first of these groups that a match holds tells what kind of expression it is.
    _RESOLVERS: ClassVar[
        tuple[tuple[str, Callable[[PeriodReader, re.Match[str], Parts], Period | None]], ...]
    ] = (
        ("from_year", _years),
        ("first_year", _months_of_years),
        ("fiscal", _fiscal_year),
        ("new_fiscal", _new_fiscal_year),
        ("republic", _republican_year),
        ("since_year", _republican_year),
        ("year", _with_year),
        ("iso", _iso),
        ("plan", _plan),
        ("past", _past),
        ("past_to_now", _past),
        ("half_year", _half_year),
        ("ago", _ago),
        ("ahead1", _ahead),
        ("within", _ahead),
        ("now", _now),
        ("this_month", _this_month),
        ("week", _week),
        ("near_day", _near_day),
        ("then", _then),
        ("same", _same),
        ("reporting", _reporting),
    )


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _is_announced(match: re.Match[str]) -> bool:
    """Whether words around an expression tell of what is to come: 年内还要开工."""
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    rest = _REST.match(text, end, end + _BEHIND)
    return bool(_announcing().search(before) or _announcing().search(rest[0] if rest else ""))


def _is_from_then(match: re.Match[str]) -> bool:
    """Whether 自 opens the clause of a date: 自港交所去年4月…以来."""
    start = match.start()
    return _FROM.search(match.string, max(0, start - _BEFORE), start) is not None


def _reach(parts: Parts, *, point: bool) -> Reach:
    """What 截至, 到, 自 before a date and 前, 起 behind it make of it."""
    tail, until = parts["tail"], parts["until"]
    grown = parts["as_of"] == "至" and not point  # 由101年的2614亿元成长至111年的7009亿元
    if (parts["as_of"] and not grown) or (until == "至" and point):
        return Reach.AS_OF
    if "前" in tail or "年内" in (parts["part"], parts["bare_part"]):
        return Reach.UNTIL
    if until == "自" or tail in ("起", "算起", "以来", "开始", "至今", "迄今"):
        return Reach.SINCE
    if until in ("到", "至", "力争到", "预计到"):
        return Reach.UNTIL
    return Reach.POINT if point else Reach.SPAN
