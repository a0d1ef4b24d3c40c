"""Finds the expressions that date a number and resolves them against the article's date."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from study.extract.numerals import read_number


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


@dataclass(frozen=True, slots=True)
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


_DASH = r"\s?(?:[-—–−~～〜―]{1,2}|至|到)\s?"
_CN_DIGIT = "[〇零一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d{{2}}(?!\d)|[一二]{_CN_DIGIT}{{3}})"
_RELATIVE = r"今年|本年度?|去年|上年度?|前年|明年|后年|当年|同年|翌年|次年"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"

PATTERN = re.compile(
    rf"(?P<as_of>截至|截止到?|截止至|至)?(?P<until>到|至|在|力争到|预计到|自|从)?"
    r"(?:"
    # 2021—2023年, 2021年至2023年
    rf"(?P<from_year>{_YEAR})年?{_DASH}(?P<to_year>{_YEAR})年?(?P<range_tail>期间|间)?"
    # 2023年, 今年, 去年 with or without a part of the year
    rf"|(?P<year>{_YEAR}(?=年|年度)|{_RELATIVE})(?:年度?)?的?"
    rf"(?:(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|(?P<quarters>前[一二三三]季度|前三季)"
    rf"|前(?P<first_months>{_MONTH})个?月"
    rf"|(?P<m1>{_MONTH})月?份?{_DASH}(?P<m2>{_MONTH})月份?"
    rf"|(?P<month>{_MONTH})月(?:份|(?P<day>\d{{1,2}}|[一二三]?十?[一二三四五六七八九十])[日号](?:{_DASH}(?:(?P<m_end>{_MONTH})月)?(?P<day_end>\d{{1,2}})[日号])?|(?P<month_part>底|末|初|中旬|上旬|下旬))?"
    r"|(?P<part>年?底|年?末|年?初|年中|全年|终))?"
    r"|(?P<iso>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})"
    # without a year
    rf"|(?<![\d第])前(?P<bare_first_months>{_MONTH})个月"
    rf"|(?<![\d.])(?P<bm1>{_MONTH})月?份?{_DASH}(?P<bm2>{_MONTH})月份?(?!\d)"
    rf"|(?<![\d.个])(?P<bare_month>{_MONTH})月(?:份|(?P<bare_day>\d{{1,2}})[日号]?(?:{_DASH}(?:(?P<bare_m_end>{_MONTH})月)?(?P<bare_day_end>\d{{1,2}})[日号])?|(?P<bare_month_part>底|末|初|中旬|上旬|下旬)|(?![\u4e00-\u9fff]薪))"
    r"|(?P<bare_half>上半年|下半年)|(?<!第)(?P<bare_quarter>[一二三四])季度|(?P<bare_quarters>前三季度)"
    r"|(?<![今去前明后当同\d上本])(?P<bare_part>年底|年末|年初|年内|全年|年中)"
    # stretches
    r"|(?P<plan>[“\"]十[一二三四五六]?五[”\"]|(?<![一二三四五六七八九十百])十[一二三四五六]?五(?=期间|时期|规划|以来|末|初))(?:规划)?(?P<plan_part>期间|时期|以来|末|初|期末|开局之年|收官之年|收官)?"
    rf"|(?:近|最近|过去|这|刚过去的|此前|前)(?P<past>{_NUMBER})(?P<past_more>多)?年(?:来|间|里|中)?"
    rf"|(?P<past_to_now>{_NUMBER})(?:多|余)?年(?:来|以来|间)(?!的?经验)"
    rf"|(?:未来|今后|接下来|后续)(?P<ahead1>{_NUMBER})(?:{_DASH}(?P<ahead2>{_NUMBER}))?(?:个)?年"
    rf"|(?P<within>{_NUMBER})年内"
    r"|(?P<now>目前为止|目前|当前|现在|现已|如今|眼下|至今|迄今为止|迄今|当下|日前|近日|今日|今天|此刻)"
    r"|(?P<same>同期|同一时期)"
    r"|(?P<this_month>本月|当月|上月|上个月)"
    r")"
    r"(?P<tail>年?底?(?:之?前|以前)|起|以来|开始|以后|底|末|为止|期间|同期)?"
)
_MAY_DATE = re.compile("[年月季前今近来同“十]|期间|截|19|20")


def _parse(text: str) -> int:
    return int(read_number(text))


def _year_of(text: str, today: date | None, anchor: int | None) -> int | None:
    if text[0].isdigit() or text[0] in "一二" and len(text) == 4:
        return _parse(text)
    if text[:2] in ("当年", "同年"):
        return anchor
    if text[:2] in ("翌年", "次年"):
        return anchor + 1 if anchor else None
    shift = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}[text[0]]
    return today.year + shift if today else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not (1 <= first <= last <= 12):
        return None
    return date(year, first, 1), _month_end(year, last)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def five_year_plan(text: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四五 is 2021 to 2025."""
    ordinal = _parse(text.strip("“”\"")[:-1])
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return first, first + 4


