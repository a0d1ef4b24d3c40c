"""One schema refuses every mistake, in one line that tells what to do."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.model import StudyError
from study.publish.parameters import (
    GrowthParameters,
    Scalar,
    SourcesParameters,
    all_schemas,
    default_of,
    label_of,
    rule_of,
)

pytestmark = pytest.mark.usefixtures("study")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"plcae": "通州区"}, "no parameter 'plcae'; did you mean 'place'?"),
        ({"place": "通州"}, "a place of the lexicon, not '通州'; did you mean '通州区'?"),
        ({"place": "通洲区"}, "not '通洲区'; did you mean '通州区'?"),
        ({"place": "亦庄"}, "did you mean '北京经开区'?"),
        ({"place": 0}, "'place' must be text, not the number 0; put it in quotes"),
        ({"place": None}, "'place' must be text, not the value None"),
        ({"industry": "新药"}, "a segment of the lexicon, not '新药'; did you mean '创新药'?"),
        ({"first_year": "2020"}, "'first_year' must be a whole number, not the text '2020'"),
        ({"first_year": True}, "'first_year' must be a whole number, not the value True"),
        ({"first_year": 2020.0}, "'first_year' must be a whole number, not the number 2020.0"),
        ({"first_year": 1800}, "'first_year' must lie between 1900 and 2100, not 1800"),
        ({"first_year": 2030, "last_year": 2020}, "'first_year' (2030) lies after 'last_year'"),
        ({"language": "fr"}, "'language' must be en or zh, not 'fr'"),
        ({"language": "eng"}, "not 'eng'; did you mean 'en'?"),
        ({"seeds": "sedes"}, "'seeds': no folder 'sedes'"),
        ({"seeds": ""}, "'seeds' must not be empty"),
    ],
)
def test_mistakes_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(StudyError) as caught:
        GrowthParameters.check(**values)
    assert message in str(caught.value)
    assert str(caught.value).startswith("02_growth: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("article", "message"),
    [
        ("001", "must be an article of seeds, not '001'; did you mean '000'?"),
        ("frist", "not 'frist'; did you mean 'first'?"),
        (0, "must be text, not the number 0; put it in quotes"),
    ],
)
def test_an_article_is_refused_before_any_is_read(
    study: Path, article: object, message: str
) -> None:
    for name in ("000", "first"):
        (study / "seeds" / f"{name}.txt").write_text("文", encoding="utf-8")
    assert SourcesParameters.check(article="first").article == "first"
    with pytest.raises(StudyError) as caught:
        SourcesParameters.check(article=article)
    assert str(caught.value).startswith("01_sources: parameter 'article' ")
    assert message in str(caught.value)


def test_good_values_come_back_frozen() -> None:
    settings = GrowthParameters.check(place="通州区", language="zh", first_year=2020)
    assert (settings.place, settings.language, settings.first_year) == ("通州区", "zh", 2020)
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.place = "昌平区"  # type: ignore[misc]


def test_a_mistake_shows_as_one_line_in_a_notebook() -> None:
    with pytest.raises(StudyError) as caught:
        SourcesParameters.check(language="fr")
    assert caught.value._render_traceback_() == [
        "study: 01_sources: parameter 'language' must be en or zh, not 'fr'"
    ]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("place", "000", "000"), ("first_year", "2020", 2020), ("place", "", ""), ("seeds", "1", "1")],
)
def test_typed_text_takes_the_type_of_the_parameter(name: str, text: str, value: Scalar) -> None:
    read = GrowthParameters.from_text(name, text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("text", ["", "twenty", "2020.5", "true"])
def test_typed_text_of_another_type_is_refused(text: str) -> None:
    with pytest.raises(StudyError, match="'first_year' must be a whole number"):
        GrowthParameters.from_text("first_year", text)


@pytest.mark.parametrize(
    ("values", "folder"),
    [
        ({}, "figures"),
        ({"language": "zh"}, "figures"),
        ({"place": "通州区"}, "build/figures/place=通州区"),
        ({"place": "通州区", "language": "zh"}, "build/figures/place=通州区"),
        ({"last_year": 2030, "place": "通州区"}, "build/figures/place=通州区,last_year=2030"),
        ({"figures": "drawn/here"}, "drawn/here"),
        ({"figures": "drawn", "place": "通州区"}, "drawn"),
    ],
)
def test_only_the_defaults_draw_into_the_committed_folder(
    study: Path, values: dict[str, object], folder: str
) -> None:
    assert GrowthParameters.check(**values).figures_folder == study / folder


def test_other_seeds_draw_elsewhere(study: Path, tmp_path: Path) -> None:
    settings = SourcesParameters.check(seeds=str(tmp_path))
    assert settings.seeds_folder == tmp_path
    assert settings.figures_folder.parent == study / "build" / "figures"


def test_shown_settings_hold_no_path_of_the_machine(study: Path) -> None:
    settings = GrowthParameters.check(place="通州区")
    shown = repr(settings) + settings._repr_html_()
    assert str(study) not in shown
    assert "<td>place</td><td>通州区</td>" in shown
    assert "every segment" in shown


@given(
    st.dictionaries(
        st.sampled_from(["place", "seeds", "first_year"]), st.text(max_size=200), min_size=1
    )
)
def test_a_label_is_a_name_of_one_folder(values: dict[str, Scalar]) -> None:
    label = label_of(values)
    assert len(label.encode()) < 200
    assert label not in {"", ".", ".."}
    assert not set(label) & set('/\\:*?"<>|\n\0 ')


@given(st.text(max_size=80), st.text(max_size=80))
def test_different_values_have_different_labels(one: str, other: str) -> None:
    assert (label_of({"seeds": one}) == label_of({"seeds": other})) == (one == other)


def test_every_default_passes_and_every_parameter_is_explained() -> None:
    for schema in all_schemas().values():
        settings = schema.check()
        assert settings.changed() == {}
        for parameter in schema.schema():
            assert rule_of(parameter).help
            assert default_of(parameter) != "" or rule_of(parameter).empty
