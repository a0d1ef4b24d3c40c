"""Numerals as Chinese prose writes them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.extract.numerals import read_chinese, read_number

CHINESE = {
    "零": 0,
    "七": 7,
    "十": 10,
    "十九": 19,
    "二十": 20,
    "八十四": 84,
    "一百": 100,
    "一百零六": 106,
    "一百一十": 110,
    "三百二": 320,
    "四千零五十": 4050,
    "两千三百": 2300,
    "一万": 10_000,
    "两万五": 25_000,
    "一万零八十": 10_080,
    "十二万三千": 123_000,
    "百万": 1_000_000,
    "三千万": 30_000_000,
    "一亿二千万": 120_000_000,
    "十三亿": 1_300_000_000,
    "千亿": 100_000_000_000,
    "两万亿": 2_000_000_000_000,
    "二〇二六": 2026,
    "一九九八": 1998,
    "三十五点六": 35.6,
    "零点七五": 0.75,
}

NUMBERS = {
    "0": 0,
    "38": 38,
    "1,234,567": 1_234_567,
    "0.6": 0.6,
    "7.25亿": 725_000_000,
    "1.25万亿": 1_250_000_000_000,
    "1.1万": 11_000,
    "3百": 300,
    "6千": 6000,
    "40多万": 400_000,
    "120余万": 1_200_000,
    "5万余": 50_000,
    "十余": 10,
    "二十多": 20,
    "上百": 100,
    "近百": 100,
    "3亿5千万": 350_000_000,
    "2万3千": 23_000,
    "两千三百余": 2300,
}


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_numerals(text: str) -> None:
    assert read_chinese(text) == pytest.approx(CHINESE[text], rel=1e-12)


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_of_every_form(text: str) -> None:
    assert read_number(text) == pytest.approx(NUMBERS[text], rel=1e-12)


@pytest.mark.parametrize("text", ["家", "十家", "北京", "一二三x"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_chinese(text)


_DIGITS = "零一二三四五六七八九"


def _below_ten_thousand(number: int) -> str:
    parts = []
    gap = False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            parts += ["零"] * (gap and bool(parts)) + [_DIGITS[digit] + unit]
        gap = not digit
    return "".join(parts)


def written(number: int) -> str:
    """A number below 10¹⁶ in Chinese characters, by the rules of arithmetic textbooks."""
    if number == 0:
        return "零"
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        filler = "零" * (0 < low < 10**7)
        return written(high) + "亿" + filler + (written(low) if low else "")
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        filler = "零" * (0 < low < 1000)
        return _below_ten_thousand(high) + "万" + filler + (_below_ten_thousand(low) if low else "")
    return _below_ten_thousand(number)


def test_numbers_are_written_as_in_textbooks() -> None:
    assert [written(n) for n in (10, 106, 4050, 10_080, 123_000_000)] == [
        "一十", "一百零六", "四千零五十", "一万零八十", "一亿二千三百万",
    ]  # fmt: skip


@given(st.integers(0, 10**12 - 1))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert read_chinese(written(number)) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_decimal_is_read_as_it_is_written(whole: int, hundredths: int) -> None:
    text = f"{whole:,}.{hundredths:02}"
    assert read_number(text) == pytest.approx(whole + hundredths / 100, rel=1e-12)


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "万亿", "百万", "千亿"]))
def test_multipliers_multiply(tenths: int, multiplier: str) -> None:
    factor = math.prod({"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[c] for c in multiplier)
    assert read_number(f"{tenths / 10}{multiplier}") == pytest.approx(tenths / 10 * factor)
