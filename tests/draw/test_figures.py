"""Every figure, in both languages, on the seeds and on studies that strain it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from crowds import CROWDS, contradictory, shrinking
from draw.layout import boxes, clipped, overlapping
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from samples import firms_of, money, study_with

from study import analyse, draw
from study.analyse import Study
from study.draw import fonts
from study.draw.chart import Chart, gid
from study.draw.grammar import Mark, draw_mark
from study.draw.style import VERMILLION
from study.lexicon.figures import LANGUAGES, phrase
from study.model import StudyError

TABLES: dict[str, Callable[[Study], pd.DataFrame]] = {
    "coverage": analyse.coverage,
    "scale": lambda study: analyse.scale(study.facts),
    "firms": lambda study: analyse.firms(study.facts),
    "growth": lambda study: analyse.growth(study.facts),
    "progress": lambda study: analyse.progress(study.facts),
    "part_shares": analyse.part_shares,
    "composition": lambda study: analyse.composition(study.facts),
    "approvals": analyse.approvals,
    "claims": lambda study: analyse.claim_sides(analyse.claims(study)),
}
BUILDERS: dict[str, Callable[[pd.DataFrame, str], Chart]] = {
    "coverage": draw.coverage,
    "scale": draw.scale,
    "firms": draw.firms,
    "growth": draw.growth,
    "progress": draw.progress,
    "part_shares": draw.part_shares,
    "composition": draw.composition,
    "approvals": draw.approvals,
    "claims": draw.claims,
}
of_places = pytest.mark.parametrize("figure", [name for name in TABLES if name != "coverage"])
every_figure = pytest.mark.parametrize("figure", TABLES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def drawn(figure: str, study: Study, language: str) -> Chart:
    return BUILDERS[figure](TABLES[figure](study), language)


def assert_clean(chart: Chart) -> None:
    assert not overlapping(chart)
    assert not clipped(chart)


def marks(chart: Figure) -> set[str]:
    named = {artist.get_gid() for artist in chart.findobj() if artist.get_gid()}
    return {name for name in named if name.startswith("fact-")}


@every_figure
@every_language
def test_texts_neither_overlap_nor_leave_the_page(figure: str, language: str, study: Study) -> None:
    assert_clean(drawn(figure, study, language))


@every_figure
@every_language
@pytest.mark.parametrize("crowd", CROWDS)
def test_strained_figures_stay_clean(figure: str, language: str, crowd: str) -> None:
    chart = drawn(figure, CROWDS[crowd](), language)
    assert_clean(chart)
    assert chart.story.title


@every_figure
@every_language
def test_every_row_has_a_mark_named_by_its_facts(figure: str, language: str, study: Study) -> None:
    chart = drawn(figure, study, language)
    assert marks(chart) == {gid(ids) for ids in chart.rows.fact_ids if ids}


@every_figure
@every_language
def test_an_empty_table_says_so(figure: str, language: str, study: Study) -> None:
    nothing = TABLES[figure](study).iloc[:0]
    chart = BUILDERS[figure](nothing, language)
    assert_clean(chart)
    assert [text for text, _ in boxes(chart)] == [fonts.typeset(chart.story.title)]
    assert not marks(chart)


@of_places
def test_an_empty_table_names_the_place_that_was_asked_for(figure: str, study: Study) -> None:
    nothing = TABLES[figure](study).iloc[:0]
    builder: Callable[..., Chart] = BUILDERS[figure]
    assert "通州区" in builder(nothing, "zh", "通州区").story.title
    assert "Tongzhou" in builder(nothing, "en", "通州区").story.title


@every_figure
@every_language
def test_story_tells_source_and_description(figure: str, language: str, study: Study) -> None:
    chart = drawn(figure, study, language)
    story = chart.story
    assert story.title in story.alt
    assert len(story.alt) > len(story.title) + 50
    labels = {fact[:3] for ids in chart.rows.fact_ids for fact in ids}
    assert {source[:3] for source in story.sources} == labels
    shown = " ".join(text for text, _ in boxes(chart))
    assert all(source.split(" ")[-1] in shown for source in story.sources)


@every_figure
def test_a_builder_leaves_its_table_and_the_settings_alone(figure: str, study: Study) -> None:
    import matplotlib as mpl  # noqa: PLC0415

    table = TABLES[figure](study)
    before, settings = table.copy(deep=True), dict(mpl.rcParams)
    BUILDERS[figure](table, "en")
    pd.testing.assert_frame_equal(table, before)
    assert dict(mpl.rcParams) == settings


@of_places
def test_the_order_of_rows_changes_nothing(figure: str, study: Study) -> None:
    table = TABLES[figure](study)
    shuffled = table.sample(frac=1, random_state=1)
    one, other = (BUILDERS[figure](each, "zh") for each in (table, shuffled))
    assert [(text, box.bounds) for text, box in boxes(one)] == [
        (text, box.bounds) for text, box in boxes(other)
    ]


def test_titles_of_the_seeds(study: Study) -> None:
    titles = {
        (figure, language): drawn(figure, study, language).story.title
        for figure in TABLES
        for language in LANGUAGES
    }
    assert titles["scale", "en"] == (
        "Beijing put its industry scale in medicine and health at ¥976.1bn in 2023 "
        "and aims for ¥1.25trn by 2026"
    )
    assert titles["scale", "zh"] == "北京市医药健康产业规模2023年9761亿元\uff0c目标2026年1.25万亿元"
    assert titles["firms", "en"] == (
        "Beijing aims for over 500 specialised firms by 2025, up from 454"
    )
    assert titles["growth", "en"] == (
        "Changping District must grow 9.9% to hit its 2024 revenue target, "
        "about the 10% a year it reports"
    )
    assert titles["progress", "en"] == (
        "Beijing has reached 97.6% of its 2024 target for industry scale, "
        "and Changping District 70–80% of its 2024 target for industry scale"
    )
    assert titles["part_shares", "en"] == (
        "Changping District’s 40% of Beijing’s approved devices implies 70 in Beijing "
        "on 22 November 2024; 78 are stated for 15 April 2025"
    )
    assert titles["composition", "en"] == (
        "Beijing put its 2024 output value at about ¥185bn in pharmaceutical manufacturing "
        "and ¥35bn in medical devices"
    )
    assert titles["approvals", "zh"] == "北京市累计获批医疗器械78个\uff0c昌平区28个"
    assert titles["claims", "en"].startswith("None of ")
    assert "89%" in titles["coverage", "en"]
    assert "003" in titles["coverage", "zh"]


def test_the_facts_that_a_title_rests_on_are_its_own(study: Study) -> None:
    chart = drawn("scale", study, "zh")
    quotes = set(study.facts[study.facts.fact_id.isin(chart.story.rests_on)].quote)
    assert quotes == {"9761亿元", "1.25万亿元"}


def test_a_contradiction_is_the_title_and_is_joined() -> None:
    study = contradictory()
    for language, words in (("en", "Sources differ"), ("zh", "说法不一")):
        for figure in ("scale", "firms"):
            chart = drawn(figure, study, language)
            assert words in chart.story.title
            joints = [line for line in chart.findobj(Line2D) if line.get_color() == VERMILLION]
            assert len(joints) == 2  # in the key and between the two marks
            shown = [text for text, _ in boxes(chart)]
            assert {"en": "two sources differ", "zh": "两处来源不一致"}[language] in shown


def test_needed_growth_above_and_below_what_is_stated() -> None:
    def title(target: float) -> str:
        from test_growth import growth_rate  # noqa: PLC0415 - beside the tables' tests

        study = study_with(
            growth_rate("10%", 10, "收入"),  # type: ignore[arg-type]
            money("100亿元", 100),
            money("目标", target, status="target", year=2024),
        )
        return drawn("growth", study, "en").story.title

    assert "faster than the 10% a year" in title(150)
    assert "slower than the 10% a year" in title(102)
    assert "about the 10% a year" in title(110.5)


def test_a_fall_is_drawn_and_told_with_a_minus() -> None:
    chart = drawn("growth", shrinking(), "en")
    texts = [text for text, _ in boxes(chart)]
    assert "−8.5%" in texts
    assert any(text.startswith("−65.7%") for text in texts)


def test_a_target_is_hollow_and_an_actual_number_is_not() -> None:
    study = study_with(money("100亿元", 100), money("150亿元", 150, status="target", year=2025))
    chart = drawn("scale", study, "en")
    faces = {
        line.get_gid(): line.get_markerfacecolor()
        for axes in chart.axes
        for line in axes.lines
        if line.get_gid() and line.get_marker() == "o"
    }
    actual, target = (gid([fact]) for fact in study.facts.fact_id)
    assert faces[target] == "#FFFFFF"
    assert faces[actual] != "#FFFFFF"


@every_language
def test_the_key_explains_what_is_drawn_and_no_more(language: str) -> None:
    exact = money("100亿元", 100)
    target = money("150亿元", 150, status="target", year=2025)
    about = money("约90亿元", 90, qualifier="about", year=2022)
    keys = {
        name: phrase(f"key.{name}", language)
        for name in ("exact", "about", "nearly", "over", "range", "target", "conflict")
    }
    for said, wanted in (
        ([exact], set()),
        ([target], {"target"}),
        ([exact, target], {"exact", "target"}),
        ([exact, about], {"exact", "about"}),
    ):
        texts = [text for text, _ in boxes(drawn("scale", study_with(*said), language))]
        assert {name for name, text in keys.items() if text in texts} == wanted


def test_no_number_is_not_zero() -> None:
    study = study_with(
        firms_of("17家", 17, place="昌平区"),
        firms_of("9家", 9, place="通州区", indicator="enterprises.tenant"),
    )
    texts = [text for text, _ in boxes(drawn("firms", study, "zh"))]
    assert texts.count("未说明") == 2
    assert "0家" not in texts


def test_a_character_without_glyph_is_an_error_that_names_it() -> None:
    study = study_with(money("9亿元", 9, place="𠮷市"))
    with pytest.raises(StudyError, match="U\\+20BB7"):
        drawn("scale", study, "zh")


def test_two_subjects_of_one_point_are_named() -> None:
    said = [
        money("1850亿元", 1850, subject="工业产值", indicator="output_value"),
        money("350亿元", 350, subject="器械产值", indicator="output_value"),
    ]
    texts = [text for text, _ in boxes(drawn("scale", study_with(*said), "en"))]
    assert {"“工业产值” · 100", "“器械产值” · 100"} <= set(texts)


@pytest.mark.parametrize(
    ("qualifier", "head", "beside"),
    [("over", "^", -1), ("at_least", "^", -1), ("nearly", "v", 1), ("at_most", "v", 1)],
)
def test_floors_point_up_and_ceilings_down(qualifier: str, head: str, beside: int) -> None:
    axes = Figure().add_subplot()
    draw_mark(axes, Mark(50, 100, qualifier, gid="fact-x"))
    (arrow,) = (line for line in axes.lines if line.get_marker() in ("^", "v"))
    assert arrow.get_marker() == head
    (tip,) = arrow.get_ydata()
    assert (tip - 100) * beside > 0  # y grows downwards
    assert {line.get_gid() for line in axes.lines} == {"fact-x"}


@pytest.mark.parametrize("qualifier", ["exact", "about"])
def test_other_numbers_have_no_arrow(qualifier: str) -> None:
    axes = Figure().add_subplot()
    draw_mark(axes, Mark(50, 100, qualifier))
    assert [line.get_marker() for line in axes.lines] == ["o"]


def test_about_is_a_ring_with_a_thicker_line_than_a_target() -> None:
    axes = Figure().add_subplot()
    draw_mark(axes, Mark(50, 100, "about"))
    draw_mark(axes, Mark(50, 100, "exact", "target"))
    ring, hollow = axes.lines
    assert ring.get_markeredgewidth() > 2 * hollow.get_markeredgewidth()


def test_a_range_is_a_bar_with_ends_and_hollow_as_a_target() -> None:
    axes = Figure().add_subplot()
    draw_mark(axes, Mark(50, 100, "range", ends=(40, 60)))
    assert sorted(tuple(line.get_xdata()) for line in axes.lines) == [(40, 40), (40, 60), (60, 60)]
    draw_mark(axes, Mark(50, 100, "range", "target", ends=(40, 60)))
    (box,) = axes.patches
    assert (box.get_x(), box.get_width()) == (40, 20)


def test_a_title_joins_no_numbers_of_different_segments() -> None:
    def aim(industry: str) -> str:
        said = [
            firms_of("454家", 454, year=2023),
            firms_of("500家", 500, status="target", year=2025, industry=industry),
        ]
        return drawn("firms", study_with(*said), "en").story.title

    assert "up from 454" in aim("")
    assert "up from" not in aim("医药工业")


def test_areas_of_circles_are_in_proportion() -> None:
    said = [
        firms_of("400家", 400, year=2022),
        firms_of("4家", 4, year=2023),
        firms_of("100家", 100, year=2025, status="target"),
        firms_of("约36家", 36, year=2024, qualifier="about"),
    ]
    chart = drawn("firms", study_with(*said), "en")
    outer = {
        line.get_gid(): line.get_markersize() + line.get_markeredgewidth()
        for line in chart.findobj(Line2D)
        if line.get_gid() and line.get_marker() == "o"
    }
    sizes = [
        outer[gid(ids)] / row**0.5
        for ids, row in zip(chart.rows.fact_ids, chart.rows.value, strict=True)
    ]
    assert sizes == pytest.approx([sizes[0]] * 4)


@every_language
def test_the_key_of_growth_explains_its_colours(language: str) -> None:
    chart = drawn("growth", shrinking(), language)
    shown = {text for text, _ in boxes(chart)}
    kinds = {kind: phrase(f"key.{kind}", language) for kind in ("stated", "implied", "needed")}
    assert {kind for kind, words in kinds.items() if words in shown} == set(chart.rows.kind)


def test_a_subject_that_tells_nothing_of_its_own_is_left_out() -> None:
    said = [
        money(text, value, subject=subject, indicator="output_value")
        for text, value, subject in (
            ("9亿元", 9, "产值"),
            ("8亿元", 8, "连续4年"),
            ("7亿元", 7, "园区产值"),
        )
    ]
    texts = [text for text, _ in boxes(drawn("scale", study_with(*said), "zh"))]
    assert not [text for text in texts if text.startswith(("产值 ·", "连续4年"))]
    assert "园区产值 · 100" in texts


def test_codes_of_sources_never_leave_a_cell(study: Study) -> None:
    for language in LANGUAGES:
        texts = [text for text, _ in boxes(drawn("firms", study, language))]
        assert not [text for text in texts if text.endswith("…")]
        assert "2025-04-15 · 004" in texts
