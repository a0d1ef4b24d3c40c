"""Files that are either whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from study.model import StudyError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a temporary path that replaces `target` only when the block succeeds.

    Args:
        target: File to write; its folder is made if missing.

    Yields:
        An empty file in the same folder, to be opened and written.

    Raises:
        StudyError: If the folder cannot be made or written to, or `target` is
            a folder.
    """
    try:
        if target.is_dir():
            raise StudyError(f"cannot write {target}: it is a folder; name a file")
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise StudyError(f"cannot write {target}: {error.strerror}; name another file") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def open_whole(target: Path) -> Iterator[BinaryIO]:
    """Open a file for writing bytes; it is there only when the block succeeds.

    Raises:
        StudyError: As `whole_file` does.
    """
    with whole_file(target) as temporary, temporary.open("wb") as stream:
        yield stream


def write_if_changed(target: Path, text: str) -> bool:
    """Write text as UTF-8, whole, unless the file already says just that.

    Returns:
        Whether anything was written.
    """
    data = text.encode()
    if target.is_file() and target.read_bytes() == data:
        return False
    with whole_file(target) as temporary:
        temporary.write_bytes(data)
    return True


def _umask() -> int:
    """Permissions the user withholds from new files; mkstemp withholds more."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
