"""Run the study: notebooks × parameter sets, several kernels at a time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TextIO

from study.model import StudyError
from study.publish.execute import Outcome, execute, prepare_papermill
from study.publish.kernels import KernelPool
from study.publish.ledger import Ledger, Verdict
from study.publish.matrix import Job, plan
from study.publish.project import project_root


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_jobs() -> int:
    """How many notebooks to run at once: one for each core, and one while another waits.

    A kernel and what drives it wait for each other's messages; on two cores a third run
    makes use of that (measured: a tenth of the time).
    """
    return cores() + 1


def run(  # noqa: PLR0913 - what the command line takes
    only: Sequence[str] = (),
    overrides: Sequence[str] = (),
    jobs: int | None = None,
    out: TextIO | None = None,
    *,
    force: bool = False,
    why: bool = False,
) -> list[Outcome]:
    """Run the notebooks of the study with the parameter sets of the matrix.

    Only what changed since its last run is executed; see `study.publish.inputs` for what
    counts. Executed copies go to `build/notebooks/`, figures where the parameters say,
    and notebooks that ran with their own parameters get their outputs renewed.

    Args:
        only: Notebooks or jobs to run; empty for all.
        overrides: Parameters as typed (`place=通州区`), laid over every set.
        jobs: How many to run at once; by default one more than there are cores.
        out: Where progress and summary go; standard output by default.
        force: Whether to execute what did not change too.
        why: Whether to tell of each job what changed.

    Returns:
        One outcome for each job that was executed, in the order of the plan.

    Raises:
        StudyError: If a notebook, parameter or number is wrong; nothing has
            run then.
        KeyboardInterrupt: If the user stops the run; every kernel is ended.
    """
    workers = workers_of(jobs)
    root = project_root()
    ledger = Ledger(root)
    verdicts = [ledger.judge(job) for job in plan(root, only, overrides)]
    due = [verdict for verdict in verdicts if verdict.must_run or force]
    report = Report([verdict.job for verdict in due], out or sys.stdout)
    if why:
        report.why(verdicts)
    outcomes = execute_all(due, workers, ledger, report) if due else []
    report.summary(len(verdicts) - len(due))
    return outcomes


def judged(only: Sequence[str] = (), overrides: Sequence[str] = ()) -> list[Verdict]:
    """Which jobs a run would execute, and why; see `run`."""
    root = project_root()
    ledger = Ledger(root)
    return [ledger.judge(job) for job in plan(root, only, overrides)]


def workers_of(jobs: int | None) -> int:
    """How many jobs to run at once.

    Raises:
        StudyError: If it is less than one.
    """
    workers = default_jobs() if jobs is None else jobs
    if workers < 1:
        raise StudyError(f"--jobs must be 1 or more, not {workers}")
    return workers


def execute_all(
    due: Sequence[Verdict], workers: int, ledger: Ledger, report: Report
) -> list[Outcome]:
    """Execute jobs, several at once, and record those that went well.

    Args:
        due: The jobs with what they depend on.
        workers: How many to execute at once.
        ledger: Where to record them.
        report: Told of each.

    Returns:
        One outcome for each job, in the same order.
    """
    root = project_root()
    started = time.time()
    report.waiting()
    kernels = KernelPool(root / "notebooks")  # its warm process loads while papermill does
    prepare_papermill()
    folder = root / "build" / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(min(workers, len(due))) as pool:
        try:
            futures = {pool.submit(execute, each.job, folder, kernels): each for each in due}
            for future in as_completed(futures):
                _record(ledger, futures[future], future.result(), started)
                report.done(future.result())
        finally:
            # After a normal end there is nothing left to cancel or to close.
            pool.shutdown(wait=False, cancel_futures=True)
            kernels.close()
    return [future.result() for future in futures]


def _record(ledger: Ledger, verdict: Verdict, outcome: Outcome, started: float) -> None:
    if outcome.ok:
        ledger.note(verdict, started, (outcome.read, outcome.written))
    else:
        ledger.forget(verdict.job)


class Report:
    """Tells of a run: a line for each job as it ends, a summary, a live count."""

    def __init__(self, todo: Sequence[Job], out: TextIO) -> None:
        """Prepare to tell of jobs on a stream."""
        self._out = out
        self._live = out.isatty()
        self._left = {job.label for job in todo}
        self._outcomes: list[Outcome] = []
        self._started = time.monotonic()
        self._widths = (
            max((len(job.notebook.name) for job in todo), default=0),
            max((len(job.set_name) for job in todo), default=0),
        )

    def why(self, verdicts: Sequence[Verdict]) -> None:
        """Write a line for each job: what changed since it last ran, or that nothing did."""
        width = max((len(verdict.job.label) for verdict in verdicts), default=0)
        for verdict in verdicts:
            self._write(f"{verdict.job.label:<{width}}  {verdict.why}\n")

    def waiting(self) -> None:
        """On a terminal, say how many jobs are left, in a line that will be replaced."""
        if self._live and self._left:
            self._write(f"\r\x1b[K{len(self._left)} to go: {', '.join(sorted(self._left))[:60]}")

    def done(self, outcome: Outcome) -> None:
        """Write the line of a job, and below it why it failed if it did."""
        self._outcomes.append(outcome)
        self._left.discard(outcome.job.label)
        name, set_name = outcome.job.notebook.name, outcome.job.set_name
        state = "ok" if outcome.ok else "failed"
        line = (
            f"{name:<{self._widths[0]}}  {set_name:<{self._widths[1]}}  "
            f"{outcome.seconds:6.1f} s  {state}"
        )
        lines = [line, *(f"    {told}" for told in outcome.failure)]
        self._write(("\r\x1b[K" if self._live else "") + "\n".join(lines) + "\n")
        self.waiting()

    def summary(self, up_to_date: int = 0) -> None:
        """Write what the whole run came to.

        Args:
            up_to_date: How many jobs had nothing to do.
        """
        if not self._outcomes:
            these = f"all {up_to_date} runs are" if up_to_date > 1 else "the run is"
            self._write(f"nothing to do: {these} up to date (--force runs all the same)\n")
            return
        failed = [outcome.job.label for outcome in self._outcomes if not outcome.ok]
        renewed = sorted(o.job.notebook.path.name for o in self._outcomes if o.renewed)
        seconds = time.monotonic() - self._started
        count = len(self._outcomes)
        self._write(f"executed notebooks in build/notebooks/, figures in {self._figures()}\n")
        self._write(
            f"{count} {'run' if count == 1 else 'runs'} in {seconds:.1f} s: "
            f"{count - len(failed)} ok, {len(failed)} failed"
            + (f" ({', '.join(sorted(failed))})" if failed else "")
            + (f", {up_to_date} up to date" if up_to_date else "")
            + (f"; renewed in notebooks/: {', '.join(renewed)}" if renewed else "")
            + "\n"
        )

    def _figures(self) -> str:
        """The folders that figures went to, as a reader at the root of the study names them."""
        root = project_root()
        settings = [outcome.job.settings for outcome in self._outcomes]
        folders = {each.figures_folder for each in settings if each is not None}
        return ", ".join(
            f"{folder.relative_to(root)}/" if folder.is_relative_to(root) else str(folder)
            for folder in sorted(folders)
        )

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
