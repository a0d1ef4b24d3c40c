"""Articles extracted once are found again, unless anything about them is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.analyse import load
from study.extract import kept
from study.extract.kept import read_and_extract
from study.model import StudyError

TEXT = "2024年，昌平区医药健康产业规模超过1000亿元。"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The seeds of an empty study."""
    for name in ("seeds", "notebooks"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "seeds"


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the articles that were extracted, not found."""
    names: list[str] = []
    real = kept.extract_facts

    def noted(document):  # noqa: ANN001, ANN202 - as the real one
        names.append(document.doc)
        return real(document)

    monkeypatch.setattr(kept, "extract_facts", noted)
    return names


def test_an_article_is_extracted_once(seeds: Path, extracted: list[str]) -> None:
    first, second = (list(read_and_extract([seeds])) for _ in range(2))
    assert extracted == ["a"]
    assert second == first
    assert first[0][1][0].quote in TEXT
    assert load(seeds).facts.equals(load(seeds).facts)


def test_only_what_changed_is_extracted_again(seeds: Path, extracted: list[str]) -> None:
    list(read_and_extract([seeds]))
    (seeds / "b.txt").write_text(TEXT, encoding="utf-8")
    list(read_and_extract([seeds]))
    (seeds / "a.txt").write_text(TEXT.replace("1000", "900"), encoding="utf-8")
    documents = list(read_and_extract([seeds]))
    assert extracted == ["a", "b", "a"]
    assert [facts[0].value for _, facts in documents] == [9e10, 1e11]
    assert [document.doc for document, _ in documents] == ["a", "b"]


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_entry_is_not_used(
    seeds: Path, extracted: list[str], damage: bytes | None
) -> None:
    first = list(read_and_extract([seeds]))
    (entry,) = [path for path in (seeds.parent / "build").rglob("*") if path.is_file()]
    whole = entry.read_bytes()
    # One changed byte in the middle is as bad as a half.
    spoiled = bytes([whole[100] ^ 1]) if damage is None else b""
    entry.write_bytes(whole[:100] + spoiled + whole[101:] if damage is None else damage)
    assert list(read_and_extract([seeds])) == first
    assert extracted == ["a", "a"]
    assert entry.read_bytes() == whole


def test_another_library_extracts_anew(
    seeds: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    list(read_and_extract([seeds]))
    monkeypatch.setattr(kept, "made_of", lambda: "another")
    list(read_and_extract([seeds]))
    assert extracted == ["a", "a"]
    folder = seeds.parent / "build" / "cache" / "articles"
    assert [path.name for path in folder.iterdir()] == ["another"]


def test_a_changed_article_is_refused_though_it_is_kept(seeds: Path, extracted: list[str]) -> None:
    digest = "0" * 64
    list(read_and_extract([seeds]))
    (seeds / "catalogue.yml").write_text(
        f"- id: '000'\n  file: a.txt\n  title: t\n  sha256: '{digest}'\n", encoding="utf-8"
    )
    with pytest.raises(StudyError, match="changed since it was catalogued"):
        list(read_and_extract([seeds]))
    assert extracted == ["a"]


@pytest.mark.parametrize("named", ["", "elsewhere"])
def test_the_variable_names_the_folder_or_none(
    seeds: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(seeds.parent / named) if named else "")
    list(read_and_extract([seeds]))
    list(read_and_extract([seeds]))
    assert extracted == ["a"] * (1 if named else 2)
    assert not (seeds.parent / "build").exists()
    assert (seeds.parent / "elsewhere").exists() == bool(named)
