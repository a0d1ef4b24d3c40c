"""Figure: the forest plot of claims, both sides of each as intervals, conflicts first."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.claim import Verdict, verdict_words
from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story, gid
from study.draw.grammar import Mark, entries
from study.draw.panels import Group, Panel, Row
from study.draw.rows import kinds_in, rows_chart
from study.draw.stories import empty_story, rows_story
from study.draw.style import KIND_COLORS, in_style
from study.draw.words import (
    after_value,
    amount,
    aside,
    measure_spoken,
    own_segment,
    period,
    places_of,
)
from study.lexicon import label
from study.lexicon.figures import counted, phrase
from study.model import Qualifier, Status


@in_style
def claims(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one panel per verdict, one group per claim, one row per side.

    Args:
        rows: A table of `study.analyse.claim_sides`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows)
    story = _story(ordered, language, place)
    limits = (min(0.0, ordered.index_low.min()), max(100.0, ordered.index_high.max()))
    panels = [_panel(few, limits, language) for _, few in ordered.groupby("verdict", sort=False)]
    shapes = [str(_qualifier(row)) for row in rows_of(ordered)]
    conflict = bool((ordered.verdict == Verdict.CONFLICT).any())
    key = entries(shapes, [Status.ACTUAL] * len(shapes), conflict=conflict)
    return rows_chart(story, ordered, panels, [*kinds_in(ordered), *key])


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Conflicts first, then what cannot be told, then what agrees; by rule and place."""
    order = {str(verdict): number for number, verdict in enumerate(Verdict)}
    keys = ["of_verdict", "rule", "place", "indicator", "claim", "side"]
    frame = rows.assign(of_verdict=rows.verdict.map(order))
    return frame.sort_values(keys, kind="stable", ignore_index=True).drop(columns="of_verdict")


def _panel(rows: pd.DataFrame, limits: tuple[float, float], language: str) -> Panel:
    title = phrase(
        "claims.panel",
        language,
        verdict=_capital(verdict_words(rows.verdict.iloc[0], language)),
        count=rows.claim.nunique(),
    )
    groups = tuple(
        Group(_name(next(rows_of(few)), language), tuple(_row(r, language) for r in rows_of(few)))
        for _, few in rows.groupby("claim", sort=False)
    )
    return Panel(title, groups, limits, partial(amount, unit="%", language=language))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _name(row: TableRow, language: str) -> str:
    """What a claim is about: place or, failing that, nothing, and the measure."""
    measure = measure_spoken(row.indicator, own_segment(row.indicator, row.industry), language)
    if row.rule == "names" and row.subject:
        measure = phrase("common.quoted", language, text=row.subject)
    if not row.place:
        return _capital(measure)
    return phrase("claims.group", language, place=label(row.place, language), measure=measure)


def _qualifier(row: TableRow) -> Qualifier:
    return Qualifier.RANGE if row.low < row.high else Qualifier.EXACT


def _row(row: TableRow, language: str) -> Row:
    ranged = _qualifier(row) == Qualifier.RANGE
    mark = Mark(
        x=(row.index_low + row.index_high) / 2,
        y=0,
        qualifier=_qualifier(row),
        color=KIND_COLORS[row.kind],
        gid=gid(row.fact_ids),
        ends=(row.index_low, row.index_high) if ranged else None,
    )
    bound = row.relation == "≤" and row.side == "left"
    below = phrase("claims.at_most", language) if bound else ""
    return Row(
        label=_row_label(row, language),
        mark=mark,
        value=row.text,
        more=aside([below, after_value(Status.ACTUAL, row.sources, language)], language),
        strong=row.verdict == Verdict.CONFLICT,
        point=row.claim,
        conflict=row.verdict == Verdict.CONFLICT,
    )


def _row_label(row: TableRow, language: str) -> str:
    known = pd.notna(row.start) and pd.notna(row.end)
    day = period(row.start, row.end, language) if known else ""
    kind = "named" if row.rule == "names" and row.side == "left" else row.kind
    return phrase(f"claims.row_{kind}", language, period=day).strip()


def _story(rows: pd.DataFrame, language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("claims", language, place)
    heads = rows.drop_duplicates("claim")
    conflicts = heads[heads.verdict == Verdict.CONFLICT]
    title = _title(rows, heads, conflicts, language)
    first = rows[rows.claim.isin(conflicts.claim.head(1))]
    places = places_of(heads[heads.place != ""], language)
    return rows_story("claims", title, rows, rows_of(first), _told, language, places=places)


def _title(rows: pd.DataFrame, heads: pd.DataFrame, conflicts: pd.DataFrame, language: str) -> str:
    """How many claims conflict, the first of them named; or that none does."""
    all_claims = counted("claim", len(heads), language)
    if len(conflicts):
        left, *_, right = rows_of(rows[rows.claim == conflicts.claim.iloc[0]])
        first = phrase(
            "claims.first" if left.place else "claims.first_event",
            language,
            place=label(left.place, language),
            measure=measure_spoken(
                left.indicator, own_segment(left.indicator, left.industry), language
            ),
            left=left.text,
            right=right.text,
        )
        return phrase(
            "claims.title_conflict",
            language,
            conflicts=len(conflicts),
            claims=all_claims,
            first=first,
        )
    unclear = int((heads.verdict == Verdict.CANNOT_TELL).sum())
    form = "title_agree" if unclear else "title_all"
    return phrase(f"claims.{form}", language, claims=all_claims, open=unclear)


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    return phrase(
        "claims.alt_item",
        language,
        verdict=_capital(verdict_words(row.verdict, language)),
        place=label(row.place, language) if row.place else phrase("claims.nowhere", language),
        measure=measure_spoken(row.indicator, own_segment(row.indicator, row.industry), language),
        row=_row_label(row, language),
        value=row.text,
    )
