"""Notes which files a notebook reads and writes while it runs.

An IPython extension, loaded into the kernels of `study run`: Python tells its audit hooks of
every file that it opens or renames. Nothing that a notebook shows depends on it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

FILE_VARIABLE = "STUDY_TRACE"
FOLDERS_VARIABLE = "STUDY_TRACE_FOLDERS"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def variables(file: Path, folders: Iterable[Path]) -> dict[str, str]:
    """Environment variables for a kernel that shall note what it touches below folders."""
    return {FILE_VARIABLE: str(file), FOLDERS_VARIABLE: os.pathsep.join(map(str, folders))}


def load_ipython_extension(_shell: object) -> None:
    """Start noting, if the environment names a file to note in."""
    file = os.environ.get(FILE_VARIABLE)
    if not file:
        return
    folders = tuple(
        f"{folder.rstrip(os.sep)}{os.sep}"
        for folder in os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep)
    )
    notes = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    seen: set[bytes] = set()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, flags = arguments[0], arguments[2]
            kind = b"w" if isinstance(flags, int) and flags & _WRITING else b"r"
        elif event == "os.rename":
            path, kind = arguments[1], b"w"
        else:
            return
        if not isinstance(path, str | bytes | os.PathLike):
            return  # a descriptor: it was noted when it was opened
        whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - pathlib would resolve links
        note = kind + os.fsencode(whole) + b"\0"
        if note not in seen and whole.startswith(folders):
            seen.add(note)
            os.write(notes, note)  # at once: the kernel will be killed

    sys.addaudithook(hook)


def touched(file: Path) -> tuple[frozenset[Path], frozenset[Path]]:
    """The files that were read but not written, and those that were written and still exist."""
    notes = file.read_bytes().split(b"\0") if file.is_file() else []
    found: dict[bytes, set[Path]] = {b"r": set(), b"w": set()}
    for note in notes[:-1]:
        found[note[:1]].add(Path(os.fsdecode(note[1:])))
    written = frozenset(path for path in found[b"w"] if path.is_file())
    read = frozenset(path for path in found[b"r"] - found[b"w"] if path.is_file())
    return read, written
