"""Stated numbers as intervals, and the little arithmetic the study does with them.

Two readings of a qualified number are kept apart:

- `hard_bounds` is what the words allow and no more: 近800 is anything up to 800;
- `plausible_bounds` is what a reader takes from the digits: nobody writes 近800 of 500. It reaches
  from the stated number to the next number that has as many significant digits, so 近800 is
  700 to 800, 超500 is 500 to 600, 120余万 is 1.2 to 1.3 million, 近百 is 90 to 100. About a
  number is half the smaller step on both sides, so 约1850 is 1845 to 1855. Floors and ceilings
  (不少于, 最高) hint at nothing near: their bounds stay hard.

Where numbers are set against each other, two more readings help: `written_bounds` minds rounding,
`wider_bounds` tells what is doubtful from what is contradicted.

All are closed: whether the end point itself belongs is beyond what press wording can tell.
Arithmetic follows R. E. Moore, *Interval Analysis* (1966): the result holds every value that the
operation can give for operands within their intervals.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from study.model import Qualifier

# Floats carry binary dust (0.1 + 0.2); twelve digits are more than any article states.
_SIGNIFICANT = ".12g"
# The first number written in Arabic figures, its decimals apart.
_WRITTEN = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included; either end may be infinite.

    Raises:
        ValueError: If an end is not a number or `low` exceeds `high`.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what is no interval."""
        if not self.low <= self.high:
            raise ValueError(f"no interval from {self.low} to {self.high}")

    def __contains__(self, number: float) -> bool:
        """Tell whether a number lies within."""
        return self.low <= number <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Interval) -> Interval:
        """Sums of a number of each."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """Differences of a number of each, as of two unrelated quantities."""
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """Products of a number of each."""
        ends = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotients of a number of each.

        Raises:
            ZeroDivisionError: If the divisor may be zero.
        """
        if 0 in other:
            raise ZeroDivisionError(f"the divisor, {other.low} to {other.high}, may be zero")
        ends = [_over(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __pow__(self, exponent: float) -> Interval:
        """Powers of numbers that are not negative; the exponent may be any real number.

        Raises:
            ValueError: If the interval reaches below zero.
            ZeroDivisionError: If it holds zero and the exponent is negative.
        """
        if self.low < 0:
            raise ValueError(f"powers of negative numbers ({self.low}) are not defined here")
        ends = (self.low**exponent, self.high**exponent)
        return Interval(min(ends), max(ends))


def exactly(number: float) -> Interval:
    """The interval of one number."""
    return Interval(number, number)


def _times(a: float, b: float) -> float:
    return 0.0 if 0 in (a, b) else a * b  # nothing times any amount, however large, is nothing


def _over(a: float, b: float) -> float:
    return 0.0 if math.isinf(b) else a / b  # the limit; the other ends keep the extremes


def steps(value: float) -> tuple[float, float]:
    """Distances from a number to its neighbours with as many significant digits.

    Args:
        value: Any number but zero, which has no significant digit and counts as a unit.

    Returns:
        The step towards zero and the step away from it: (100, 100) for 800, (10, 100) for 100.
    """
    _, digits, exponent = Decimal(format(abs(value), _SIGNIFICANT)).normalize().as_tuple()
    away = float(Decimal(10) ** int(exponent))
    toward = away / 10 if digits == (1,) else away
    return toward, away


def hard_bounds(
    value: float, qualifier: str, low: float | None = None, high: float | None = None
) -> Interval:
    """What the words alone allow.

    Args:
        value: The stated number; for a range its midpoint.
        qualifier: A code of `Qualifier`.
        low: Lower end of a stated range, else None or NaN.
        high: Upper end, likewise.

    Returns:
        The bounds. A number "nearly" v lies between nothing and v; "about" v has no hard bound.
    """
    if _stated_range(low, high):
        return Interval(float(low or 0), float(high or 0))
    if qualifier in (Qualifier.NEARLY, Qualifier.AT_MOST):
        return Interval(min(0.0, value), max(0.0, value))
    if qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        return Interval(value, math.inf) if value >= 0 else Interval(-math.inf, value)
    if qualifier == Qualifier.ABOUT:
        return Interval(-math.inf, math.inf)
    return exactly(value)


def plausible_bounds(
    value: float, qualifier: str, low: float | None = None, high: float | None = None
) -> Interval:
    """What a reader takes from the words and the digits together; used for arithmetic.

    Args:
        value: The stated number; for a range its midpoint.
        qualifier: A code of `Qualifier`.
        low: Lower end of a stated range, else None or NaN.
        high: Upper end, likewise.

    Returns:
        The bounds as the module's text defines them; qualifiers speak of the magnitude, so a fall
        of "over 5 %" is a change of -6 to -5.
    """
    toward, away = steps(value)
    size = abs(value)
    near = {
        Qualifier.NEARLY: Interval(size - toward, size),
        Qualifier.OVER: Interval(size, size + away),
        Qualifier.ABOUT: Interval(size - toward / 2, size + toward / 2),
    }
    if _stated_range(low, high) or qualifier not in near:
        return hard_bounds(value, qualifier, low, high)
    bounds = near[Qualifier(qualifier)]
    return bounds if value >= 0 else Interval(-bounds.high, -bounds.low)


def _stated_range(low: float | None, high: float | None) -> bool:
    return bool(pd.notna(low) and pd.notna(high))


def with_bounds(facts: pd.DataFrame) -> pd.DataFrame:
    """Add both readings of every stated number to a table of facts.

    Args:
        facts: A table with columns value, qualifier, low, high.

    Returns:
        A copy with columns `interval_low`, `interval_high` (plausible) and `bound_low`,
        `bound_high` (hard), in the unit of `value`.
    """
    stated = list(zip(facts.value, facts.qualifier, facts.low, facts.high, strict=True))
    plausible = [plausible_bounds(*row) for row in stated]
    hard = [hard_bounds(*row) for row in stated]
    return facts.assign(
        interval_low=pd.Series([each.low for each in plausible], facts.index, dtype=float),
        interval_high=pd.Series([each.high for each in plausible], facts.index, dtype=float),
        bound_low=pd.Series([each.low for each in hard], facts.index, dtype=float),
        bound_high=pd.Series([each.high for each in hard], facts.index, dtype=float),
    )


def written_bounds(
    value: float, qualifier: str, ends: tuple[float | None, float | None], unit: str, stated: str
) -> Interval:
    """What a reader takes from a number, minding that it was rounded when it was written.

    40% may be 39.5 to 40.5 percent, and 1.25万亿 may be 1.245 to 1.255 million million. Numbers
    that are counted one by one (85家) are themselves. A fraction (三分之一, 1/20) is told in round
    figures: a twentieth of itself either way, a tenth where a word such as 近 opens a side. Other
    qualified numbers are those of `plausible_bounds`.

    Args:
        value: The stated number in base units.
        qualifier: A code of `Qualifier`.
        ends: Ends of a stated range, else None or NaN each.
        unit: Code of its unit.
        stated: The quote as written, in simplified characters.

    Returns:
        The bounds.
    """
    near = plausible_bounds(value, qualifier, *ends)
    if _stated_range(*ends):
        return near
    if "/" in stated or "分之" in stated:
        return _fraction(value, qualifier, near)
    if qualifier != Qualifier.EXACT:
        return near
    half = _half_last_digit(value, unit, stated)
    return Interval(value - half, value + half)


def _fraction(value: float, qualifier: str, near: Interval) -> Interval:
    """A fraction in round figures; holds what it is taken for otherwise."""
    size = abs(value)
    below = size / 10 if qualifier == Qualifier.NEARLY else size / 20
    above = size / 10 if qualifier == Qualifier.OVER else size / 20
    low = value if qualifier in (Qualifier.OVER, Qualifier.AT_LEAST) else value - below
    high = value if qualifier in (Qualifier.NEARLY, Qualifier.AT_MOST) else value + above
    return Interval(min(low, near.low), max(high, near.high))


def _half_last_digit(value: float, unit: str, stated: str) -> float:
    """Half of what the last written digit stands for; 0 where nothing was rounded."""
    found = _WRITTEN.search(stated)
    if found is None:  # 三成 is rounded to tens, 八家 is not
        return steps(value)[0] / 2 if unit == "%" else 0.0
    number = float(found[0].replace(",", ""))
    multiplier = abs(value) / number if number else 0.0
    power = round(math.log10(multiplier)) if multiplier > 0 else 0
    if not math.isclose(multiplier, 10.0**power, rel_tol=1e-6):
        return 0.0  # a number of another make
    if power == 0 and unit != "%" and not found[1]:
        return 0.0
    return float(10.0 ** (power - len(found[1] or ""))) / 2


def wider_bounds(
    value: float, qualifier: str, low: float | None = None, high: float | None = None
) -> Interval:
    """The furthest that a qualified number can be stretched before it is no longer that number.

    Twice as far as `plausible_bounds` reaches on its open side: 近800 down to 600, 超500 up to
    700. What lies between the two readings neither bears a number out nor contradicts it.
    """
    near = plausible_bounds(value, qualifier, low, high)
    if qualifier not in (Qualifier.NEARLY, Qualifier.OVER):
        return near
    reach = near.high - near.low
    up = (qualifier == Qualifier.OVER) == (value >= 0)
    return Interval(near.low, near.high + reach) if up else Interval(near.low - reach, near.high)


def whole_numbers(bounds: Interval) -> Interval | None:
    """The whole numbers within an interval, as its ends; None if it holds none.

    What is counted one by one is a whole number: 28 that are 40% (39.5 to 40.5) are 40% of 70.
    """
    low, high = math.ceil(bounds.low - 1e-9), math.floor(bounds.high + 1e-9)
    return Interval(float(low), float(high)) if low <= high else None
