"""One job through papermill: its executed copy, and what went wrong if something did."""

from __future__ import annotations

import logging
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from study.publish.files import whole_file, write_if_changed
from study.publish.matrix import Job
from study.publish.notebook import Cell, Notebook, read_notebook
from study.publish.project import project_root, relative_to_root
from study.publish.trace import touched, variables

if TYPE_CHECKING:
    from study.publish.kernels import KernelPool

_COLOURS = re.compile("\x1b\\[[0-9;]*[A-Za-z]")
_FRAME = re.compile(r"^File (?P<file>\S.*?):(?P<line>\d+), in (?P<function>\w+)", re.MULTILINE)
_CELL_LINE = re.compile(r"^Cell In\[\d+\], line (?P<line>\d+)", re.MULTILINE)
_LONGEST_CAUSE = 300
_TRACED = ["--IPKernelApp.extra_extensions=study.publish.trace"]


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes:
        job: The job.
        seconds: Wall time it took.
        failure: Lines that tell what went wrong; empty where all went well.
        renewed: Whether the committed notebook got new outputs.
        read: Files that the notebook read.
        written: Files that it wrote, its executed copy among them.
    """

    job: Job
    seconds: float
    failure: tuple[str, ...] = ()
    renewed: bool = False
    read: frozenset[Path] = frozenset()
    written: frozenset[Path] = frozenset()

    @property
    def ok(self) -> bool:
        """Whether the job went well."""
        return not self.failure


def prepare_papermill() -> None:
    """Import papermill without what it does not need, and without its log."""
    # jsonschema imports this where it is installed, builds a grammar for 1.5 s
    # and does without it where it is not.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None blocks an import
    import papermill  # noqa: F401, PLC0415 - costs half a second
    from papermill.engines import papermill_engines  # noqa: PLC0415 - comes with it

    from study.publish.engine import NAME, StudyEngine  # noqa: PLC0415 - imports papermill

    # An installed study is registered; this one may be newer than its installation.
    papermill_engines.register(NAME, StudyEngine)
    logging.getLogger("papermill").setLevel(logging.CRITICAL)


def execute(job: Job, folder: Path, kernels: KernelPool) -> Outcome:
    """Run a job and keep its executed copy, whether it goes well or not.

    A job that runs the notebook as committed also renews the outputs stored in
    the committed file, unless somebody changed that file meanwhile.

    Args:
        job: What to run.
        folder: Folder of the executed copies; it exists.
        kernels: Where the kernel comes from.

    Returns:
        The outcome; an error inside the notebook is told there, not raised.
    """
    started = time.monotonic()
    copy = folder / f"{job.label}.ipynb"
    notes = kernels.scratch / f"{uuid4().hex}.trace"
    error = _execute_into(job, copy, kernels, notes)
    if error:
        return Outcome(job, time.monotonic() - started, _told(job, copy, error))
    renewed = job.is_default and _renew(job.notebook, copy)
    read, written = touched(notes)
    own = {copy, job.notebook.path} if job.is_default else {copy}
    return Outcome(
        job, time.monotonic() - started, renewed=renewed, read=read - own, written=written | own
    )


def _execute_into(job: Job, copy: Path, kernels: KernelPool, notes: Path) -> Exception | None:
    """Write the executed copy whole; give back what stopped the notebook."""
    from study.publish.normalise import normalise_file  # noqa: PLC0415 - nbformat is slow to import

    with whole_file(copy) as temporary:
        # Papermill knows a notebook by its suffix, and writes after each cell.
        working = temporary.with_name(f"{temporary.name}.ipynb")
        try:
            error = _papermill(job, working, kernels, notes)
            if kernels.closed and error:
                raise error  # stopped by the user: an earlier copy stays
            if not working.is_file():
                temporary.write_bytes(job.notebook.data)
            elif error:
                working.replace(temporary)  # as papermill left it, its notes included
            else:
                temporary.write_text(normalise_file(working), encoding="utf-8")
        finally:
            working.unlink(missing_ok=True)
    return error


def _papermill(job: Job, output: Path, kernels: KernelPool, notes: Path) -> Exception | None:
    """Have papermill run the notebook; give back what stopped it."""
    import papermill  # noqa: PLC0415 - costs half a second

    from study.publish.engine import NAME  # noqa: PLC0415 - comes with papermill

    folders = {project_root()} | ({job.settings.figures_folder} if job.settings else set())
    try:
        papermill.execute_notebook(
            _escape(job.notebook.path),
            _escape(output),
            parameters=dict(job.given),
            engine_name=NAME,
            kernel_name="python3",
            progress_bar=False,
            kernel_manager_class=kernels.manager_class(_TRACED, variables(notes, folders)),
        )
    except Exception as error:
        return error
    return None


def _escape(path: Path) -> str:
    """A path for papermill, which fills in parameters between braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _renew(notebook: Notebook, copy: Path) -> bool:
    """Store new outputs in the committed notebook; say whether that changed it."""
    if notebook.path.read_bytes() != notebook.data:
        return False
    return write_if_changed(notebook.path, copy.read_text(encoding="utf-8"))


def _told(job: Job, copy: Path, error: Any) -> tuple[str, ...]:  # noqa: ANN401 - papermill is untyped
    """Say in a few lines where a job failed, with what, and why."""
    traceback = _COLOURS.sub("", "\n".join(getattr(error, "traceback", ())))
    # Papermill stops at the first failure, so the last cell it started failed,
    # be it that the code raised or that the kernel died.
    started = [cell for cell in read_notebook(copy).code if cell.started]
    given = ", ".join(f"{name}={value}" for name, value in job.given.items())
    lines = {
        "cell": _place(started[-1]) if started else "",
        "line": _line(started[-1], traceback) if started else "",
        "parameters": given or "as in the notebook",
        "cause": _cause(error, traceback),
        "kept": relative_to_root(copy),
    }
    return tuple(f"{name}: {text}" for name, text in lines.items() if text)


def _place(cell: Cell) -> str:
    number = f"In [{cell.count}]" if cell.count else f"cell {cell.number}"
    return f"{number} under “{cell.heading}”" if cell.heading else number


def _line(cell: Cell, traceback: str) -> str:
    """The line of the cell that raised; its first line where that is not known."""
    raised = _CELL_LINE.search(traceback)
    lines = cell.source.splitlines()
    number = int(raised["line"]) if raised else 0
    return lines[number - 1].strip() if 0 < number <= len(lines) else cell.first_line


def _cause(error: Any, traceback: str) -> str:  # noqa: ANN401 - papermill is untyped
    """The error in one line without colours, and where in the library it arose."""
    name = getattr(error, "ename", type(error).__name__)
    text = _COLOURS.sub("", str(getattr(error, "evalue", error)))
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    message = f"{name}: {first}" if first else name
    if len(message) > _LONGEST_CAUSE:
        message = f"{message[:_LONGEST_CAUSE]}…"
    frames = list(_FRAME.finditer(traceback))
    return f"{message} ({_frame(frames[-1])})" if frames else message


def _frame(frame: re.Match[str]) -> str:
    file = relative_to_root(Path(frame["file"]).expanduser())
    return f"{file}:{frame['line']}, {frame['function']}"
