"""The command line answers every call with help, a result or one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from study.cli import main


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["fact"],
            "no command 'fact'; did you mean 'facts'? (there are facts, claims, orgs,",
        ),
        (["facts"], "arguments are required: PATH (see study facts --help)"),
        (["facts", "x", "--formt", "csv"], "no option '--formt'; did you mean '--format'?"),
        (["facts", "x", "--format=cvs"], "--format must be one of jsonl, csv, parquet, not 'cvs'"),
        (["facts", "x", "--format"], "expected one argument (see study facts --help)"),
        (["run", "02_growth"], "what is '02_growth'? To run that notebook alone, write --only"),
        (["run", "--jobs", "many"], "--jobs must be a whole number, not 'many'"),
        (["run", "--jobs", "0"], "--jobs must be 1 or more, not 0"),
        (["run", "--onyl=x"], "no option '--onyl'; did you mean '--only'?"),
        (["--vresion"], "no option '--vresion'; did you mean '--version'?"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("study: ")
    assert error.count("\n") == 1
    assert message in error


def test_no_words_print_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "study run --only 02_growth -p place=通州区" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["facts", "claims", "show", "add", "run", "params"])
def test_the_help_of_every_command_has_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leave:
        main([command, "--help"])
    assert leave.value.code == 0
    assert re.search(rf"^examples:\n  study {command}", capsys.readouterr().out, re.MULTILINE)


def test_the_version_is_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"study \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_an_interrupt_ends_with_its_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("study.cli.params.execute", interrupt)
    assert main(["params"]) == 130
    assert capsys.readouterr().err == "study: interrupted\n"


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with a notebook that takes parameters and one that takes none."""
    monkeypatch.setenv("STUDY_ROOT", str(tmp_path))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "notebooks").mkdir()
    cell = '{"cell_type": "%s", "metadata": %s, "source": "%s", "outputs": []}'
    cells = ", ".join(
        (
            cell % ("markdown", "{}", "# How fast?"),
            cell % ("code", '{"tags": ["parameters"]}', "place: str = ''  # where"),
            cell % ("code", "{}", "settings = study.GrowthParameters.check(place=place)"),
            cell % ("code", "{}", "settings.place"),
        )
    )
    (tmp_path / "notebooks" / "02_growth.ipynb").write_text(f'{{"cells": [{cells}]}}')
    (tmp_path / "notebooks" / "03_free.ipynb").write_text('{"cells": []}')
    return tmp_path


@pytest.mark.usefixtures("tiny")
def test_parameters_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["params"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("02_growth  How fast?\n")
    assert re.search(
        r"^  place +text, a place of the lexicon +default empty +place to look at.*every place$",
        shown,
        re.MULTILINE,
    )
    assert re.search(r"^  first_year +year, 1900–2100 +default \d+ +earliest", shown, re.MULTILINE)
    assert shown.endswith("03_free\n  takes no parameters\n")


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("name", ["02_growth", "notebooks/02_growth.ipynb"])
def test_one_notebook_is_listed_alone(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["params", name]) == 0
    assert "03_free" not in capsys.readouterr().out


@pytest.mark.usefixtures("tiny")
def test_an_unknown_notebook_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["params", "02_grwth"]) == 2
    assert "no notebook '02_grwth'; did you mean '02_growth'?" in capsys.readouterr().err


@pytest.mark.usefixtures("tiny")
def test_a_run_is_listed_without_running(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--list", "--only", "02_growth", "-p", "place=通州区"]) == 0
    assert capsys.readouterr().out == "02_growth.place=通州区  place=通州区\n"
    assert not (tiny / "build").exists()
