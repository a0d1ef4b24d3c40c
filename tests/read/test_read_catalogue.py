"""Articles of files and folders, and the catalogue that vouches for them."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from study.model import DateKnownBy, StudyError
from study.read import read_catalogue, read_paths

TEXT = "截至2024年3月5日，无锡共有医疗器械企业600家。\n"
ENTRY = """\
- id: "w"
  file: wuxi.txt
  title: 无锡医疗器械企业达到600家
  publisher: 太湖晚报
  date: 2024-03-06
  date_known_by: masthead
  address: https://example.org/w
  sha256: {digest}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article."""
    (tmp_path / "wuxi.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def catalogue(folder: Path, text: str = ENTRY) -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "catalogue.yml").write_text(text.format(digest=digest), encoding="utf-8")


def refusal(*paths: Path) -> str:
    """The one line by which reading refuses."""
    with pytest.raises(StudyError) as caught:
        list(read_paths(paths))
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_an_entry_vouches_for_an_article(folder: Path) -> None:
    catalogue(folder)
    (document,) = read_paths([folder])
    assert (document.doc, document.label, document.catalogued) == ("wuxi", "w", True)
    assert (document.title, document.publisher) == ("无锡医疗器械企业达到600家", "太湖晚报")
    assert (document.date, document.date_known_by) == (date(2024, 3, 6), DateKnownBy.CATALOGUE)
    assert document.address == "https://example.org/w"
    assert document.path == str(folder / "wuxi.txt")


def test_an_article_named_by_itself_has_its_entry_too(folder: Path) -> None:
    catalogue(folder)
    (document,) = read_paths([folder / "wuxi.txt"])
    assert document.catalogued


def test_an_article_without_entry_is_read_and_marked(folder: Path) -> None:
    catalogue(folder)
    (folder / "new.txt").write_text("来源：太湖晚报 2024-05-01\n" + TEXT, encoding="utf-8")
    new, old = read_paths([folder])
    assert old.catalogued
    assert not new.catalogued
    assert (new.label, new.publisher) == ("new", "太湖晚报")
    assert (new.date, new.date_known_by) == (date(2024, 5, 1), DateKnownBy.BYLINE)


def test_a_changed_byte_names_the_article_and_what_to_do(folder: Path) -> None:
    catalogue(folder)
    changed = TEXT.replace("600", "601")
    (folder / "wuxi.txt").write_text(changed, encoding="utf-8")
    message = refusal(folder)
    assert message.startswith(f"{folder / 'wuxi.txt'} has changed since it was catalogued")
    assert hashlib.sha256(changed.encode()).hexdigest() in message


def test_a_catalogued_article_that_is_missing_is_named(folder: Path) -> None:
    catalogue(folder)
    (folder / "wuxi.txt").rename(folder / "other.txt")
    assert refusal(folder).startswith(f"{folder / 'wuxi.txt'} is catalogued but missing: restore")


def test_an_edited_catalogue_is_read_again(folder: Path) -> None:
    catalogue(folder)
    list(read_paths([folder]))
    catalogue(folder, ENTRY.replace("600家", "六百家").replace('"w"', '"longer"'))
    (document,) = read_paths([folder])
    assert document.label == "longer"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("publisher:", "publsher:", "unknown key 'publsher'; did you mean 'publisher'?"),
        ("address:", "colour:", "unknown key 'colour'; known keys are id, file, title"),
        ("  title: 无锡医疗器械企业达到600家\n", "", "title is missing"),
        ('id: "w"', "id: 7", 'id should be text; write it in quotes: id: "7"'),
        ("date: 2024-03-06", "date: March", "date should be a day like 2024-11-22, not 'March'"),
        ("date: 2024-03-06", "date: 2024-03-06 10:00:00", "date should be a day"),
        ("file: wuxi.txt", "file: ../wuxi.txt", "file should be a name in the same folder"),
        ("{digest}", "'12ab'", "sha256 should be 64 hexadecimal digits"),
        (ENTRY, "wuxi: 1\n", "should be a list of entries"),
        ("- id", "- [id", "is not readable YAML"),
        (ENTRY, "- wuxi.txt\n", "entry 1 should be a mapping"),
        (ENTRY, ENTRY + ENTRY, "two entries with file 'wuxi.txt': keep one"),
    ],
)
def test_a_faulty_catalogue_is_refused(folder: Path, old: str, new: str, told: str) -> None:
    catalogue(folder, ENTRY.replace(old, new))
    message = refusal(folder)
    assert message.startswith(str(folder / "catalogue.yml"))
    assert told in message


def test_an_empty_catalogue_is_none(folder: Path) -> None:
    catalogue(folder, "# nothing yet\n")
    assert read_catalogue(folder) == {}
    assert [document.catalogued for document in read_paths([folder])] == [False]


def test_of_a_folder_its_articles_are_read_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.htm", "notes.yml", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "more").mkdir()
    assert [document.doc for document in read_paths([tmp_path])] == ["a", "b", "c"]


def test_what_is_named_twice_is_read_once(folder: Path) -> None:
    catalogue(folder)
    paths = [folder, folder / "wuxi.txt", folder / "catalogue.yml", folder / ".." / folder.name]
    assert [document.doc for document in read_paths(paths)] == ["wuxi"]


def test_reading_streams(folder: Path) -> None:
    (folder / "z.txt").write_bytes(b"")
    documents = read_paths([folder])
    assert next(documents).doc == "wuxi"
    with pytest.raises(StudyError, match=r"z\.txt is empty"):
        next(documents)


def test_two_articles_of_one_stem_are_both_named(folder: Path) -> None:
    (folder / "wuxi.md").write_text(TEXT, encoding="utf-8")
    message = refusal(folder)
    assert str(folder / "wuxi.md") in message
    assert str(folder / "wuxi.txt") in message


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere") == (
        f"{tmp_path / 'nowhere'} does not exist: name an article or a folder of articles"
    )


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        f"{tmp_path} holds no article: put files named *.txt, *.html, *.htm, *.md into it"
    )


def test_a_catalogue_alone_is_no_article(folder: Path) -> None:
    catalogue(folder)
    assert "no article is named" in refusal(folder / "catalogue.yml")


@pytest.mark.parametrize("inside", [True, False])
def test_a_folder_named_like_an_article_is_named(folder: Path, *, inside: bool) -> None:
    (folder / "x.txt").mkdir()
    message = refusal(folder if inside else folder / "x.txt")
    assert message == (
        f"{folder / 'x.txt'} is a folder named like an article: rename it or take it out"
    )
