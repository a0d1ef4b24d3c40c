"""What the unit words and counters of the lexicon mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from study.lexicon.loader import alternation, data

if TYPE_CHECKING:
    from study.extract.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit word means.

    Attributes:
        code: Unit code of the lexicon: CNY, %, m2, count …
        kind: Kind of unit: money, rate, area, time, count …
        factor: What one of it is worth in base units.
        counter: Classifier of a count (家, 个) or of an age (岁), else "".
    """

    code: str
    kind: str
    factor: float
    counter: str


def words_of(kind: str) -> tuple[str, ...]:
    """Words of all units of a kind, such as area."""
    return tuple(word for word, unit in unit_words().items() if unit.kind == kind)


@cache
def unit_words() -> dict[str, Unit]:
    """Every unit word and counter of the lexicon with its meaning."""
    content = data("units")
    ages, told_in_words = set(content["age_words"]), set(content["told_in_words"])
    words = {word: Unit("count", "count", 1, word) for word in content["counters"]}
    for unit in content["units"]:
        for word, factor in unit["words"].items():
            counter = word if word in ages or unit["code"] in told_in_words else ""
            words[word] = Unit(unit["code"], unit["kind"], float(factor), counter)
    return words


def told_unit(quantity: Quantity) -> tuple[str, str, float]:
    """Unit code and counter of a fact, and by what its numbers are divided.

    Percentage points are told in per cent and multiples as plain numbers, with the
    word itself as the counter, which sets them apart; lengths and weights as they
    are written, in their own word.
    """
    if quantity.unit in data("units")["told_in_words"]:
        return "count", quantity.counter, quantity.factor
    unit, counter = _told_as().get(quantity.unit, (quantity.unit, quantity.counter))
    return unit, counter, 1


@cache
def _told_as() -> dict[str, tuple[str, str]]:
    return {
        code: (told["unit"], told["counter"]) for code, told in data("units")["told_as"].items()
    }


@cache
def unit_pattern() -> str:
    """Source of a regular expression for any unit word, the longest first."""
    # 百余项目 counts projects, 三折叠 and 90年代 nothing, and 千亿大关 is a sum.
    not_before = "(?<!项(?=目))(?<!年(?=代))(?<!折(?=[叠射旧合算]))(?<!大(?=关))"
    return f"{alternation(unit_words())}{not_before}"
