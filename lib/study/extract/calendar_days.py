"""The days that years, quarters, months and days of a date expression mean."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from study.extract.numerals import read_number

# Parts of a date expression by their names in the pattern, "" where one is missing.
Parts = Mapping[str, str]
Span = tuple[date, date]

# Years from this year to the one that a word names by its first character.
_YEAR_DIGITS = (3, 4)  # of the Republic, and of the common era
_FROM_ANCHOR = {
    "同一": 0,
    "当年": 0,
    "同年": 0,
    "前一": -1,
    "翌年": 1,
    "次年": 1,
}  # years from the last named
_SHORT, _CENTURY = 2, 2000  # 23年一季度
_SHIFTS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}


def whole_number(text: str) -> int:
    """Whole number that a numeral in digits or characters states.

    Raises:
        ValueError: The text is no numeral.
    """
    return int(text) if text.isdecimal() else int(read_number(text))


_FISCAL_MONTH = 4
# Months of the year that accounts tell of, by the word for them; the others are of a year.
_ACCOUNTS = {"半年": 6, "中": 6, "六个": 6, "九个": 9, "三个": 3, "三季": 9, "季": 3}
_YEAR = 12  # months
_NEAR_NEW_YEAR = 11  # from this month on 新的一年 is the next


def year_meant(text: str, today: date | None, anchor: int | None) -> int | None:
    """Year that 2023, 二〇二三, 去年 or 当年 means.

    Args:
        text: The expression.
        today: Day against which 去年 is read.
        anchor: Last year that the article named, against which 当年 is read.
    """
    if text[0].isdigit() or (text[0] in "一二" and len(text) in _YEAR_DIGITS):
        return whole_number(text) + _CENTURY * (len(text) == _SHORT)
    if text[:2] in _FROM_ANCHOR:
        return anchor + _FROM_ANCHOR[text[:2]] if anchor else None
    if text[0] == "上" and anchor and today and anchor == today.year - 1:
        return anchor - 1  # 2021年……由上年的9.8%提高到11.3%, told in 2022
    if text[0] == "新" and today:
        return today.year + (today.month >= _NEAR_NEW_YEAR)  # 新的一年
    return today.year + _SHIFTS[text[0]] if today else None


def five_year_plan(text: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四五 is 2021 to 2025."""
    ordinal = whole_number(text.strip('“”‘’"' + "'")[:-1])
    # The first two plans began in 1953; the third was put off to 1966.
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return first, first + 4


def fiscal_year(year: int) -> tuple[date, date]:
    """First and last day of a year of Hong Kong's budgets, from April of the year given."""
    return date(year, _FISCAL_MONTH, 1), month_end(year + 1, _FISCAL_MONTH - 1)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return min(month_end(year, month + 1), date(year, month + 1, 1) + timedelta(days=day.day - 1))


def day_if_any(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def span_of_parts(year: int, parts: Parts) -> tuple[date, date, bool] | None:
    """Days that the parts of a date expression name, and whether they are one point."""
    months = _months_of(parts)
    if months is None:
        return _month_span(year, parts) if parts["month"] else _year_span(year, parts)
    first, last = months
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), month_end(year, last), False


def _months_of(parts: Parts) -> tuple[int, int] | None:
    """First and last month of a half-year, a quarter or a range of months."""
    if parts["half"]:
        return (1, 6) if parts["half"] == "上半年" else (7, 12)
    if parts["quarters"] or parts["quarter"]:
        first, last = _quarters_named(parts["quarters"] or parts["quarter"])
        return 3 * first - 2, 3 * last
    if parts["report"] or parts["first_months"]:
        reported = parts["report"] and _months_reported(parts["report"])
        return 1, reported or whole_number(parts["first_months"])
    if parts["m1"]:
        return whole_number(parts["m1"]), whole_number(parts["m2"])
    return None


def _quarters_named(text: str) -> tuple[int, int]:
    """First and last of some quarters: 第3季, 首季, 前三季度, 二、三季度."""
    numbers = [whole_number(sign) for sign in text if sign in "一二两三四1234"] or [1]
    from_first = len(numbers) == 1 and text.startswith(("前", "头", "首"))
    return 1 if from_first else numbers[0], numbers[-1]


def _months_reported(text: str) -> int:
    """How many months accounts are of, by what they are called: 半年报, 止六个月."""
    known = next((months for word, months in _ACCOUNTS.items() if word in text), None)
    return known or _YEAR


def accounts_ended(last: date, text: str) -> Span:
    """First and last day of 截至6月30日止六个月, from its last day and its length."""
    return months_before(last + timedelta(days=1), _months_reported(text)), last


def _month_span(year: int, parts: Parts) -> tuple[date, date, bool] | None:
    month = whole_number(parts["month"])
    if not 1 <= month <= 12:
        return None
    if parts["day"]:
        return _days_span(year, month, parts)
    end = month_end(year, month)
    if parts["month_part"] in ("底", "末"):
        return end, end, True
    return date(year, month, 1), end, False


def _days_span(year: int, month: int, parts: Parts) -> tuple[date, date, bool] | None:
    first = last = day_if_any(year, month, whole_number(parts["day"]))
    if first and parts["day_end"]:
        last_month = whole_number(parts["m_end"]) if parts["m_end"] else month
        last = day_if_any(year, last_month, whole_number(parts["day_end"]))
    return (first, last, True) if first and last else None


def _year_span(year: int, parts: Parts) -> tuple[date, date, bool]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if parts["part"].endswith(("底", "末", "终")) or parts["tail"] in ("底", "末"):
        return last, last, True
    return first, last, False