class PeriodReader:
    """Resolves the period expressions of one article.

    Args:
        today: The article's date, or None where it has none.
    """

    def __init__(self, today: date | None) -> None:
        """Remember the day against which 今年 and 去年 are read."""
        self.today = today
        self.anchor: int | None = None
        self._nearby: int | None = None

    def find(self, text: str, start: int, end: int) -> list[Period]:
        """Period expressions between two offsets, in order."""
        found = []
        self._nearby = None
        for match in PATTERN.finditer(text, start, end):
            period = self._resolve(match, text)
            if period:
                found.append(period)
                if period.explicit and period.last:
                    self.anchor = self._nearby = period.last.year
        return found

    def _resolve(self, match: re.Match[str], text: str) -> Period | None:
        g = match.groupdict()
        begin, stop = match.start(), match.end()
        if g["from_year"]:
            return self._years(match, g)
        if g["year"]:
            return self._dated(match, g, _year_of(g["year"], self.today, self.anchor), explicit=True)
        if g["iso"]:
            year, month, day = (int(part) for part in re.split("[-/.]", g["iso"]))
            point = _day(year, month, day)
            return Period(begin, stop, point, point, Reach.POINT, True) if point else None
        if g["plan"]:
            return self._plan(match, g)
        if g["past"] or g["past_to_now"]:
            return self._past(match, g)
        if g["ahead1"] or g["within"]:
            return self._ahead(match, g)
        if g["now"] or g["this_month"]:
            return self._now(match, g)
        if g["same"]:
            return None
        for bare, full in _BARE:
            g[full] = g[full] or g[bare]
        year = self.today.year if self.today else None
        if g["bare_part"] == "全年" and self.today and self.today.month <= 2:
            year = self.today.year - 1
        return self._dated(match, g, year, explicit=False)

    def _years(self, match: re.Match[str], g: dict[str, str]) -> Period | None:
        first, last = _parse(g["from_year"]), _parse(g["to_year"])
        if last < first:
            return None
        return Period(
            match.start(), match.end(), date(first, 1, 1), date(last, 12, 31), Reach.SPAN, True
        )

    def _dated(
        self, match: re.Match[str], g: dict[str, str], year: int | None, *, explicit: bool
    ) -> Period | None:
        begin, stop = match.start(), match.end()
        if year is None or not 1900 < year < 2100:
            return Period(begin, stop, None, None, Reach.SPAN, False)
        if not explicit and g["month"]:
            year = self._year_of_bare_month(year, _parse(g["month"]))
        span = _span(year, g)
        if span is None:
            return None
        first, last, point = span
        reach = Reach.POINT if point else Reach.SPAN
        tail, until = g["tail"] or "", g["until"] or ""
        if g["as_of"] or (until == "至" and point):
            return Period(begin, stop, last, last, Reach.AS_OF, explicit)
        if "前" in tail:
            return Period(begin, stop, first, last, Reach.UNTIL, explicit)
        if until in ("自", "从") or tail in ("起", "以来", "开始"):
            return Period(begin, stop, first, self.today, Reach.SINCE, explicit)
        if until in ("到", "至", "力争到", "预计到"):
            return Period(begin, stop, first, last, Reach.UNTIL, explicit)
        return Period(begin, stop, first, last, reach, explicit)

    def _year_of_bare_month(self, year: int, month: int) -> int:
        """12月 in an article of January is last year's unless a year stands nearby."""
        if self._nearby and self.today and self._nearby <= self.today.year:
            return self._nearby
        if self.today and month > self.today.month + 6:
            return year - 1
        return year

    def _plan(self, match: re.Match[str], g: dict[str, str]) -> Period | None:
        first, last = five_year_plan(g["plan"])
        part = g["plan_part"] or ""
        begin, stop = match.start(), match.end()
        if part in ("末", "期末", "收官之年", "收官"):
            return Period(begin, stop, date(last, 1, 1), date(last, 12, 31), Reach.NAMED, True)
        end = date(last, 12, 31)
        if part == "以来" and self.today:
            end = min(end, self.today)
        if not part and not (g["tail"] or "").startswith(("期", "以", "末", "前")):
            return Period(begin, stop, None, None, Reach.NAMED, False)
        if (g["tail"] or "") in ("末", "底"):
            return Period(begin, stop, date(last, 1, 1), end, Reach.NAMED, True)
        return Period(begin, stop, date(first, 1, 1), end, Reach.NAMED, True)

    def _past(self, match: re.Match[str], g: dict[str, str]) -> Period | None:
        if _LASTING.search(match.string, max(0, match.start() - 8), match.start()):
            return None
        count = _parse(g["past"] or g["past_to_now"])
        begin, stop = match.start(), match.end()
        if self.today is None or count > 60:
            return Period(begin, stop, None, None, Reach.DURATION, False)
        if g["past"]:
            # 过去三年 of a growth rate: the last full years.
            last = self.today.year - 1
            return Period(
                begin, stop, date(last - count + 1, 1, 1), date(last, 12, 31), Reach.DURATION, False
            )
        return Period(
            begin, stop, date(self.today.year - count, 1, 1), self.today, Reach.DURATION, False
        )

    def _ahead(self, match: re.Match[str], g: dict[str, str]) -> Period | None:
        begin, stop = match.start(), match.end()
        if self.today is None:
            return Period(begin, stop, None, None, Reach.AHEAD, False)
        years = _parse(g["ahead2"] or g["ahead1"] or g["within"])
        last = _day(self.today.year + years, self.today.month, min(self.today.day, 28))
        return Period(begin, stop, self.today, last, Reach.AHEAD, False)

    def _now(self, match: re.Match[str], g: dict[str, str]) -> Period:
        today = self.today
        if g["this_month"] and today:
            anchor = today.replace(day=1)
            if g["this_month"].startswith("上"):
                anchor = (anchor - timedelta(days=1)).replace(day=1)
            last = _month_end(anchor.year, anchor.month)
            return Period(match.start(), match.end(), anchor, last, Reach.SPAN, False)
        return Period(match.start(), match.end(), today, today, Reach.AS_OF, False)


