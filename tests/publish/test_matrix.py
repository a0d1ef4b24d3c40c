"""The plan of a run is known, and refused if wrong, before any kernel starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import GOOD, HEAD, Cells, WriteNotebook

from study.model import StudyError
from study.publish.matrix import plan


def labels(root: Path, **choice: list[str]) -> list[str]:
    return [job.label for job in plan(root, **choice)]


@pytest.fixture
def planned(study: Path, write_notebook: WriteNotebook) -> Path:
    write_notebook("02_growth")
    write_notebook("01_plain", (("markdown", "# Anything?"), ("code", "1 + 1")))
    (study / "notebooks" / "matrix.yml").write_text(
        "02_growth:\n  en: {}\n  zh: {language: zh}\n  tz: {place: 通州区}\n", encoding="utf-8"
    )
    return study


def test_a_notebook_that_the_matrix_leaves_out_runs_once(planned: Path) -> None:
    assert labels(planned) == ["01_plain", "02_growth", "02_growth.zh", "02_growth.tz"]


def test_only_the_set_without_parameters_renews_the_notebook(planned: Path) -> None:
    assert [job.label for job in plan(planned) if job.is_default] == ["01_plain", "02_growth"]


@pytest.mark.parametrize(
    ("only", "chosen"),
    [
        (["01_plain"], ["01_plain"]),
        (["02_growth.zh", "01_plain"], ["01_plain", "02_growth.zh"]),
        (["notebooks/01_plain.ipynb"], ["01_plain"]),
        (["02_growth"], ["02_growth", "02_growth.zh", "02_growth.tz"]),
    ],
)
def test_jobs_are_chosen_by_name(planned: Path, only: list[str], chosen: list[str]) -> None:
    assert labels(planned, only=only) == chosen


def test_parameters_typed_are_laid_over_every_set(planned: Path) -> None:
    jobs = plan(planned, ["02_growth"], ["first_year=2020"])
    assert [job.label for job in jobs] == [
        "02_growth.first_year=2020",
        "02_growth.first_year=2020,language=zh",
        "02_growth.place=通州区,first_year=2020",
    ]
    assert not any(job.is_default for job in jobs)


def test_sets_made_equal_run_once_and_keep_their_name(planned: Path) -> None:
    overrides = ["language=zh", "place="]
    assert labels(planned, only=["02_growth"], overrides=overrides) == ["02_growth.zh"]


def test_a_typed_default_is_the_default_set(planned: Path) -> None:
    assert labels(planned, only=["02_growth"], overrides=["language=en"]) == [
        "02_growth",
        "02_growth.tz",
    ]


def test_a_typed_value_wins_over_one_edited_in_the_notebook(
    study: Path, write_notebook: WriteNotebook
) -> None:
    edited = [(kind, text.replace('"en"', '"zh"')) for kind, text in GOOD]
    write_notebook("02_growth", edited)
    (job,) = plan(study, overrides=["language=en"])
    assert job.given == {"language": "en"}
    assert not job.is_default


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"only": ["02_grwth"]}, "--only: no notebook '02_grwth'; did you mean '02_growth'?"),
        (
            {"overrides": ["place=通州区"]},
            "'place' is taken by 02_growth alone; add --only 02_growth",
        ),
        ({"overrides": ["plcae=x"]}, "-p: no parameter 'plcae'; did you mean 'place'?"),
        ({"overrides": ["place"]}, "-p takes NAME=VALUE, not 'place'"),
        ({"overrides": ["=x"]}, "-p takes NAME=VALUE, not '=x'"),
        ({"only": ["01_plain"], "overrides": ["place=x"]}, "(01_plain takes none)"),
        (
            {"only": ["02_growth"], "overrides": ["place=通州"]},
            "not '通州'; did you mean '通州区'?",
        ),
        (
            {"only": ["02_growth"], "overrides": ["first_year=soon"]},
            "'first_year' must be a whole number, not 'soon'",
        ),
    ],
)
def test_wrong_choices_are_refused(
    planned: Path, choice: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(StudyError) as caught:
        plan(planned, **choice)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ("02_grwth: {en: {}}", "no notebook '02_grwth'; did you mean '02_growth'?"),
        ("02_growth: {zh: {langauge: zh}}", "set 'zh': 02_growth: no parameter 'langauge'"),
        ("02_growth: {x: {place: 000}}", "set 'x': 02_growth: parameter 'place' must be text"),
        ("02_growth: {a: {}, b: {language: en}}", "sets 'a' and 'b' of 02_growth are the same"),
        ("02_growth: [en, zh]", "must map each notebook to its sets"),
        ("02_growth: {en: zh}", "must map each notebook to its sets"),
        ("02_growth: {en: {}\n", "in line 2, column 1"),
    ],
)
def test_a_wrong_matrix_is_refused(planned: Path, matrix: str, message: str) -> None:
    (planned / "notebooks" / "matrix.yml").write_text(matrix, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        plan(planned)
    assert message in str(caught.value)
    assert "notebooks/matrix.yml" in str(caught.value)


def test_a_mistake_in_the_parameters_cell_is_refused(
    study: Path, write_notebook: WriteNotebook
) -> None:
    write_notebook("02_growth", [(kind, text.replace('"en"', '"fr"')) for kind, text in GOOD])
    with pytest.raises(StudyError, match="'language' must be en or zh, not 'fr'"):
        plan(study)


def test_left_behind_parameters_are_refused(study: Path, write_notebook: WriteNotebook) -> None:
    write_notebook("02_growth", (*HEAD, ("injected-parameters", '# Parameters\nplace = "通州区"')))
    with pytest.raises(StudyError, match=r"02_growth.ipynb holds a cell of injected parameters"):
        plan(study)


def test_a_file_that_is_no_notebook_is_named(study: Path) -> None:
    (study / "notebooks" / "03_broken.ipynb").write_text("{")
    with pytest.raises(StudyError, match=r"notebooks/03_broken.ipynb is not a notebook"):
        plan(study)


def test_a_study_without_notebooks_says_so(study: Path) -> None:
    with pytest.raises(StudyError, match="notebooks/ holds no notebook"):
        plan(study)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            (
                *HEAD[:3],
                ("code", "settings = GrowthParameters.check(language=language)\nsettings.language"),
            ),
            "02_growth: parameter 'place' is set but never read; hand it to GrowthParameters.check",
        ),
        (
            (*HEAD, ("code", "settings.language, settings.seeds_folder")),
            "02_growth: parameter 'place' is set but never read; read settings.place in a cell",
        ),
    ],
)
def test_a_parameter_that_nothing_reads_is_refused(
    study: Path, write_notebook: WriteNotebook, cells: Cells, message: str
) -> None:
    """A sweep over it would run, and draw the same again and again."""
    write_notebook("02_growth", cells)
    with pytest.raises(StudyError) as caught:
        plan(study, overrides=["place=通州区"])
    assert str(caught.value).startswith(message)
    assert labels(study, overrides=["language=zh"]) == ["02_growth.language=zh"]
