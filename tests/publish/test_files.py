"""A file is whole, or it is what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.model import StudyError
from study.publish.files import open_whole, whole_file, write_if_changed


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(target) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_block_that_succeeds_replaces_the_file(tmp_path: Path) -> None:
    target = tmp_path / "new" / "table.csv"
    with open_whole(target) as stream:
        stream.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert [path.name for path in target.parent.iterdir()] == ["table.csv"]


def test_the_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    with open_whole(tmp_path / "whole") as stream:
        stream.write(b"")
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_folder_is_not_a_target(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="is a folder; name a file"), whole_file(tmp_path):
        pass


def test_a_file_cannot_be_a_folder_of_the_target(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StudyError, match=r"cannot write .*file/x: .*name another file"),
        whole_file(tmp_path / "file" / "x"),
    ):
        pass


def test_equal_text_is_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "text"
    assert write_if_changed(target, "通州区\n")
    before = target.stat()
    assert not write_if_changed(target, "通州区\n")
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write_if_changed(target, "昌平区\n")
    assert target.read_text(encoding="utf-8") == "昌平区\n"
