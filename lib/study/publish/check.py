"""Runs everything anew beside what is there, and tells each figure and cell that differs.

The new run lies in `build/check`, a study of its own over the same seeds; what is committed
is not touched until `accept` is told to take it over, name by name.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from study.extract.kept import VARIABLE as CACHE_VARIABLE
from study.model import StudyError
from study.model.errors import did_you_mean
from study.publish.differences import cells_that_differ, rows_that_differ
from study.publish.execute import Outcome
from study.publish.files import whole_file
from study.publish.ledger import NEVER, Ledger, Verdict
from study.publish.matrix import Job, plan
from study.publish.notebook import find_notebooks, read_notebook
from study.publish.project import ROOT_VARIABLE, project_root
from study.publish.run import Report, execute_all, workers_of

_FOLDER = Path("build", "check")
# Made by runs, or no part of the study; all else is there for the new run to read.
_NOT_SHARED = {"build", "figures", "notebooks"}


@dataclass(frozen=True)
class Difference:
    """A figure or notebook that a new run made otherwise.

    Attributes:
        name: What `accept` calls it: a figure's stem, or a notebook's or job's name.
        told: What differs, in lines.
        files: Pairs of what the new run wrote and what is there, which may be missing.
    """

    name: str
    told: tuple[str, ...]
    files: tuple[tuple[Path, Path], ...] = ()


def check(
    only: Sequence[str] = (), jobs: int | None = None, out: TextIO | None = None
) -> tuple[list[Outcome], list[Difference]]:
    """Run the study anew in `build/check` and compare it with what is there.

    Nothing that was kept is used: every notebook is executed and every article extracted.

    Args:
        only: Notebooks or jobs to run; empty for all.
        jobs: How many to run at once; by default one more than there are cores.
        out: Where progress goes; standard output by default.

    Returns:
        One outcome for each job, and what differs.

    Raises:
        StudyError: As `study.publish.run.run` does.
    """
    workers = workers_of(jobs)
    root = project_root()
    plan(root, only)  # refuses mistakes before anything is put aside
    with _beside(root, anew=True) as beside:
        ledger = Ledger(beside)
        due = [Verdict(job, ledger.judge(job).inputs, True, "") for job in plan(beside, only)]
        report = Report([verdict.job for verdict in due], out or sys.stdout)
        outcomes = execute_all(due, workers, ledger, report)
    return outcomes, _differences(root, [verdict.job for verdict in due], whole=not only)


def accept(names: Sequence[str], *, everything: bool = False) -> list[str]:
    """Take over what the last check made, as the new baseline.

    Args:
        names: Figures (`growth_scale`, or `growth_scale.en` alone) or notebooks (`02_growth`).
        everything: Whether to take over all that differs.

    Returns:
        The names that were taken over.

    Raises:
        StudyError: If there was no check, if what it rests on has changed since, or if
            nothing of a name differs.
    """
    root = project_root()
    found = pending(root)
    chosen = found if everything else [each for name in names for each in _named(name, found)]
    for difference in chosen:
        for new, old in difference.files:
            if new.is_file():
                with whole_file(old) as temporary:
                    shutil.copyfile(new, temporary)
            else:
                old.unlink(missing_ok=True)
    return [difference.name for difference in chosen]


def pending(root: Path) -> list[Difference]:
    """What the last check made otherwise than it is there now.

    Raises:
        StudyError: If there was no check, or what it rests on has changed since.
    """
    if not (root / _FOLDER / "notebooks").is_dir():
        raise StudyError("nothing was checked yet; run 'study run --check' first")
    with _beside(root, anew=False) as beside:
        ledger = Ledger(beside)
        verdicts = [ledger.judge(job) for job in plan(beside)]
    ran = [each for each in verdicts if each.why != NEVER]
    stale = next((each for each in ran if each.must_run), None)
    for name, path in find_notebooks(root).items():
        new = beside / "notebooks" / path.name
        if not new.is_file() or _sources(new) != _sources(path):
            raise StudyError(f"{name} was edited since the check; run 'study run --check' again")
    if stale:
        raise StudyError(
            f"since the check, {stale.why} ({stale.job.label}); run 'study run --check' again"
        )
    return _differences(root, [each.job for each in ran], whole=len(ran) == len(verdicts))


@contextmanager
def _beside(root: Path, *, anew: bool) -> Iterator[Path]:
    """Work in a study of its own below `build`, over the same seeds.

    Args:
        root: The study.
        anew: Whether to make it anew, rather than to find it as it was left.
    """
    beside = root / _FOLDER
    if anew:
        shutil.rmtree(beside, ignore_errors=True)
        (beside / "notebooks").mkdir(parents=True)
        for path in (root / "notebooks").glob("*.*"):
            shutil.copy2(path, beside / "notebooks")
        for path in root.iterdir():
            if path.name not in _NOT_SHARED and not path.name.startswith("."):
                (beside / path.name).symlink_to(path)
    changed = {ROOT_VARIABLE: str(beside), CACHE_VARIABLE: ""}
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield beside
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _sources(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(cell.kind, cell.source, cell.tags) for cell in read_notebook(path).cells]


def _differences(root: Path, jobs: Sequence[Job], *, whole: bool) -> list[Difference]:
    """Compare the figures and the executed notebooks of a check with those that are there."""
    beside = root / _FOLDER
    return [*_notebooks(root, beside, jobs), *_figures(root, beside, whole=whole)]


def _notebooks(root: Path, beside: Path, jobs: Sequence[Job]) -> Iterator[Difference]:
    for job in jobs:
        folder = Path("notebooks") if job.is_default else Path("build", "notebooks")
        new, old = (each / folder / f"{job.label}.ipynb" for each in (beside, root))
        if not old.is_file() or not new.is_file() or old.read_bytes() == new.read_bytes():
            continue  # of an executed copy there may be nothing to compare with
        told = tuple(cells_that_differ(read_notebook(old), read_notebook(new)))
        yield Difference(job.label, told or ("not stored as a run stores it",), ((new, old),))


def _figures(root: Path, beside: Path, *, whole: bool) -> Iterator[Difference]:
    folder = Path("figures")
    names = {path.relative_to(beside) for path in (beside / folder).glob("*.*")}
    if whole:
        names |= {path.relative_to(root) for path in (root / folder).glob("*.*")}
    # Figures of other parameters are compared where somebody has drawn them.
    tried = {path.relative_to(beside) for path in beside.glob("build/figures/*/*.*")}
    names |= {name for name in tried if (root / name).is_file()}
    for stem in sorted({name.with_suffix("") for name in names}):
        files = sorted(name for name in names if name.with_suffix("") == stem)
        pairs = tuple((beside / name, root / name) for name in files)
        differ = tuple(pair for pair in pairs if _bytes(pair[0]) != _bytes(pair[1]))
        if differ:
            yield Difference(stem.name, tuple(_told_figure(pairs, differ)), differ)


def _told_figure(
    pairs: Sequence[tuple[Path, Path]], differ: Sequence[tuple[Path, Path]]
) -> Iterator[str]:
    if not any(new.is_file() for new, _ in pairs):
        yield "no notebook draws it any more"
        return
    if not any(old.is_file() for _, old in pairs):
        yield "was not there before"
        return
    kinds = ", ".join(new.suffix.removeprefix(".") for new, _ in differ)
    rows = [
        line for new, old in differ if new.suffix == ".csv" for line in rows_that_differ(old, new)
    ]
    yield f"{kinds} {'differ' if len(differ) > 1 else 'differs'}" + (
        "" if rows else "; the plotted rows are the same"
    )
    yield from rows


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _named(name: str, found: Sequence[Difference]) -> list[Difference]:
    stem = Path(name).name.removesuffix(".ipynb")
    chosen = [each for each in found if stem in {each.name, each.name.partition(".")[0]}]
    if not chosen:
        known = [each.name for each in found]
        raise StudyError(
            f"nothing of {name!r} differs{did_you_mean(name, known)} "
            f"({', '.join(known) or 'nothing'} differs)"
        )
    return chosen
