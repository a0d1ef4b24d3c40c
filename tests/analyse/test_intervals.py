"""Intervals hold what they must: every result of arithmetic on what they stand for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.analyse.intervals import Interval, exactly, hard_bounds, plausible_bounds, steps

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


@st.composite
def intervals_with_a_number(
    draw: st.DrawFn, numbers: st.SearchStrategy[float] = NUMBERS
) -> tuple[Interval, float]:
    low, inside, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Interval(low, high), inside


POSITIVE = intervals_with_a_number(st.floats(1e-6, 1e9))


@given(intervals_with_a_number(), intervals_with_a_number())
def test_sums_differences_and_products_are_held(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (a, x), (b, y) = one, other
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b


@given(intervals_with_a_number(), POSITIVE)
def test_quotients_are_held(one: tuple[Interval, float], other: tuple[Interval, float]) -> None:
    (a, x), (b, y) = one, other
    assert x / y in a / b


@given(POSITIVE, st.floats(-3, 3))
def test_powers_are_held_but_for_rounding(one: tuple[Interval, float], exponent: float) -> None:
    a, x = one
    power = a**exponent
    slack = 1e-12 * abs(x**exponent)
    assert power.low - slack <= x**exponent <= power.high + slack


@given(intervals_with_a_number(), intervals_with_a_number())
def test_overlap_is_a_common_number(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (a, _), (b, _) = one, other
    assert a.overlaps(b) == (max(a.low, b.low) <= min(a.high, b.high)) == b.overlaps(a)


def test_infinite_ends_give_no_nonsense() -> None:
    from_one_up = Interval(1, math.inf)
    assert Interval(0, 1) * from_one_up == Interval(0, math.inf)
    assert from_one_up / from_one_up == Interval(0, math.inf)
    assert exactly(6) / from_one_up == Interval(0, 6)


def test_what_is_no_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="no interval from 2 to 1"):
        Interval(2, 1)
    with pytest.raises(ValueError, match="no interval"):
        Interval(math.nan, 1)
    with pytest.raises(ZeroDivisionError, match="may be zero"):
        exactly(1) / Interval(-1, 1)
    with pytest.raises(ValueError, match="negative"):
        Interval(-1, 1) ** 2


@pytest.mark.parametrize(
    ("value", "toward", "away"),
    [(800, 100, 100), (1850, 10, 10), (52.6, 0.1, 0.1), (100, 10, 100), (1.2e6, 1e5, 1e5)],
)
def test_steps_lead_to_numbers_of_as_many_digits(value: float, toward: float, away: float) -> None:
    assert steps(value) == pytest.approx((toward, away))


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        (800, "nearly", 700, 800),
        (100, "nearly", 90, 100),
        (30, "nearly", 20, 30),
        (500, "over", 500, 600),
        (1_200_000, "over", 1_200_000, 1_300_000),
        (52.6, "over", 52.6, 52.7),
        (1850, "about", 1845, 1855),
        (1000, "about", 950, 1050),
        (910, "exact", 910, 910),
        (500, "at_least", 500, math.inf),
        (7500, "at_most", 0, 7500),
        (-5, "over", -6, -5),
        (-5, "nearly", -5, -4),
    ],
)
def test_plausible_bounds(value: float, qualifier: str, low: float, high: float) -> None:
    bounds = plausible_bounds(value, qualifier)
    assert (bounds.low, bounds.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        (800, "nearly", 0, 800),
        (500, "over", 500, math.inf),
        (1850, "about", -math.inf, math.inf),
        (910, "exact", 910, 910),
        (-5, "over", -math.inf, -5),
    ],
)
def test_hard_bounds(value: float, qualifier: str, low: float, high: float) -> None:
    assert hard_bounds(value, qualifier) == Interval(low, high)


def test_a_stated_range_is_itself() -> None:
    assert plausible_bounds(35, "range", 30, 40) == hard_bounds(35, "range", 30, 40)
    assert plausible_bounds(35, "range", 30, 40) == Interval(30, 40)


@given(
    st.floats(1, 1e13),
    st.sampled_from(["exact", "about", "nearly", "over", "at_least", "at_most"]),
)
def test_what_is_plausible_is_allowed_and_holds_the_number(value: float, qualifier: str) -> None:
    plausible, hard = plausible_bounds(value, qualifier), hard_bounds(value, qualifier)
    assert hard.low <= plausible.low <= value <= plausible.high <= hard.high
