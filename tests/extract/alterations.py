"""Ways to alter an article that leave what it states as it is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from study.extract import extract_facts
from study.model import Document, Fact
from study.read import read_text

HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Article:
    """A raw text with its day of publication.

    Attributes:
        name: What to call it in a message.
        raw: The text.
        day: Day of publication.
    """

    name: str
    raw: str
    day: date | None

    def document(self) -> Document:
        """The article as the study reads it."""
        return read_text(self.raw, doc="article", date=self.day)

    def facts(self) -> list[Fact]:
        """Every fact that the study finds in it."""
        return extract_facts(self.document())


@dataclass(frozen=True)
class Altered:
    """A text into which characters were put, and where the others came from.

    Attributes:
        raw: The text.
        origin: For each of its characters the offset it had before; None for
            those that were put in.
    """

    raw: str
    origin: tuple[int | None, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span was before; None if it starts or ends with what was put in."""
        first, last = self.origin[start], self.origin[end - 1]
        return None if first is None or last is None else (first, last + 1)


def insert_behind(raw: str, addition: Callable[[str], str]) -> Altered:
    """Put characters behind those of a text.

    Args:
        raw: The text.
        addition: Called with each character; gives what to put behind it.
    """
    pieces: list[str] = []
    origin: list[int | None] = []
    for at, character in enumerate(raw):
        more = addition(character)
        pieces += (character, more)
        origin += (at, *[None] * len(more))
    return Altered("".join(pieces), tuple(origin))


def strewn(raw: str, symbols: Sequence[str], rate: float, seed: int) -> Altered:
    """Strew symbols behind so great a part of the characters, but for ends of lines."""
    chance = random.Random(seed)
    return insert_behind(
        raw,
        lambda c: chance.choice(symbols) if c not in "\r\n" and chance.random() < rate else "",
    )


@cache
def _reading(character: str) -> str:
    return str(lazy_pinyin(character, style=Style.TONE)[0])


def annotated(raw: str, rate: float, seed: int, brackets: str = "()") -> Altered:
    """Put its reading in brackets behind so great a part of the Han characters."""
    chance = random.Random(seed)
    opening, closing = brackets

    def reading(character: str) -> str:
        if HAN.fullmatch(character) and chance.random() < rate:
            return f"{opening}{_reading(character)}{closing}"
        return ""

    return insert_behind(raw, reading)


@cache
def converter(config: str) -> OpenCC:
    """A converter of OpenCC, such as s2twp: to the script and wording of Taiwan."""
    return OpenCC(config)


# --- what two readings of an article must share -----------------------------------------------

_OFFSETS = ("doc", "quote", "raw_start", "raw_end", "sentence_start", "sentence_end")


def stated(fact: Fact) -> dict[str, Any]:
    """All fields of a fact but those that tell where it stands."""
    return {name: value for name, value in asdict(fact).items() if name not in _OFFSETS}


def differences(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Where two readings part, fact by fact, in words.

    Args:
        before: Fields of each fact, in order, `quote` among them.
        after: The same of the other reading.
    """
    if [b["quote"] for b in before] != [a["quote"] for a in after]:
        lost = [b["quote"] for b in before if b not in after]
        found = [a["quote"] for a in after if a not in before]
        yield f"quotes: {lost} became {found}"
        return
    for old, new in zip(before, after, strict=True):
        for name in old:
            if old[name] != new[name]:
                yield f"{old['quote']}: {name} {old[name]!r} became {new[name]!r}"
