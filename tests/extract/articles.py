"""Articles to try properties on: the seeds, and texts put together from the cases."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from alterations import Article
from cases.casebook import BOOKS, Case, cases
from hypothesis import strategies as st

from study.model import Document, Fact, Script
from study.read import read_paths

ROOT = Path(__file__).parents[2]
SEEDS = 5


@cache
def _seeds() -> tuple[Document, ...]:
    return tuple(read_paths([ROOT / "seeds"]))


def _seed(number: int) -> Article:
    document = _seeds()[number]
    return Article(document.label, document.raw, document.date)


@cache
def _open_cases(*, simplified: bool) -> tuple[Case, ...]:
    """Cases that may be looked at, in either script or in simplified script alone."""
    found = (case for book in BOOKS for case in cases(book) if not case.held_out)
    return tuple(c for c in found if not simplified or _is_simplified(c))


def _is_simplified(case: Case) -> bool:
    return case.document().script is Script.SIMPLIFIED


def _composed(numbers: list[int], *, simplified: bool) -> Article:
    pool = _open_cases(simplified=simplified)
    chosen = [pool[number % len(pool)] for number in numbers]
    return Article(
        name="+".join(case.id for case in chosen),
        raw="\n".join(case.text for case in chosen),
        day=date.fromisoformat(chosen[0].day),
    )


def seed_articles() -> st.SearchStrategy[Article]:
    """One of the five articles."""
    return st.integers(0, SEEDS - 1).map(_seed)


def composed_articles(
    least: int = 1, most: int = 12, *, simplified: bool = False
) -> st.SearchStrategy[Article]:
    """So many cases, each a paragraph, as if published on one day."""
    numbers = st.lists(st.integers(0, 10_000), min_size=least, max_size=most, unique=True)
    return numbers.map(lambda chosen: _composed(chosen, simplified=simplified))


def simplified_articles() -> st.SearchStrategy[Article]:
    """An article in simplified script."""
    seeds = seed_articles().filter(lambda a: a.document().script is Script.SIMPLIFIED)
    return seeds | composed_articles(simplified=True)


@lru_cache(maxsize=512)
def facts_of(article: Article) -> tuple[Fact, ...]:
    """Facts of an article before it is altered."""
    return tuple(article.facts())


# --- symbols ----------------------------------------------------------------------------------

# Signs that prose uses between words or beside numbers, and those that stand for them.
BETWEEN_WORDS = "+/&•·|→~"
IN_PROSE = BETWEEN_WORDS + "−×÷<>=$€£¥￥°℃℉№^`#*@\\_{}%‰‧∙・〜∼≥≤≈≧≦←↑↓⇒➡′″†‡§¶"


def _usual(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


# Ideographs and unit signs that only look like ■ to Unicode: radicals, ㎏, ㏄.
_LETTERS = "".join(map(chr, (*range(0x2E80, 0x2FE0), *range(0x3371, 0x3400))))

FOREIGN = st.characters(
    categories=("So", "Sk", "Sm", "Sc", "Co", "Cf"), exclude_characters=IN_PROSE + _LETTERS
).filter(lambda character: not set(_usual(character)) & set(IN_PROSE))


def signs_not_in(article: Article, signs: str) -> list[str]:
    """Those signs that an article does not use itself, in whatever width."""
    used = set(_usual(article.raw)) | set(article.raw)
    return [sign for sign in signs if sign not in used and _usual(sign) not in used]
