"""Figures of forums, in both languages: on the seeds, on many hand-made articles, on none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from cases.forum_cases import forum_cases
from draw.layout import clipped, overlapping

from study import analyse, draw
from study.analyse import Study, study_of
from study.analyse.forum_select import ForumFrames
from study.draw.chart import Chart, gid
from study.extract import extract_facts
from study.extract.forums import extract_forums
from study.lexicon.figures import LANGUAGES
from study.read import read_text

BUILDERS: dict[str, Callable[[ForumFrames, str], Chart]] = {
    "anatomy": lambda f, language: draw.forum_anatomy(f.parts, f.forums, language),
    "edits": lambda f, language: draw.forum_edits(f.edits, f.forums, language),
    "calendar": lambda f, language: draw.forum_calendar(f.calendar, f.forums, language),
    "roles": lambda f, language: draw.forum_roles(f.roles, f.forums, language),
    "themes": lambda f, language: draw.forum_themes(f.parts, f.forums, language),
    "outputs": lambda f, language: draw.forum_outputs(f.amounts, f.forums, language),
}
every_figure = pytest.mark.parametrize("figure", BUILDERS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def _crowd() -> Study:
    """Hand-made articles about forums of fourteen styles."""
    documents = [read_text(c["text"], doc=c["id"], date=c["date"]) for c in forum_cases()[:14]]
    facts = {each.doc: extract_facts(each) for each in documents}
    forums = [forum for each in documents for forum in extract_forums(each, facts[each.doc])]
    return study_of(documents, [fact for found in facts.values() for fact in found], forums)


def _clean(chart: Chart) -> None:
    assert not overlapping(chart)
    assert not clipped(chart)


def _marks(chart: Chart) -> set[str]:
    named = {artist.get_gid() for artist in chart.findobj() if artist.get_gid()}
    return {name for name in named if name.startswith("fact-")}


@every_figure
@every_language
def test_figures_of_the_seeds_are_clean_and_every_mark_is_known(
    figure: str, language: str, seed_study: Study
) -> None:
    chart = BUILDERS[figure](analyse.forum_frames(seed_study), language)
    _clean(chart)
    assert _marks(chart)
    assert _marks(chart) <= {gid(ids) for ids in chart.rows.fact_ids}
    known = set(seed_study.statements.fact_id)
    assert {i for ids in chart.rows.fact_ids for i in ids} <= known


@every_figure
@every_language
def test_figures_of_many_articles_stay_clean(figure: str, language: str) -> None:
    chart = BUILDERS[figure](analyse.forum_frames(_crowd()), language)
    _clean(chart)
    assert chart.story.title


@every_figure
@every_language
def test_no_forum_is_said_in_the_title(figure: str, language: str) -> None:
    document = read_text("甲市有企业12家。", doc="none")
    chart = BUILDERS[figure](analyse.forum_frames(study_of([document], [])), language)
    _clean(chart)
    assert chart.story.title


@every_language
def test_words_are_drawn_for_the_chosen_articles(language: str, seed_study: Study) -> None:
    frames = analyse.forum_frames(seed_study, ["003"])
    chart = draw.forum_words(analyse.forum_words(seed_study), frames.forums, language)
    _clean(chart)
    assert set(chart.rows.label) == {"003"}


def test_a_figure_of_forums_is_saved_with_its_spans(seed_study: Study, tmp_path: Path) -> None:
    frames = analyse.forum_frames(seed_study, ["000", "002"])
    chart = draw.forum_roles(frames.roles, frames.forums, "en")
    saved = draw.save(chart, "roles", tmp_path, seed_study)
    svg = saved.files[0].read_text("utf-8")
    assert "市科协" in svg, "marks show the quotes that name the hosts"
    again = draw.save(chart, "roles", tmp_path / "again", seed_study)
    assert [path.read_bytes() for path in saved.files] == [p.read_bytes() for p in again.files]


@pytest.mark.parametrize("labels", [["000"], ["000", "002"], []])
def test_one_two_or_all_forums_can_be_chosen(labels: list[str], seed_study: Study) -> None:
    frames = analyse.forum_frames(seed_study, labels)
    assert set(frames.forums.label) == set(labels or ["000", "001", "002", "003", "004"])
    assert bool(len(frames.edits)) is (labels != ["000"])
