"""Writes numbers and periods in the language of a reader."""

from __future__ import annotations

from calendar import month_name

import pandas as pd

from study.analyse.tables import TableRow
from study.lexicon.figures import number_steps, phrase, qualified
from study.model import Qualifier

_DIGITS = 4  # significant digits of a written number


def amount(value: float, unit: str, language: str) -> str:
    """Write a number with its unit, rounded to four digits: "¥976.1bn", "9761亿元"."""
    steps = number_steps(unit, language)
    step, pattern = next((each for each in steps if abs(value) >= each[0]), steps[-1])
    return pattern.format(_digits(value / step))


def _digits(number: float) -> str:
    """A number without trailing zeros, thousands apart from 10,000 on."""
    decimals = max(0, _DIGITS - len(str(int(abs(number)))))
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, dot, rest = text.partition(".")
    if len(whole.lstrip("-")) > _DIGITS:
        whole = f"{int(whole):,}"
    return (whole + dot + rest).replace("-", "−")


def spread(low: float, high: float, unit: str, language: str) -> str:
    """Write an interval, the unit once: "13.8–30%", "¥460–562bn"; or one number if all it takes."""
    ends = [amount(end, unit, language) for end in (low, high)]
    if ends[0] == ends[1]:
        return ends[0]
    heads, tails = zip(*(_around_digits(end.lstrip("−")) for end in ends), strict=True)
    if heads[0] == heads[1] and tails[0] == tails[1]:
        ends = [ends[0].removesuffix(tails[0]), ends[1].removeprefix(heads[0])]
    form = "span_below_zero" if low < 0 else "span"
    return phrase(f"common.{form}", language, low=ends[0], high=ends[1])


def _around_digits(text: str) -> tuple[str, str]:
    """What stands before the first and after the last digit of a written number."""
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    return text[: digits[0]], text[digits[-1] + 1 :]


def value_of(row: TableRow, language: str) -> str:
    """Write what a row states: in Chinese as the article does, in English with its qualifier."""
    if language == "zh":
        return str(row.stated)
    if row.qualifier == Qualifier.RANGE:
        return spread(row.interval_low, row.interval_high, row.unit, language)
    return qualified(amount(row.value, row.unit, language), row.qualifier, language)


def period(start: pd.Timestamp, end: pd.Timestamp, language: str) -> str:
    """Write a period as short as it can be: "2023", "2021–23", "2024-11-22", "2024-01–08"."""
    if pd.isna(start) or pd.isna(end):
        return phrase("common.undated", language)
    if start == end:
        return str(end.strftime("%Y-%m-%d"))
    if _whole_years(start, end):
        return years(start.year, end.year)
    first, last = start.strftime("%Y-%m"), end.strftime("%Y-%m")
    return first if first == last else f"{first}–{last[5:] if start.year == end.year else last}"


def spoken(start: pd.Timestamp, end: pd.Timestamp, language: str) -> str:
    """Write a period as it stands in a sentence: "2023年", "22 November 2024"."""
    if pd.isna(start) or pd.isna(end) or (start.year != end.year and start != end):
        text = period(start, end, language)
        whole = pd.notna(start) and pd.notna(end) and _whole_years(start, end)
        return phrase("common.year_spoken", language, year=text) if whole else text
    if _whole_years(start, end):
        return phrase("common.year_spoken", language, year=end.year)
    form = "day" if start == end else "months" if start.month < end.month else "month"
    return phrase(
        f"common.{form}_spoken",
        language,
        year=end.year,
        month=start.month,
        day=end.day,
        last=end.month,
        name=month_name[start.month],
        last_name=month_name[end.month],
    )


def when(start: pd.Timestamp, end: pd.Timestamp, language: str) -> str:
    """Write a period as it goes with a verb: "in 2023", "on 22 November 2024"."""
    form = "when_day" if start == end else "when"
    return phrase(f"common.{form}", language, period=spoken(start, end, language))


def _whole_years(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def years(first: int, last: int) -> str:
    """Write a span of years: "2023", "2021–23", "1999–2001"."""
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02d}" if first // 100 == last // 100 else f"{first}–{last}"
