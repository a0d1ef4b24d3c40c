"""Words that figures are made of, in both languages: titles, axis words, units, sources."""

from __future__ import annotations

import re
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
    return text.format(f"{number:,}")


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


def is_duration(text: str) -> bool:
    """Tell whether a Chinese text names nothing but a length of time: "连续4年", "三个月"."""
    return re.fullmatch(data("figures")["duration"], text) is not None


def mid_sentence(name: str, language: str) -> str:
    """A label as it stands within an English sentence: with a small letter, but for acronyms."""
    first = next((at for at, letter in enumerate(name) if letter.isalpha()), 0)
    if language != "en" or not name[first + 1 : first + 2].islower():
        return name
    return name[:first] + name[first].lower() + name[first + 1 :]
