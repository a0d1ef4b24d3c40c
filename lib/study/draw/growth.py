"""Figure: growth as stated, as implied by stated levels, and as needed to reach targets."""

from __future__ import annotations

from functools import partial

import pandas as pd

from study.analyse.tables import TableRow, rows_of
from study.draw.chart import Chart, Story, gid
from study.draw.grammar import Mark, entries
from study.draw.panels import Group, Panel, Row
from study.draw.rows import caveats, kinds_in, rows_chart
from study.draw.stories import empty_story, rows_story
from study.draw.style import KIND_COLORS, in_style
from study.draw.words import (
    after_value,
    amount,
    aside,
    measure,
    measure_spoken,
    places_of,
    scope,
    spread,
    years,
)
from study.lexicon import label
from study.lexicon.figures import mid_sentence, phrase, qualified
from study.model import Qualifier, Status

_SERIES = ["industry", "indicator"]
_YEARLY = ("average", "yoy")
# Rates nearer to each other than this, in percentage points, are told as alike.
_ALIKE = 1.0


@in_style
def growth(rows: pd.DataFrame, language: str, place: str = "") -> Chart:
    """Draw one panel per place, all on one scale, one row per rate.

    Args:
        rows: A table of `study.analyse.growth`.
        language: "zh" or "en".
        place: Place that was asked for, named where there is nothing to draw.

    Returns:
        The chart; marks carry the ids of the facts they stand for.
    """
    ordered = _ordered(rows)
    kind, said = _finding(ordered)
    if said:  # the place that the title is about comes first
        others = ordered.place != said[0].place
        ordered = pd.concat([ordered[~others], ordered[others]], ignore_index=True)
    story = _story(ordered, kind, said, language, place)
    limits = (min(0.0, ordered.low.min()), max(1.0, ordered.high.max()))
    panels = [
        _panel(of_place, limits, story, language)
        for _, of_place in ordered.groupby("place", sort=False)
    ]
    statuses = [_status(kind) for kind in ordered.kind]
    key = [*kinds_in(ordered), *entries(ordered.qualifier, statuses)]
    return rows_chart(story, ordered, panels, key)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Places of which most is known first; within a measure what is stated, implied, needed."""
    size = rows.groupby("place").place.transform("size")
    kinds = rows.kind.map({kind: number for number, kind in enumerate(KIND_COLORS)})
    frame = rows.assign(of_place=-size, of_kind=kinds)
    keys = ["of_place", "place", *_SERIES, "of_kind", "to_year", "from_year", "low"]
    frame = frame.sort_values(keys, kind="stable", ignore_index=True)
    return frame.drop(columns=["of_place", "of_kind"])


def _status(kind: str) -> Status:
    return Status.TARGET if kind == "needed" else Status.ACTUAL


def _panel(rows: pd.DataFrame, limits: tuple[float, float], story: Story, language: str) -> Panel:
    """The panel of one place."""
    groups = tuple(
        Group(
            _measure(series.indicator.iloc[0], series.industry.iloc[0], language),
            tuple(_row(row, story, language) for row in rows_of(series)),
        )
        for _, series in rows.groupby(_SERIES, sort=False)
    )
    tick = partial(amount, unit="%", language=language)
    return Panel(label(rows.place.iloc[0], language), groups, limits, tick)


def _measure(indicator: str, industry: str, language: str) -> str:
    return measure(indicator or "growth_rate", industry, language)


def _row(row: TableRow, story: Story, language: str) -> Row:
    mark = Mark(
        x=row.value,
        y=0,
        qualifier=row.qualifier,
        status=_status(row.kind),
        color=KIND_COLORS[row.kind],
        gid=gid(row.fact_ids),
        ends=(row.low, row.high) if row.qualifier == Qualifier.RANGE else None,
    )
    more = [*caveats(row, language), after_value(Status.ACTUAL, row.sources, language)]
    return Row(
        label=_row_label(row, language),
        mark=mark,
        value=_rate(row, language),
        more=aside(more, language),
        strong=set(row.fact_ids) <= set(story.rests_on),
    )


def _row_label(row: TableRow, language: str) -> str:
    return phrase(f"growth.row_{row.kind}", language, period=_period(row)).strip()


def _period(row: TableRow) -> str:
    """Years that a rate covers; levels are those of two years, and an arrow joins them."""
    if pd.isna(row.from_year) or pd.isna(row.to_year):
        return ""
    if row.kind == "stated":
        return years(row.from_year + 1, row.to_year)
    return f"{row.from_year}→{row.to_year}" if row.from_year < row.to_year else str(row.to_year)


def _rate(row: TableRow, language: str) -> str:
    """Write a rate with its measure; what is computed is rounded to one decimal."""
    ends = [row.value, row.low, row.high]
    # Twelve digits first, so that 13.75 computed as 13.7499999999999 is not rounded down.
    rounded = [round(float(f"{end:.12g}"), 1) for end in ends]
    value, low, high = ends if row.kind == "stated" else rounded
    if row.qualifier == Qualifier.RANGE:
        text = spread(low, high, "%", language)
    else:
        text = qualified(amount(value, "%", language), row.qualifier, language)
    return phrase(f"growth.{row.measure}", language, rate=text)


def _story(rows: pd.DataFrame, kind: str, said: list[TableRow], language: str, place: str) -> Story:
    if rows.empty:
        return empty_story("growth", language, place)
    firsts, lasts = rows.from_year.dropna(), rows.to_year.dropna()
    span = years(firsts.min(), lasts.max()) if len(lasts) and len(firsts) else ""
    needed = {"mixed": rows.mixed_indicators.any(), "segment": rows.segment_assumed.any()}
    notes = ["note", *(f"note_{name}" for name, used in needed.items() if used)]
    return rows_story(
        "growth",
        _title(kind, said, language, place),
        rows,
        said,
        _told,
        language,
        notes,
        places=places_of(rows, language),
        period=phrase("common.year_spoken", language, year=span),
    )


def _told(row: TableRow, language: str) -> str:
    """One row as a sentence of the description."""
    return phrase(
        "growth.alt_item",
        language,
        place=label(row.place, language),
        measure=mid_sentence(_measure(row.indicator, row.industry, language), language),
        row=_row_label(row, language),
        value=_rate(row, language),
    )


def _finding(rows: pd.DataFrame) -> tuple[str, list[TableRow]]:
    """What the title says, and the rows it rests on: the first of these that the rows bear out.

    Growth needed for a target against growth stated of the same measure; growth needed; growth
    implied, the latest of the first place; growth stated.
    """
    yearly = rows[rows.measure.isin(_YEARLY)]
    needed = yearly[yearly.kind == "needed"]
    stated = yearly[yearly.kind == "stated"]
    for need in rows_of(needed):
        like = stated[
            (stated.place == need.place)
            & (stated.industry == need.industry)
            & (stated.indicator == need.indicator)
        ].sort_values("to_year")
        if len(like) and not need.mixed_indicators:
            said = next(rows_of(like.tail(1)))
            return _compared(need, said), [need, said]
    for kind, found in (("needed", needed), ("implied", yearly[yearly.kind == "implied"])):
        of_place = found[found.place.isin(found.place.head(1))].sort_values("to_year")
        if len(of_place):
            return kind, list(rows_of(of_place.tail(1)))
    said = rows[rows.kind == "stated"]
    if said.empty:
        return "none", []
    row = next(rows_of(said))
    return "stated" if _period(row) else "undated", [row]


def _compared(need: TableRow, said: TableRow) -> str:
    """Whether a target needs more growth than is stated, less, or about as much."""
    if need.low > said.high + _ALIKE:
        return "more"
    return "less" if need.high < said.low - _ALIKE else "like"


def _title(kind: str, said: list[TableRow], language: str, place: str) -> str:
    if not said:
        return phrase("growth.title_none", language, scope=scope(place, language))
    first, last = said[0], said[-1]
    indicator = first.indicator or "growth_rate"
    segment = first.industry if language == "zh" else ""
    return phrase(
        f"growth.title_{kind}",
        language,
        place=label(first.place, language),
        measure=measure_spoken(indicator, segment, language),
        rate=_rate(first, language),
        other=_rate(last, language),
        period=_period(first),
        to=first.to_year,
    )
