"""`study add` copies an article, vouches for it, and tells what it brings."""

from __future__ import annotations

import shutil
import sys
from hashlib import sha256
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "analyse"))

from rivals import CHANGPING, ROOT, write

from study import analyse, draw
from study.cli import main
from study.draw.style import VERMILLION
from study.publish import adding
from study.read import read_catalogue


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with the five articles, of which the tests may do what they like."""
    root = tmp_path / "study"
    (root / "notebooks").mkdir(parents=True)
    shutil.copytree(ROOT / "seeds", root / "seeds")
    monkeypatch.setenv("STUDY_ROOT", str(root))
    return root


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, CHANGPING)[0]


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_article_that_contradicts_a_seed_is_added_and_told(
    study: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = (study / "seeds/catalogue.yml").read_text("utf-8")
    assert main(["add", str(article)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "added 005: 昌平区医药健康产业年度观察 (北方医药周刊, 2025-02-18)"
    assert told[2] == "2 facts: 0 new, 1 confirmed, 1 in conflict"
    conflicts = [line for line in told if line.startswith("  conflict")]
    assert len(conflicts) == 1
    assert (
        "¥91bn (2023, article 000) and ¥96bn (2023, article 005) cannot both hold" in conflicts[0]
    )
    assert any(line.startswith("  confirms  北京市, industry_scale") for line in told)
    entries = read_catalogue(study / "seeds")
    entry = next(each for each in entries.values() if each.id == "005")
    assert (study / "seeds" / entry.file).read_bytes() == article.read_bytes()
    assert entry.sha256 == sha256(article.read_bytes()).hexdigest()
    assert (study / "seeds/catalogue.yml").read_text("utf-8").startswith(catalogue.rstrip())


def test_the_contradiction_appears_in_table_and_figures(study: Path, article: Path) -> None:
    assert main(["add", str(article)]) == 0
    both = analyse.load(study / "seeds")
    levels = analyse.scale(both.facts)
    at_odds = levels[levels.agreement == "conflict"]
    assert list(at_odds.stated) == ["910亿元", "960亿元"]
    chart = draw.scale(levels, "en")
    assert chart.story.title == (
        "Sources differ on Changping District’s revenue in medicine and health in 2023: "
        "¥91bn and ¥96bn"
    )
    table = analyse.claims(both)
    assert list(table.verdict).count("conflict") == 1
    forest = draw.claims(analyse.claim_sides(table), "en")
    assert forest.story.title.startswith("1 of ")
    assert "¥91bn and ¥96bn" in forest.story.title
    assert VERMILLION in {line.get_color() for axes in forest.axes for line in axes.lines}


def test_what_a_person_gives_counts(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("通州区上市医药企业12家。\n", encoding="utf-8")
    given = ["--date", "2025-05-01", "--publisher", "运河报", "--title", "通州家底"]
    assert main(["add", str(bare), *given]) == 0
    assert capsys.readouterr().out.startswith("added 005: 通州家底 (运河报, 2025-05-01)")
    entry = read_catalogue(study / "seeds")[f"005_{sha256(bare.read_bytes()).hexdigest()[:16]}.txt"]
    assert (entry.title, entry.publisher, str(entry.date)) == ("通州家底", "运河报", "2025-05-01")
    facts = analyse.load(study / "seeds").facts
    assert str(facts[facts.label == "005"].iloc[0].end.date()) == "2025-05-01"


def test_a_dry_run_writes_nothing(
    study: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listing(study / "seeds")
    assert main(["add", str(article), "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("would add 005")
    assert listing(study / "seeds") == before


@pytest.mark.parametrize("what", ["again", "ending", "missing", "date"])
def test_what_cannot_be_added_is_refused_and_leaves_all_as_it_was(
    study: Path, article: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = next((study / "seeds").glob("002*"))
    other = article.with_suffix(".docx")
    other.write_bytes(article.read_bytes())
    words, message = {
        "again": ([str(seed)], "is in the study already, as 002"),
        "ending": ([str(other)], "does not end as articles do"),
        "missing": (["nowhere.txt"], "nowhere.txt does not exist"),
        "date": ([str(article), "--date", "10.3.2025"], "--date must be a day like 2025-03-10"),
    }[what]
    before = listing(study / "seeds")
    assert main(["add", *words]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert message in error
    assert listing(study / "seeds") == before


def test_an_article_is_not_left_behind_when_the_catalogue_cannot_be_written(
    study: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    before = listing(study / "seeds")
    monkeypatch.setattr(adding, "_catalogue", fail)
    found = adding.addition(article, study / "seeds", adding.Given())
    with pytest.raises(KeyboardInterrupt):
        adding.add(article, study / "seeds", found)
    assert listing(study / "seeds") == before


def test_the_first_article_of_a_study_without_catalogue(
    study: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (study / "seeds").iterdir():
        path.unlink()
    assert main(["add", str(article)]) == 0
    assert capsys.readouterr().out.startswith("added 000")
    assert [entry.id for entry in read_catalogue(study / "seeds").values()] == ["000"]
