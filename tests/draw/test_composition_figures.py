"""The figures of composition, in both languages, whole and for places of which little is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from draw.layout import clipped, overlapping

from study import analyse, draw
from study.analyse import Study
from study.draw.chart import Chart, gid
from study.lexicon.figures import LANGUAGES

Builder = Callable[[pd.DataFrame, str, str], Chart]

FIGURES: dict[str, tuple[Callable[[Study, str], pd.DataFrame], Builder]] = {
    "segments": (lambda s, place: analyse.focus(analyse.links_in(s, place)), draw.segments),
    "tree": (lambda s, place: analyse.members(analyse.links_in(s, place)), draw.tree),
    "network": (lambda s, place: analyse.ties(analyse.links_in(s, place)), draw.network),
    "projects": (lambda s, place: analyse.projects(analyse.links_in(s, place)), draw.projects),
    "ownership": (
        lambda s, place: analyse.ownership(s, analyse.links_in(s, place)),
        draw.ownership,
    ),
    "space": (lambda s, place: analyse.space(analyse.select(s.facts, place)), draw.space),
}
PLACES = ("", "昌平区", "通州区", "北京经开区", "大兴区", "上海市")


def _drawn(figure: str, study: Study, language: str, place: str) -> Chart:
    table, builder = FIGURES[figure]
    return builder(table(study, place), language, place)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_texts_neither_overlap_nor_leave_the_page(
    figure: str, language: str, place: str, study: Study
) -> None:
    chart = _drawn(figure, study, language, place)
    assert not overlapping(chart)
    assert not clipped(chart)
    assert chart.story.title


@pytest.mark.parametrize("figure", FIGURES)
def test_every_row_has_a_mark_that_names_its_evidence(figure: str, study: Study) -> None:
    chart = _drawn(figure, study, "zh", "")
    marks = {artist.get_gid() for artist in chart.findobj() if artist.get_gid()}
    assert {gid(ids) for ids in chart.rows.fact_ids} <= marks


@pytest.mark.parametrize("figure", FIGURES)
def test_saved_twice_the_bytes_are_the_same_and_lead_to_the_quotes(
    figure: str, study: Study, tmp_path: Path
) -> None:
    one = draw.save(_drawn(figure, study, "en", ""), figure, tmp_path / "one", study)
    two = draw.save(_drawn(figure, study, "en", ""), figure, tmp_path / "two", study)
    for first, second in zip(one.files, two.files, strict=True):
        assert first.read_bytes() == second.read_bytes()
    assert "data-facts=" in one.svg


@pytest.mark.parametrize("figure", FIGURES)
def test_a_place_of_which_nothing_is_said_is_told_so(figure: str, study: Study) -> None:
    chart = _drawn(figure, study, "zh", "上海市")
    assert "上海市" in chart.story.title
    assert not chart.story.sources


def test_no_title_rests_on_rows_that_are_not_drawn(study: Study) -> None:
    for figure in FIGURES:
        chart = _drawn(figure, study, "zh", "")
        drawn = {fact for ids in chart.rows.fact_ids for fact in ids}
        assert set(chart.story.rests_on) <= drawn