# After these, 30多年来 tells how long something has lasted.
_LASTING = re.compile(
    "(?:扎根|深耕|耕耘|从事|历时|成立|专注|坚守|走过|经过|历经|运营|建园|建院|建区|入行)[^,，。]{0,4}$"
)

_BARE = (
    ("bare_part", "part"),
    ("bare_first_months", "first_months"), ("bm1", "m1"), ("bm2", "m2"), ("bare_month", "month"),
    ("bare_day", "day"), ("bare_m_end", "m_end"), ("bare_day_end", "day_end"),
    ("bare_month_part", "month_part"), ("bare_half", "half"), ("bare_quarter", "quarter"),
    ("bare_quarters", "quarters"),
)  # fmt: skip


def _span(year: int, g: dict[str, str]) -> tuple[date, date, bool] | None:
    """Days that the parts of a date expression name, and whether they are one point."""
    if g["half"]:
        months = _months(year, 1, 6) if g["half"] == "上半年" else _months(year, 7, 12)
    elif g["quarter"]:
        quarter = _parse(g["quarter"])
        months = _months(year, 3 * quarter - 2, 3 * quarter)
    elif g["quarters"]:
        months = _months(year, 1, 9)
    elif g["first_months"]:
        months = _months(year, 1, _parse(g["first_months"]))
    elif g["m1"]:
        months = _months(year, _parse(g["m1"]), _parse(g["m2"]))
    elif g["month"]:
        return _month_span(year, g)
    else:
        return _year_span(year, g)
    return (*months, False) if months else None


def _month_span(year: int, g: dict[str, str]) -> tuple[date, date, bool] | None:
    month = _parse(g["month"])
    if not 1 <= month <= 12:
        return None
    if g["day"]:
        first = _day(year, month, _parse(g["day"]))
        last = first
        if first and g["day_end"]:
            last = _day(year, _parse(g["m_end"]) if g["m_end"] else month, _parse(g["day_end"]))
        return (first, last, True) if first and last else None
    end = _month_end(year, month)
    if g["month_part"] in ("底", "末"):
        return end, end, True
    return date(year, month, 1), end, False


def _year_span(year: int, g: dict[str, str]) -> tuple[date, date, bool]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if (g["part"] or "").endswith(("底", "末", "终")) or g["tail"] in ("底", "末"):
        return last, last, True
    return first, last, False
