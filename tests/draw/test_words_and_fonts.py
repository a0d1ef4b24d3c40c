"""Words of figures: fonts, line breaks, numbers, periods, phrases."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from study.draw import fonts
from study.draw.fonts.build import encoded, simplified, traditional
from study.draw.style import in_style
from study.draw.text import fill, shorten, width, wrap
from study.draw.words import amount, listed, percent, period, spoken, spread, when, years
from study.lexicon.figures import LANGUAGES, counted, mid_sentence, phrase, qualified
from study.lexicon.loader import data
from study.model import Qualifier, StudyError


def test_both_weights_hold_gb2312_and_the_regular_one_big5() -> None:
    hanzi = encoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
    assert len(hanzi) == 6763
    assert len(traditional()) == 5401
    for weight in (fonts.REGULAR, fonts.BOLD):
        assert fonts.missing("".join(hanzi), weight) == ""
    assert fonts.missing("".join(simplified() & traditional())) == ""
    assert fonts.missing("".join(traditional())) == ""


def test_fonts_carry_their_own_name_and_licence() -> None:
    for weight, path in fonts.FILES.items():
        font = FT2Font(path)
        assert (font.family_name, font.style_name) == (fonts.FAMILY, weight.capitalize())
    licence = (Path(fonts.__file__).parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@in_style
def test_the_family_is_found_in_our_files_and_nowhere_else() -> None:
    for weight, path in fonts.FILES.items():
        wanted = FontProperties(family=[fonts.FAMILY], weight=weight)
        assert Path(findfont(wanted, fallback_to_default=False)) == path


def test_every_phrase_and_label_can_be_drawn_bold() -> None:
    words = str(data("figures")) + str(data("indicators")["codes"]) + str(data("segments"))
    assert fonts.missing(fonts.typeset(words), fonts.BOLD) == ""
    names = " ".join(entry["name"] + entry["en"] for entry in data("places")["places"])
    assert fonts.missing(names, fonts.BOLD) == ""


def test_a_missing_character_is_named() -> None:
    with pytest.raises(StudyError, match=r"U\+20BB7.*fonts/build.py"):
        fonts.check("𠮷市")


def test_quotation_marks_are_narrow_in_latin_text_and_wide_beside_hanzi() -> None:
    assert width("“x”", 10) < width("“医”", 10) - 8
    for text in ("“x”", "Beijing’s", "“小巨人”"):
        assert fonts.plain(fonts.typeset(text)) == text


PROSE = st.text(st.sampled_from("北京医药健康产业abc DEF 12.5%\uff0c。\uff08\uff09“”"), max_size=80)


@given(PROSE, st.floats(40, 300))
def test_wrapping_loses_nothing_and_fits(text: str, room: float) -> None:
    lines = wrap(text, room, 10)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert width(line, 10) <= room or not re.search(r"\w.*?\s|[\u4e00-\u9fff]{2}\w", line)


@given(PROSE)
def test_no_line_begins_with_a_comma_or_ends_with_an_opening_bracket(text: str) -> None:
    lines = wrap("京" + text + "京", 60, 10)
    for before, after in pairwise(lines):
        assert after[:1] not in set("\uff0c。\uff09%") or " " in text
        assert before[-1:] != "\uff08" or " " in text


def test_items_stay_whole_when_lines_are_filled() -> None:
    items = [f"{number:03d} 北京青年报 2023-11-09" for number in range(9)]
    lines = fill(items, "; ", 300, 8)
    assert len(lines) > 2
    assert "; ".join(items).replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(line.count("2023-11-09") == line.count("北京青年报") for line in lines)


@given(PROSE, st.floats(30, 200))
def test_shortened_text_fits_and_tells_that_it_is(text: str, room: float) -> None:
    short = shorten(text, room, 10)
    assert short == text or (short.endswith("…") and width(short, 10) <= room)


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (976.1e9, "CNY", "¥976.1bn", "9761亿元"),
        (1.25e12, "CNY", "¥1.25trn", "1.25万亿元"),
        (5.26e9, "CNY", "¥5.26bn", "52.6亿元"),
        (7.5e7, "CNY", "¥75m", "7500万元"),
        (2.5e9, "USD", "US$2.5bn", "25亿美元"),
        (0, "CNY", "¥0", "0元"),
        (16.6, "%", "16.6%", "16.6%"),
        (-8.5, "%", "−8.5%", "−8.5%"),
        (0.1 + 0.2, "%", "0.3%", "0.3%"),
        (12345, "count", "12,345", "12,345"),
    ],
)
def test_amounts(value: float, unit: str, en: str, zh: str) -> None:
    assert amount(value, unit, "en") == en
    assert amount(value, unit, "zh") == zh


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (13.8, 30, "%", "13.8–30%"),
        (-2, 3.5, "%", "−2 to 3.5%"),
        (4.6e11, 5.62e11, "CNY", "¥460–562bn"),
        (9e11, 1.2e12, "CNY", "¥900bn–¥1.2trn"),
        (5, 5, "%", "5%"),
    ],
)
def test_intervals(low: float, high: float, unit: str, text: str) -> None:
    assert spread(low, high, unit, "en") == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.4, "<1%"), (1, "1%"), (89.15, "89%"), (99.4, ">99%"), (100, "100%")],
)
def test_shares_never_round_to_all_or_nothing(share: float, text: str) -> None:
    assert percent(share) == text


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.mark.parametrize(
    ("start", "end", "short", "en", "zh"),
    [
        ("2023-01-01", "2023-12-31", "2023", "in 2023", "2023年"),
        ("2021-01-01", "2023-12-31", "2021–23", "in 2021–23", "2021–23年"),
        ("1999-01-01", "2001-12-31", "1999–2001", "in 1999–2001", "1999–2001年"),
        ("2024-11-22", "2024-11-22", "2024-11-22", "on 22 November 2024", "2024年11月22日"),
        ("2024-01-01", "2024-08-31", "2024-01–08", "in January to August 2024", "2024年1至8月"),
        ("2024-03-01", "2024-03-31", "2024-03", "in March 2024", "2024年3月"),
        ("2024-11-01", "2025-02-28", "2024-11–2025-02", "in 2024-11–2025-02", "2024-11–2025-02"),
    ],
)
def test_periods(start: str, end: str, short: str, en: str, zh: str) -> None:
    assert period(day(start), day(end), "en") == short
    assert when(day(start), day(end), "en") == en
    assert spoken(day(start), day(end), "zh") == zh


def test_an_unknown_period_is_said_to_be_so() -> None:
    assert period(pd.NaT, pd.NaT, "zh") == "未说年份"
    assert spoken(pd.NaT, pd.NaT, "en") == "no year given"


def test_small_words() -> None:
    assert years(2024, 2026) == "2024–26"
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["甲"], "zh") == "甲"
    assert counted("article", 1, "en") == "1 article"
    assert counted("quantity", 1500, "en") == "1,500 quantities"
    assert mid_sentence("Revenue", "en") == "revenue"
    assert mid_sentence("“Little giant” firms", "en") == "“little giant” firms"
    assert mid_sentence("R&D spending", "en") == "R&D spending"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_qualifier_has_its_words(language: str) -> None:
    for qualifier in Qualifier:
        assert "5" in qualified("5", qualifier, language)


def test_every_phrase_speaks_both_languages_with_the_same_slots() -> None:
    for section, entries in data("figures")["phrases"].items():
        for name, forms in entries.items():
            assert set(forms) == set(LANGUAGES), (section, name)
            assert all(isinstance(form, str) for form in forms.values())
            assert phrase(f"{section}.{name}", "en", **dict.fromkeys(_slots(forms["en"]), "x"))


def _slots(form: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", form))
