"""Applies a person's corrections to the facts of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from study.extract.facts import extract_facts
from study.lexicon.loader import data
from study.model import Document, Fact, Qualifier, Status, StudyError
from study.model.errors import did_you_mean
from study.read.corrections import CORRECTIONS_NAME, Correction, Value, read_corrections
from study.read.sources import ARTICLE_SUFFIXES, catalogue_of

_NUMBERS = ("value", "low", "high")
_DAYS = ("start", "end")
_TEXTS = ("unit", "counter", "indicator", "subject", "place", "industry", "event", "of")
_CODES = {"qualifier": Qualifier, "status": Status}
FIELDS = (*_NUMBERS, *_DAYS, *_TEXTS, *_CODES)


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction with the fact it changed.

    Attributes:
        correction: What was corrected.
        fact_id: The fact.
        before: What extraction had read.
    """

    correction: Correction
    fact_id: str
    before: Value


def corrected_facts(document: Document) -> tuple[list[Fact], list[AppliedCorrection]]:
    """Extract the facts of an article and apply the corrections of its folder.

    Args:
        document: The article as read.

    Returns:
        The facts in the order of the text, and what was corrected of them.

    Raises:
        StudyError: If the corrections cannot be read, one names no article of its folder, its
            quote no longer occurs or states no fact, its field or value is wrong, or extraction
            no longer differs from it.
    """
    return corrected(document, extract_facts(document))


def corrected(
    document: Document, facts: Sequence[Fact]
) -> tuple[list[Fact], list[AppliedCorrection]]:
    """Apply the corrections of an article's folder to its facts.

    Args:
        document: The article as read.
        facts: Its facts as extracted.

    Returns:
        As `corrected_facts`.

    Raises:
        StudyError: As `corrected_facts`.
    """
    if not document.path:
        return list(facts), []
    return apply(document, facts, _corrections_of(Path(document.path).parent))


def apply(
    document: Document, facts: Sequence[Fact], corrections: Sequence[Correction]
) -> tuple[list[Fact], list[AppliedCorrection]]:
    """Apply those of some corrections that name an article.

    Args:
        document: The article.
        facts: Its facts.
        corrections: Corrections, those of other articles too.

    Returns:
        As `corrected_facts`.

    Raises:
        StudyError: As `corrected_facts`.
    """
    kept, applied = list(facts), []
    for each in corrections:
        if each.article in (document.doc, document.label):
            at = _fact_of(each, document, kept)
            before = getattr(kept[at], each.field)
            kept[at] = _changed(each, kept[at])
            applied.append(AppliedCorrection(each, kept[at].fact_id, before))
    return kept, applied


def _corrections_of(folder: Path) -> tuple[Correction, ...]:
    path = folder / CORRECTIONS_NAME
    return _read(folder, path.stat().st_mtime_ns) if path.is_file() else ()


@cache
def _read(folder: Path, changed: int) -> tuple[Correction, ...]:
    del changed  # part of the key alone: corrections that were edited are read again
    corrections = read_corrections(folder)
    files = [path for path in folder.iterdir() if path.suffix.lower() in ARTICLE_SUFFIXES]
    known = {path.stem for path in files} | {entry.id for entry in catalogue_of(folder).values()}
    for each in corrections:
        _refuse_unknown(each, known)
    return corrections


def _refuse_unknown(correction: Correction, articles: set[str]) -> None:
    where = _where(correction)
    if correction.article not in articles:
        near = did_you_mean(correction.article, articles)
        raise StudyError(f"{where}: no article {correction.article!r} beside it{near}")
    if correction.field not in FIELDS:
        near = did_you_mean(correction.field, FIELDS) or f"; fields are {', '.join(FIELDS)}"
        raise StudyError(f"{where}: no field {correction.field!r} that can be corrected{near}")


def _where(correction: Correction) -> str:
    return f"{CORRECTIONS_NAME}: correction {correction.name!r}"


def _fact_of(correction: Correction, document: Document, facts: Sequence[Fact]) -> int:
    """Number of the fact that a correction speaks of."""
    where = _where(correction)
    if correction.quote not in document.raw:
        raise StudyError(
            f"{where}: the quote {correction.quote!r} no longer occurs in article "
            f"{correction.article}; mend the quote, or remove the correction"
        )
    same = [number for number, fact in enumerate(facts) if fact.quote == correction.quote]
    if len(same) < correction.occurrence:
        raise StudyError(
            f"{where}: article {correction.article} states {len(same)} facts with the quote "
            f"{correction.quote!r}, not {correction.occurrence}; mend quote or occurrence, or "
            "remove the correction"
        )
    return same[correction.occurrence - 1]


def _changed(correction: Correction, fact: Fact) -> Fact:
    """The fact with its field corrected."""
    value = _checked(correction)
    if getattr(fact, correction.field) == value:
        raise StudyError(
            f"{_where(correction)}: extraction already reads {correction.field} as "
            f"{correction.value!r}; remove the correction"
        )
    changed: dict[str, Any] = {correction.field: value}
    return replace(fact, **changed)


def _checked(correction: Correction) -> Value:
    """The value as its field holds it."""
    name, value, where = correction.field, correction.value, _where(correction)
    if name in _DAYS:
        if value is None or type(value) is date:
            return value
        raise StudyError(f"{where}: {name} should be a day like 2024-11-22, not {value!r}")
    if name in _NUMBERS:
        if type(value) in (int, float) or (value is None and name != "value"):
            return None if value is None else float(str(value))
        raise StudyError(f"{where}: {name} should be a number, not {value!r}")
    if not isinstance(value, str):
        raise StudyError(f"{where}: {name} should be text in quotes, not {value!r}")
    known = _known(name)
    if known and value not in known:
        near = did_you_mean(value, known)
        raise StudyError(f"{where}: {name} should be a code, not {value!r}{near}")
    return _CODES[name](value) if name in _CODES else value


def _known(name: str) -> set[str]:
    """The codes that a field may hold; none where it may hold any text."""
    if name in _CODES:
        return {str(code) for code in _CODES[name]}
    if name == "indicator":
        return set(data("indicators")["codes"])
    return {unit["code"] for unit in data("units")["units"]} if name == "unit" else set()
