"""Tables, sentences and sources that 05_claims shows, in its language."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

from study import analyse
from study.analyse import Study
from study.analyse.claim import Verdict, rule_words, verdict_words
from study.analyse.tables import TableRow, rows_of
from study.lexicon import label
from study.lexicon.notebooks import column, sentence
from study.lexicon.places import gazetteer
from study.model import StudyError
from study.model.errors import did_you_mean
from study.publish.parameters import ClaimsParameters
from study.publish.tables import Prose, Sheet, headed


def claims_found(study: Study, settings: ClaimsParameters) -> pd.DataFrame:
    """Claims of a study in the place that was asked for.

    Args:
        study: Tables and articles.
        settings: What was asked for.

    Returns:
        A table of `study.analyse.claims`, conflicts first.
    """
    found = analyse.claims(study, settings.language)
    if not settings.place:
        return found
    return claims_of(found, settings.place)


def claims_of(claims: pd.DataFrame, place: str) -> pd.DataFrame:
    """Claims that speak of a place or of one within it."""
    inside = claims.place.map(lambda each: gazetteer().within(each, place)).astype(bool)
    return claims[inside].reset_index(drop=True)


def claims_answer(claims: pd.DataFrame, language: str) -> Prose:
    """How many claims there are, and how many of each verdict."""
    if claims.empty:
        return Prose(sentence("no_claims", language))
    counts = claims.verdict.value_counts()
    return Prose(
        sentence(
            "claims",
            language,
            claims=len(claims),
            conflict=int(counts.get(str(Verdict.CONFLICT), 0)),
            open=int(counts.get(str(Verdict.CANNOT_TELL), 0)),
            agree=int(counts.get(str(Verdict.AGREE), 0)),
        )
    )


def claims_table(claims: pd.DataFrame, language: str) -> Sheet:
    """Claims as a table to show: verdict, rule, place, both sides and the arithmetic.

    Args:
        claims: A table of `study.analyse.claims`.
        language: "zh" or "en".

    Returns:
        A table indexed by the names of the claims.
    """
    shown = {
        "verdict": [verdict_words(each, language) for each in claims.verdict],
        "rule": [rule_words(each, language) for each in claims.rule],
        "place": [label(each, language) if each else "–" for each in claims.place],
        "indicator": [label(each, language) for each in claims.indicator],
        "left": claims.left_text,
        "relation": claims.relation,
        "right": claims.right_text.where(claims.right_text != "", "–"),
        "arithmetic": claims.arithmetic,
    }
    table = headed(shown, language)
    names = pd.Index(claims.claim.to_list(), name=column("claim", language))
    return Sheet(table.set_axis(names, axis="index"))


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """The sentences that a claim rests on, with its quotes marked.

    Attributes:
        claim: Name of the claim.
        arithmetic: Its reasoning.
        passages: For each sentence its raw text in pieces, each with whether it is a quote, and
            the article it stands in.
    """

    claim: str
    arithmetic: str
    passages: tuple[tuple[tuple[tuple[str, bool], ...], str], ...]

    def __repr__(self) -> str:
        """The reasoning, and the sentences with quotes between ⟪ and ⟫."""
        sentences = (
            "".join(f"⟪{text}⟫" if quote else text for text, quote in pieces) + f"\n— {reference}"
            for pieces, reference in self.passages
        )
        return "\n\n".join([f"{self.claim}: {self.arithmetic}", *sentences])

    def _repr_html_(self) -> str:
        """The same for JupyterLab."""
        quotes = "".join(
            f"<blockquote>{''.join(_html(*piece) for piece in pieces)}"
            f"<footer>— {html.escape(reference)}</footer></blockquote>"
            for pieces, reference in self.passages
        )
        head = f"<p><code>{html.escape(self.claim)}</code> {html.escape(self.arithmetic)}</p>"
        return head + quotes


def _html(text: str, quote: bool) -> str:
    escaped = html.escape(text)
    return f"<mark>{escaped}</mark>" if quote else escaped


@dataclass(frozen=True, slots=True)
class ClaimSources:
    """Several claims with their sentences, or a word that there are none.

    Attributes:
        claims: The claims.
        none: What to say where there are none.
    """

    claims: tuple[ClaimSource, ...]
    none: str

    def __repr__(self) -> str:
        """All of them, one after the other."""
        return "\n\n".join(map(repr, self.claims)) or self.none

    def _repr_html_(self) -> str:
        """The same for JupyterLab."""
        shown = "".join(each._repr_html_() for each in self.claims)
        return shown or f"<p>{html.escape(self.none)}</p>"


def conflicts(study: Study, claims: pd.DataFrame, language: str) -> ClaimSources:
    """Every contradiction with the sentences on both sides."""
    at_odds = claims[claims.verdict == Verdict.CONFLICT]
    sources = tuple(_source(study, row) for row in rows_of(at_odds))
    return ClaimSources(sources, sentence("no_conflict", language))


def claim_source(study: Study, claims: pd.DataFrame, settings: ClaimsParameters) -> ClaimSources:
    """The sentences of the claim that was asked for, else of the first.

    Raises:
        StudyError: If there is no such claim.
    """
    none = sentence("no_claims", settings.language)
    name = settings.claim or next(iter(claims.claim), "")
    if not name:
        return ClaimSources((), none)
    found = claims[claims.claim == name]
    if found.empty:
        near = did_you_mean(name, claims.claim)
        raise StudyError(
            f"{settings.notebook}: no claim {name!r}{near} (see the column claim of the table)"
        )
    return ClaimSources((_source(study, next(rows_of(found))),), none)


def _source(study: Study, claim: TableRow) -> ClaimSource:
    facts = study.facts[study.facts.fact_id.isin(claim.fact_ids)]
    passages = tuple(
        _passage(study, few)
        for _, few in facts.groupby(["label", "doc", "sentence_start"], sort=True)
    )
    return ClaimSource(claim.claim, claim.arithmetic, passages)


def _passage(study: Study, facts: pd.DataFrame) -> tuple[tuple[tuple[str, bool], ...], str]:
    """A raw sentence in pieces, quotes apart, with the name of its article."""
    first = next(rows_of(facts))
    raw = study.articles[first.doc].raw
    at, end = first.sentence_start, int(facts.sentence_end.max())
    pieces: list[tuple[str, bool]] = []
    for row in rows_of(facts.sort_values("raw_start")):
        if row.raw_start < at:
            continue
        pieces += [(raw[at : row.raw_start], False), (raw[row.raw_start : row.raw_end], True)]
        at = row.raw_end
    pieces.append((raw[at:end], False))
    return tuple(pieces), study.source(first.fact_id).reference
