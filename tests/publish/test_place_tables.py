"""The page of a place tells what is stated of it, around it and beside it, or that nothing is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from study import analyse
from study.analyse import Study
from study.lexicon.notebooks import sentence
from study.model import StudyError
from study.publish.claim_tables import (
    claim_source,
    claims_answer,
    claims_found,
    claims_table,
    conflicts,
)
from study.publish.parameters import ClaimsParameters, PlaceParameters
from study.publish.place_tables import (
    forums_table,
    organisations_table,
    place_answer,
    place_charts,
    place_frames,
    places_table,
    relation,
)
from study.publish.tables import Prose

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def corpus() -> Study:
    return analyse.load(ROOT / "seeds")


@pytest.mark.parametrize(
    ("other", "place", "known"),
    [
        ("昌平区", "昌平区", "itself"),
        ("国际医疗器械城", "昌平区", "within"),
        ("北京市", "昌平区", "parent"),
        ("通州区", "昌平区", "sibling"),
        ("中关村生命科学园", "国际医疗器械城", "sibling"),
        ("国际医疗器械城", "通州区", ""),
        ("全国", "北京市", ""),
        ("上海市", "北京市", "sibling"),
        ("江苏省", "昌平区", ""),
    ],
)
def test_how_places_lie_to_each_other(other: str, place: str, known: str) -> None:
    assert relation(other, place) == known


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "place",
    ["北京市", "昌平区", "北京经开区", "北京城市副中心", "国际医疗器械城", "怀柔区", "广州市"],
)
def test_any_place_has_a_page(corpus: Study, place: str, language: str) -> None:
    settings = PlaceParameters(place=place, language=language)
    frames = place_frames(corpus, settings)
    charts = place_charts(frames, settings)
    words = repr(place_answer(frames, charts, settings))
    assert words
    assert "{" not in words
    assert len(places_table(frames, language)) == len(frames.places)
    assert set(frames.own.fact_id) <= set(frames.near.fact_id)


def test_a_place_of_which_nothing_is_stated_says_so(corpus: Study) -> None:
    settings = PlaceParameters(place="怀柔区")
    frames = place_frames(corpus, settings)
    charts = place_charts(frames, settings)
    assert frames.own.empty
    assert frames.levels.empty
    assert "No article states a quantity of Huairou District" in repr(
        place_answer(frames, charts, settings)
    )


def test_a_place_leads_its_own_page(corpus: Study) -> None:
    settings = PlaceParameters(place="昌平区")
    charts = place_charts(place_frames(corpus, settings), settings)
    assert charts.scale.story.title.startswith("Changping District put its revenue")
    assert "Changping District" in charts.firms.story.title


def test_what_a_neighbour_states_is_no_finding_of_the_place(corpus: Study) -> None:
    settings = PlaceParameters(place="国际医疗器械城")
    frames = place_frames(corpus, settings)
    words = repr(place_answer(frames, place_charts(frames, settings), settings))
    assert "¥91bn" not in words


def test_the_sources_of_a_claim_mark_every_quote(corpus: Study) -> None:
    settings = ClaimsParameters(place="昌平区")
    found = claims_found(corpus, settings)
    share = next(row for row in found.itertuples() if row.rule == "share" and row.left_low == 70)
    shown = claim_source(corpus, found, ClaimsParameters(place="昌平区", claim=share.claim))
    assert all(f"⟪{quote}⟫" in repr(shown) for quote in ("28个", "40%", "6个", "78个"))
    assert shown._repr_html_().count("<mark>") == 4
    assert len(claims_table(found, "en").table) == len(found)
    assert "0 contradict" in repr(claims_answer(found, "en"))
    assert "No two numbers" in repr(conflicts(corpus, found, "en"))


def test_an_unknown_claim_is_refused_with_the_nearest(corpus: Study) -> None:
    found = claims_found(corpus, ClaimsParameters())
    name = found.claim[0]
    with pytest.raises(StudyError, match=f"did you mean '{name}'"):
        claim_source(corpus, found, ClaimsParameters(claim=name[:-1]))


def test_a_place_tells_who_sits_there_and_what_was_held_there(corpus: Study) -> None:
    settings = PlaceParameters(place="昌平区", language="en")
    organisations = organisations_table(corpus, settings)
    assert isinstance(organisations, pd.DataFrame)
    assert "爱美客" in set(organisations["who or what"])
    forums = forums_table(corpus, settings)
    assert isinstance(forums, pd.DataFrame)
    assert set(forums["formula"]) >= {"1+4+2+N", "1+8+1+N"}
    nowhere = PlaceParameters(place="怀柔区", language="en")
    assert str(organisations_table(corpus, nowhere)) == str(Prose(sentence("none", "en")))
    assert str(forums_table(corpus, nowhere)) == str(Prose(sentence("forums_none", "en")))
