"""The hand-made articles and sentences with their answers, and how answers are compared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from study.extract.links import extract_links
from study.extract.organisations import extract_organisations
from study.model import Document
from study.read import read_text

HERE = Path(__file__).parent
DAY = date(2024, 5, 1)

Key = tuple[str, ...]


@dataclass
class Score:
    """Hits, misses and false finds.

    Attributes:
        hits: What was asked for and found.
        missed: What was asked for and not found.
        false: What was found and not asked for.
    """

    hits: set[Key] = field(default_factory=set)
    missed: set[Key] = field(default_factory=set)
    false: set[Key] = field(default_factory=set)

    @property
    def recall(self) -> float:
        """Share of what was asked for that was found."""
        return len(self.hits) / max(1, len(self.hits) + len(self.missed))

    @property
    def precision(self) -> float:
        """Share of what was found that was asked for."""
        return len(self.hits) / max(1, len(self.hits) + len(self.false))

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * len(self.hits) + len(self.missed) + len(self.false)
        return 2 * len(self.hits) / max(1, total)

    def add(self, asked: set[Key], found: set[Key]) -> None:
        """Count one article."""
        self.hits |= asked & found
        self.missed |= asked - found
        self.false |= found - asked

    def told(self) -> str:
        """What went wrong, a line each."""
        wrong = [("missed", key) for key in sorted(self.missed)]
        wrong += [("false", key) for key in sorted(self.false)]
        return "\n".join(f"{what} {' '.join(key)}" for what, key in wrong)


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The lines of a book of answers."""
    lines = (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def plain(name: str) -> str:
    """A name without spaces, brackets and quotation marks."""
    return re.sub(r"[\s“”\"'‘’《》()（）·、]", "", name)


def document_of(row: dict[str, Any]) -> Document:
    """An article as the study reads it."""
    return read_text(row["text"], doc=row["id"], date=date.fromisoformat(row["date"]))


def one_name(row: dict[str, Any]) -> Callable[[str], str]:
    """What folds the names that the answers give one organisation."""
    known = {
        plain(name): plain(each["name"])
        for each in row["organisations"]
        for name in (each["name"], *each.get("aliases", ()))
    }
    return lambda name: known.get(plain(name), plain(name))


def score_organisations(articles: Iterable[dict[str, Any]], kind: str = "") -> Score:
    """Organisations of one kind, or of all, with their kinds."""
    score = Score()
    for row in articles:
        fold = one_name(row)
        asked = {(row["id"], fold(o["name"]), o["kind"]) for o in row["organisations"]}
        organisations = extract_organisations(document_of(row))
        found = {(row["id"], _folded(o.name, o.aliases, fold), str(o.kind)) for o in organisations}
        score.add(_of(asked, kind), _of(found, kind))
    return score


def _folded(name: str, aliases: Iterable[str], fold: Callable[[str], str]) -> str:
    """A name as the answers give it, if they give it by any of its aliases."""
    names = (name, *aliases)
    return next((fold(each) for each in names if fold(each) != plain(each)), fold(name))


def _of(keys: set[Key], kind: str) -> set[Key]:
    return {key for key in keys if not kind or key[-1] == kind}


def score_links(articles: Iterable[dict[str, Any]], kind: str) -> Score:
    """Links of one type."""
    score = Score()
    for row in articles:
        fold = one_name(row)
        asked = {(row["id"], fold(h), fold(t)) for k, h, t in row["links"] if k == kind}
        links = extract_links(document_of(row))
        found = {
            (row["id"], fold(each.head), fold(each.tail)) for each in links if each.type == kind
        }
        score.add(asked, found)
    return score


def score_sentences() -> Score:
    """Organisations of single sentences, with their kinds."""
    score = Score()
    for number, row in enumerate(rows("sentences")):
        document = read_text(row["text"], doc=f"s{number}", date=DAY)
        asked = {(str(number), *each) for each in row["organisations"]}
        organisations = extract_organisations(document)
        score.add(asked, {(str(number), o.name, str(o.kind)) for o in organisations})
    return score
