"""Writes labels, lists and asides in the language of a figure; numbers as `analyse` does."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from study.analyse.wording import amount, period, spoken, spread, value_of, when, years
from study.lexicon import label
from study.lexicon.figures import counted, mid_sentence, phrase
from study.model import Status

__all__ = [
    "after_value",
    "amount",
    "aside",
    "listed",
    "measure",
    "measure_spoken",
    "measures_of",
    "own_segment",
    "percent",
    "period",
    "places_of",
    "scope",
    "sentences",
    "span_of",
    "spoken",
    "spread",
    "status_words",
    "units_of",
    "value_of",
    "when",
    "years",
]

_NAMED = 3  # places named before they are counted


def percent(value: float) -> str:
    """Write a share: whole percent, but never 0% for something or 100% for not all."""
    if 0 < value < 1:
        return "<1%"
    if 99 < value < 100:
        return ">99%"
    return f"{value:.0f}%"


def span_of(rows: pd.DataFrame, language: str) -> str:
    """The years that a table's periods reach over."""
    firsts, lasts = rows.start.dropna(), rows.end.dropna()
    if firsts.empty or lasts.empty:
        return phrase("common.undated", language)
    span = years(firsts.min().year, lasts.max().year)
    return phrase("common.year_spoken", language, year=span)


def listed(names: Iterable[str], language: str) -> str:
    """Join names as the language lists them: "a, b and c"."""
    *first, last = names
    if not first:
        return last
    head = phrase("common.list_join", language).join(first)
    return head + phrase("common.list_last", language) + last


def places_of(rows: pd.DataFrame, language: str) -> str:
    """Name up to three places of a table; count more, or none."""
    names = rows.place.unique().tolist()
    if not names or len(names) > _NAMED:
        return counted("place", len(names), language)
    return listed((label(name, language) for name in names), language)


def scope(place: str, language: str) -> str:
    """Name the place that was asked for, or say that any would do."""
    return label(place, language) if place else phrase("common.all_places", language)


def measure(indicator: str, industry: str, language: str) -> str:
    """Name what a row measures, with its segment: "Output value, medical devices"."""
    name = label(indicator, language)
    if not industry:
        return name
    segment = mid_sentence(label(industry, language), language)
    return phrase("common.segment", language, indicator=name, industry=segment)


def measure_spoken(indicator: str, industry: str, language: str) -> str:
    """Name it within a sentence: "output value in medical devices"."""
    name = mid_sentence(label(indicator, language), language)
    if not industry:
        return name
    segment = mid_sentence(label(industry, language), language)
    return phrase("common.segment_spoken", language, indicator=name, industry=segment)


def own_segment(indicator: str, industry: str) -> str:
    """The segment, unless the indicator names it itself: approved devices are medical devices."""
    return "" if industry in label(indicator, "zh") else industry


def measures_of(codes: Iterable[str], language: str) -> str:
    """List indicators, the first with a capital letter where the language has them."""
    first, *rest = [label(code, language) for code in codes]
    return listed([first, *(mid_sentence(name, language) for name in rest)], language)


def units_of(codes: Iterable[str], language: str) -> str:
    """Say in which units a figure is drawn."""
    names = listed((label(code, language) for code in codes), language)
    return phrase("common.unit", language, units=names)


def status_words(status: str, language: str) -> list[str]:
    """The word for a target or plan; none for what has come true."""
    return [] if status == Status.ACTUAL else [phrase(f"common.{status}", language)]


def after_value(status: str, sources: Iterable[str], language: str) -> str:
    """What stands in grey after a value: the status unless actual, and the labels of sources."""
    labels = dict.fromkeys(source.split(" ")[0] for source in sources)
    joined = phrase("common.label_join", language).join(labels)
    return aside([*status_words(status, language), joined], language)


def aside(parts: Iterable[str], language: str) -> str:
    """Set apart what stands in grey beside a value: "segment assumed · 003, 004"."""
    return phrase("common.aside_join", language).join(filter(None, parts))


def sentences(texts: Iterable[str], language: str) -> str:
    """Join sentences as the language does."""
    return phrase("common.sentence_join", language).join(texts)
