"""`study show` finds an article, shows it, and refuses mistakes in one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from study.cli import main

ARTICLE = "昌平区现有医药健康企业88家，2024年产业规模达到910亿元，同比增长10%。\n"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article in a working folder that is no study; the study is beside it."""
    root = tmp_path / "study"
    (root / "seeds").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "seeds" / "spring_01.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "seeds" / "notes.pdf").write_bytes(b"%PDF")
    monkeypatch.setenv("STUDY_ROOT", str(root))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def refusal(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", *words]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.count("\n") == 1
    return error.removeprefix("study: ").rstrip("\n")


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("name", ["article.txt", "spring_01", "spring_01.txt"])
def test_an_article_is_shown_in_the_terminal(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", name]) == 0
    shown = capsys.readouterr().out
    assert "企业⟪88家⟫，2024年产业规模达到⟪910亿元⟫，同比增长⟪10%⟫。\n" in shown
    assert re.search("^  ⟪910亿元⟫ 91bn yuan · Industry scale · ", shown, re.MULTILINE)


@pytest.mark.parametrize("label", ["000", "004"])
def test_a_seed_is_shown_by_its_label(
    label: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDY_ROOT", str(Path(__file__).resolve().parents[2]))
    assert main(["show", label]) == 0
    assert f" · {label} · " in capsys.readouterr().out


@pytest.mark.usefixtures("article")
def test_the_language_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "article.txt", "--language", "zh"]) == 0
    assert re.search("^  ⟪910亿元⟫ 910亿元 · 产业规模 · ", capsys.readouterr().out, re.MULTILINE)


def test_a_page_is_written_whole(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "article.txt", "--html", "pages/a.html", "--language=zh"]) == 0
    assert capsys.readouterr() == ("", "")
    page = (article.parent / "pages" / "a.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert page.endswith("</html>\n")
    start = ARTICLE.index("910亿元")
    assert f'id="fact-{start}-{start + 5}"' in page
    assert str(article.parent) not in page
    assert [path.name for path in (article.parent / "pages").iterdir()] == ["a.html"]


def test_a_failed_page_leaves_the_old_one(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = article.with_name("a.html")
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr("study.publish.article_html._style", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["show", "article.txt", "--html", "a.html"])
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in article.parent.iterdir()) == [
        *("a.html", "article.txt", "study"),
    ]


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["spring_02"],
            "no article 'spring_02'; did you mean 'spring_01'? "
            "(name a file, or one of seeds/: spring_01)",
        ),
        (["x.txt"], "no article 'x.txt' (name a file, or one of seeds/: spring_01)"),
        (["study/seeds"], "study/seeds is a folder; name one article of it"),
        (["article.txt", "--html", "./article.txt"], "would replace the article itself"),
        (["article.txt", "--html", "study"], "cannot write study: it is a folder; name a file"),
        (["article.txt", "--html"], "expected one argument (see study show --help)"),
        (["article.txt", "--language", "fr"], "--language must be one of en, zh, not 'fr'"),
        (["article.txt", "spring_01"], "what is 'spring_01'? One article is shown at a time"),
        (["article.txt", "--htlm=a"], "no option '--htlm'; did you mean '--html'?"),
        (["文" * 300], "cannot look for '文文文文"),
        ([], "arguments are required: ARTICLE (see study show --help)"),
        (["study/seeds/notes.pdf"], "is a PDF, not text"),
    ],
)
def test_a_mistake_is_refused_in_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refusal(words, capsys)


def test_without_a_study_only_files_are_known(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDY_ROOT", str(article.parent))
    assert refusal(["spring_01"], capsys) == "no article 'spring_01' (name a file)"
    assert main(["show", "article.txt"]) == 0


def test_many_seeds_are_not_all_listed(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        path = article.parent / "study" / "seeds" / f"n{number:02}.txt"
        path.write_text(ARTICLE, encoding="utf-8")
    assert refusal(["?"], capsys).endswith(
        "one of seeds/: " + ", ".join(f"n{n:02}" for n in range(10)) + ", …)"
    )


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        main(["show", "--help"])
    assert leave.value.code == 0
    assert re.search(r"^examples:\n  study show", capsys.readouterr().out, re.MULTILINE)
