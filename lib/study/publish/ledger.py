"""What ran with what and wrote what, so that only what changed runs again, and says why."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import study
from study.publish.files import write_if_changed
from study.publish.inputs import CACHE, COMMENTS, HEADINGS, Inputs, Surroundings, digest_of
from study.publish.matrix import Job
from study.publish.sealed import read_sealed, sealed

_LIBRARY = Path(study.__file__).parent
NEVER = "has not run here yet"
_FORMAT = 1  # of a record; a reader of another one does not try
_MOST_TOLD = 3
# How a change is told: what it is of, before its name.
_WORDS = {
    "cell": "cell {}",
    "parameter": "parameter {}",
    "module": "{}",
    "data": "{}",
    "seed": "{}",
    "package": "package {}",
}
# Values rather than digests: the change can be shown.
_TELLING = ("parameter", "package")


@dataclass(frozen=True)
class Verdict:
    """Whether a job must run.

    Attributes:
        job: The job.
        inputs: All that it depends on, as it is now.
        must_run: Whether it must.
        why: What changed since it last ran, in a line.
    """

    job: Job
    inputs: Inputs
    must_run: bool
    why: str


class Ledger:
    """The records of the last run of each job, in `build/cache/runs`."""

    def __init__(self, root: Path) -> None:
        """Open the records of a study; there may be none yet."""
        self._root = root
        self._folder = root / CACHE / "runs"
        self._surroundings = Surroundings(root)

    def judge(self, job: Job) -> Verdict:
        """Compare what a job depends on, and what it wrote, with its last run."""
        inputs = self._surroundings.of(job)
        path = self._path(job)
        record = read_sealed(path)
        if record is None:
            damaged = "the record of its last run is damaged"
            return Verdict(job, inputs, True, damaged if path.exists() else NEVER)
        if record.get("format") != _FORMAT:
            return Verdict(job, inputs, True, "another version of the study recorded its last run")
        changes = [*_changes(record["inputs"], inputs)] or [*self._moved(record)]
        if changes:
            return Verdict(job, inputs, True, _told(changes))
        return Verdict(job, inputs, False, _nothing(record["inputs"], inputs))

    def note(
        self, verdict: Verdict, started: float, files: tuple[Iterable[Path], Iterable[Path]]
    ) -> None:
        """Record that a job ran well.

        Args:
            verdict: The job with what it depended on before it ran.
            started: When it started, in seconds of the epoch.
            files: What it read, seeds and library aside, and what it wrote.
        """
        given = verdict.inputs["seed"]
        read, written = (sorted(path for path in each if self._counts(path)) for each in files)
        read = [path for path in read if self._name(path) not in given]
        if any(path.stat().st_mtime >= started for path in read):
            self.forget(verdict.job)  # changed while it ran: who knows what it saw
            return
        record = {
            "format": _FORMAT,
            "inputs": verdict.inputs,
            "read": {self._name(path): digest_of(path) for path in read},
            "written": {self._name(path): digest_of(path) for path in written},
        }
        write_if_changed(self._path(verdict.job), sealed(record))

    def forget(self, job: Job) -> None:
        """Remove the record of a job, which must then run."""
        self._path(job).unlink(missing_ok=True)

    def _path(self, job: Job) -> Path:
        return self._folder / f"{job.label}.json"

    def _name(self, path: Path) -> str:
        return (
            path.relative_to(self._root).as_posix()
            if path.is_relative_to(self._root)
            else str(path)
        )

    def _counts(self, path: Path) -> bool:
        """Whether a file is neither part of a cache nor of the library, which counts by itself."""
        aside = (self._root / CACHE, _LIBRARY, Path(sys.prefix))
        return not any(path.is_relative_to(folder) for folder in aside)

    def _moved(self, record: Mapping[str, Any]) -> Iterator[str]:
        """Files beside the inputs that are no longer what the job read or wrote."""
        for name, digest in {**record["read"], **record["written"]}.items():
            path = self._root / name
            if not path.is_file():
                yield f"{name} is missing"
            elif digest_of(path) != digest:
                yield f"{name} changed"


def _changes(before: Inputs, now: Inputs) -> Iterator[str]:
    """What changed, in words."""
    for kind, words in _WORDS.items():
        old, new = before.get(kind, {}), now.get(kind, {})
        for name in sorted(old.keys() | new.keys(), key=_in_order):
            if old.get(name) != new.get(name):
                heading = {**before[HEADINGS], **now[HEADINGS]}.get(name) if kind == "cell" else ""
                place = f" under “{heading}”" if heading else ""
                yield f"{words.format(name)}{place} {_change(kind, old.get(name), new.get(name))}"


def _in_order(name: str) -> tuple[int, str]:
    """Cells by number, all else by name."""
    return (int(name) if name.isdecimal() else 0, name)


def _change(kind: str, old: str | None, new: str | None) -> str:
    if old is None:
        return "is new"
    if new is None:
        return "is gone"
    return f"was {old}, is {new}" if kind in _TELLING else "changed"


def _told(changes: list[str]) -> str:
    """The first changes, and how many more there are."""
    more = len(changes) - _MOST_TOLD
    return "; ".join(changes[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _nothing(before: Inputs, now: Inputs) -> str:
    """That nothing changed, or nothing but comments in some modules."""
    old, new = before.get(COMMENTS, {}), now[COMMENTS]
    commented = sorted(name for name in new if old.get(name) != new[name])
    if not commented:
        return "nothing changed"
    return _told([f"nothing but comments or layout changed: {commented[0]}", *commented[1:]])
