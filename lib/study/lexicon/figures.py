"""Words that figures are made of, in both languages: titles, axis words, units, sources."""

from __future__ import annotations

from functools import cache
from typing import Any

from study.lexicon.loader import data

LANGUAGES = ("en", "zh")


def phrase(key: str, language: str, **slots: object) -> str:
    """Fill a phrase of `figures.yml`.

    Args:
        key: Name of the phrase, its section before a dot: "scale.subtitle".
        language: "zh" or "en".
        **slots: Values of its slots.

    Returns:
        The phrase with its slots filled.

    Raises:
        KeyError: If there is no such phrase.
    """
    section, _, name = key.partition(".")
    text: str = data("figures")["phrases"][section][name][language]
    return text.format(**slots)


def counted(noun: str, number: int, language: str) -> str:
    """A number with its noun in singular or plural: "1 article", "5 articles", "5篇文章"."""
    forms = data("figures")["nouns"][noun][language]
    text: str = forms["one" if number == 1 else "many"]
    return text.format(f"{number:,}" if language == "en" else number)


def number_steps(unit: str, language: str) -> list[tuple[float, str]]:
    """Steps in which a unit is written, the largest first, each with its pattern.

    Args:
        unit: Code of a unit.
        language: "zh" or "en".

    Returns:
        Pairs such as (1e9, "¥{}bn"); units without steps of their own are written plainly.
    """
    units: dict[str, Any] = data("figures")["numbers"]
    pairs = units.get(unit, units["count"])[language]
    return [(float(step), pattern) for step, pattern in pairs]


def qualified(text: str, qualifier: str, language: str) -> str:
    """Put the word of a qualifier to a written number: "nearly ¥80bn", "近800亿元"."""
    pattern: str = data("figures")["qualifiers"][qualifier][language]
    return pattern.format(text)


@cache
def _english() -> dict[str, str]:
    """English names of places and segments."""
    named = [*data("places")["regions"], *data("places")["places"], *data("segments")["segments"]]
    names: dict[str, str] = data("figures")["english"]
    return names | {entry["name"]: entry["en"] for entry in named}


def label(code: str, language: str) -> str:
    """Name of an indicator, a place or a segment in a language.

    Args:
        code: Code of an indicator, or the canonical Chinese name of a place or segment.
        language: "zh" or "en".

    Returns:
        The name; the code itself where the lexicon gives none.
    """
    indicator = data("indicators")["codes"].get(code)
    if indicator:
        return str(indicator[language])
    return _english().get(code, code) if language == "en" else code


def mid_sentence(name: str, language: str) -> str:
    """A label as it stands within an English sentence: its first letter small, unless a name."""
    if language == "en" and name[:1].isupper() and not name[1:2].isupper():
        return name[0].lower() + name[1:]
    return name
