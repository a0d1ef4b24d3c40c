"""Names of codes, units, places and segments in English and Chinese."""

from __future__ import annotations

from functools import cache

from study.lexicon.loader import data
from study.lexicon.places import gazetteer, short_name


@cache
def _english() -> dict[str, str]:
    labels = {code: entry["en"] for code, entry in data("indicators")["codes"].items()}
    labels |= {unit["code"]: unit["en"] for unit in data("units")["units"]}
    labels |= data("segments")["field_labels"]
    labels |= {segment["name"]: segment["en"] for segment in data("segments")["segments"]}
    return labels


@cache
def _chinese() -> dict[str, str]:
    labels = {code: entry["zh"] for code, entry in data("indicators")["codes"].items()}
    return labels | {unit["code"]: unit["zh"] for unit in data("units")["units"]}


def label(code: str, language: str) -> str:
    """Name of a code, unit, place or segment for a reader.

    Args:
        code: Indicator code, unit code, canonical name of a place or segment.
        language: "zh" or "en".

    Returns:
        The name; a place without an English name in the lexicon is romanised, and
        what is no word of the lexicon is returned as it is.
    """
    if language == "zh":
        return _chinese().get(code, code)
    return _english().get(code) or place_in_english(code)


@cache
def place_in_english(name: str) -> str:
    """English name of a place: from the lexicon, else romanised with its level.

    Source of the method: Hanyu Pinyin without tones, written together, as in
    Chinese postal addresses (昌平区 → Changping District).
    """
    place = gazetteer().places.get(name)
    if place is None:
        return name
    english = place.english or data("places")["english"].get(name)
    if english:
        return str(english)
    # Imported here: the tables of readings are large, and only figures need them.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    romanised = "".join(lazy_pinyin(short_name(name))).capitalize()
    level = data("places")["levels_in_english"].get(name[-1], "")
    return f"{romanised} {level}".rstrip()
