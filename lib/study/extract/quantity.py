"""A number as the scan finds it, and the patterns of numerals it is found by."""

from __future__ import annotations

from dataclasses import dataclass

from study.model import Qualifier

DASH = r"(?:[-—–−~～〜―]{1,2}|至|到)"
CHINESE = "[一二两三四五六七八九十廿卅百千万亿零〇]"
# At most eight groups of three: a longer row of groups is no number, and each of
# its groups would otherwise be a new start to read the rest of the row from.
ARABIC = r"(?:\d{1,3}(?:[,， ]\d{3}){1,8}+(?!\d)|\d++)(?:\.\d++)?"
# In speech 4个亿 and 3个多亿 are 亿, too.
MULTIPLIER = r"(?:(?:[余多]|个[余多]?(?=亿(?![元级以])))?(?:[十百万亿兆]|千(?![米克])){1,3})?+"
NUMBER_IN_DIGITS = (
    rf"{ARABIC}\s?{MULTIPLIER}(?:[余多]?[万亿])?(?:{ARABIC}[百千万][余多]?[万亿]?)*"
    r"(?:(?<=[万亿])\d{1,3}(?:,\d{3})+|(?<=万)\d{4}(?![\d.年/-])|(?<=[百千])\d{1,2}(?!\d))?(?:[余多]|来(?!自))?"
)
_NUMBER_IN_CHINESE = (
    rf"(?:{CHINESE}+(?:兆(?:{CHINESE}+|(?=元)))?|兆(?=元))(?:点[一二三四五六七八九零〇]+[十百千万亿兆]*)?"
    r"(?:个[余多几]?亿(?![元级以])|(?:[余多几]|来(?!自))[十百千万亿]*)?"
)
NUMBER = rf"(?:{NUMBER_IN_DIGITS}|{_NUMBER_IN_CHINESE})"


@dataclass(slots=True)
class Quantity:
    """A number found in clean text, before anything is known of its context.

    Attributes:
        start: First character, qualifier included.
        number: First character of the numeral itself.
        end: One past the unit and what qualifies it from behind.
        value: Number in base units; the midpoint of a range.
        low: Lower end of a range.
        high: Upper end of a range.
        unit: Unit code, or "" for a bare number with a multiplier.
        kind: Kind of unit: money, rate, count, area …; "bare" without unit,
            "naked" where it has no multiplier either.
        counter: Classifier of a count, else "".
        qualifier: How the source limits it.
        factor: What one of its unit is worth in base units.
    """

    start: int
    number: int
    end: int
    value: float
    low: float | None
    high: float | None
    unit: str
    kind: str
    counter: str
    qualifier: Qualifier
    factor: float = 1
