"""Finds the days that an article reports on: accounts, a yearly report, months summed up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from study.extract.periods import Expression, Period, PeriodReader

Days = tuple[date, date]

_YEARLY_REPORT = re.compile("《[^《》]{0,12}?(20[0-9]{2})年度[^《》]{0,20}(?:报告|年报|公报)》")
# The code of a firm at its stock exchange: (02877), (688123.SH), (纳斯达克:BGNE)
_LISTED = re.compile("[(（][^()（）]{0,8}?(?:[0-9]{4,6}|[A-Z]{2,5})(?:[.]?[A-Z]{2})?[)）]")
_ACCOUNTS = ("ended", "report")  # 截至6月30日止六个月, 半年报
_PARTS_OF_YEAR = ("half", "quarter", "quarters", "first_months", "m2")
_RECENT = timedelta(days=100)  # so long after its end an article may sum up a half-year


@dataclass(frozen=True, slots=True)
class Report:
    """What an article opens with a report on.

    Attributes:
        days: First and last day of what is reported.
        of_year: Whether that is the year before, in a report that is no firm's accounts.
        of_one_firm: Whether these are the accounts of one listed firm, named with its code.
    """

    days: Days
    of_year: bool
    of_one_firm: bool


def report_in(
    opening: str, expressions: Sequence[Expression], today: date, reader: PeriodReader
) -> Report | None:
    """The report that an article opens with, or None.

    Args:
        opening: The headline and the first paragraphs.
        expressions: The period expressions in them.
        today: Day of the article.
        reader: Resolves the expressions.
    """
    for period in _with_parts(expressions, _ACCOUNTS, reader):
        if period.first and period.last and period.last <= today:
            codes = {match[0] for match in _LISTED.finditer(opening)}
            return Report((period.first, period.last), False, len(codes) == 1)
    last = today.year - 1
    if last in (int(match[1]) for match in _YEARLY_REPORT.finditer(opening)):
        return Report((date(last, 1, 1), date(last, 12, 31)), True, False)
    return None


def months_summed_up(
    expressions: Sequence[Expression], today: date, reader: PeriodReader
) -> Days | None:
    """First and last day of the half-year or the months that an opening sums up, if any."""
    for period in _with_parts(expressions, _PARTS_OF_YEAR, reader):
        if period.first and period.last and period.last <= today <= period.last + _RECENT:
            return period.first, period.last
    return None


def _with_parts(
    expressions: Sequence[Expression], parts: Sequence[str], reader: PeriodReader
) -> Iterator[Period]:
    """What expressions mean that have one of some parts."""
    for expression in expressions:
        if any(expression.parts[part] for part in parts):
            yield from reader.resolve([expression])
