"""Builds the story of a figure from the phrases of its section and what it draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Story
from study.draw.words import scope, sentences
from study.lexicon.figures import counted, phrase


def empty_story(section: str, language: str, place: str = "") -> Story:
    """The story of a figure with nothing to draw, of the place that was asked for."""
    title = phrase(f"{section}.title_none", language, scope=scope(place, language))
    return Story(title, "", title, (), (), language)


def section_story(  # noqa: PLR0913 - a story has these many parts
    section: str,
    title: str,
    told: Iterable[str],
    language: str,
    *,
    sources: Iterable[str],
    said: Iterable[TableRow] = (),
    notes: Iterable[str] = ("note",),
    alt: str = "",
    **slots: object,
) -> Story:
    """The story of a figure whose words are phrases of one section.

    Args:
        section: Section of the phrases "subtitle" and "alt"; the latter has the slots title,
            marks and details.
        title: The finding.
        told: What is drawn, for those who do not see it, a sentence each.
        language: "zh" or "en".
        sources: Articles that the figure rests on.
        said: Rows that the title rests on.
        notes: Names of the phrases below the figure.
        alt: Section of the phrase "alt", where it is another.
        **slots: Values of the slots of subtitle and notes.
    """
    every = list(told)
    return Story(
        title=title,
        subtitle=phrase(f"{section}.subtitle", language, **slots),
        alt=phrase(
            f"{alt or section}.alt",
            language,
            title=title,
            marks=counted("value", len(every), language),
            details=sentences(every, language),
        ),
        notes=tuple(phrase(f"{section}.{note}", language, **slots) for note in notes),
        sources=tuple(sources),
        language=language,
        rests_on=tuple(dict.fromkeys(fact for row in said for fact in row.fact_ids)),
    )


def rows_story(  # noqa: PLR0913, PLR0917 - as above
    section: str,
    title: str,
    rows: pd.DataFrame,
    said: Iterable[TableRow],
    told: Callable[[TableRow, str], str],
    language: str,
    notes: Iterable[str] = ("note",),
    **slots: object,
) -> Story:
    """The story of a figure that tells every plotted row in a sentence.

    Args:
        section: Section of the phrases, as for `section_story`.
        title: The finding.
        rows: The plotted rows.
        said: Those that the title rests on.
        told: One row as a sentence.
        language: "zh" or "en".
        notes: Names of the phrases below the figure.
        **slots: Values of the slots of subtitle and notes.
    """
    return section_story(
        section,
        title,
        (told(row, language) for row in rows_of(rows)),
        language,
        sources=sources_in(rows),
        said=said,
        notes=notes,
        alt=section,
        **slots,
    )


def sources_in(rows: pd.DataFrame) -> tuple[str, ...]:
    """The articles that rows rest on, each once, sorted."""
    return tuple(sorted({source for each in rows.sources for source in each}))


def first_conflict(rows: pd.DataFrame) -> list[TableRow]:
    """The least and the greatest number of the first point on which sources differ, if any."""
    at_odds = rows[rows.agreement == "conflict"]
    if at_odds.empty:
        return []
    low, *_, high = rows_of(at_odds[at_odds.point == at_odds.point.iloc[0]].sort_values("value"))
    return [low, high]
