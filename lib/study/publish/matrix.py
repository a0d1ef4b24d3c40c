"""Which notebooks run with which parameters: `notebooks/matrix.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from study.lexicon.loader import read_yaml
from study.model import StudyError
from study.model.errors import did_you_mean
from study.publish.notebook import INJECTED_TAG, Notebook, find_notebooks, read_notebook
from study.publish.parameters import Parameters, Scalar, label_of

MATRIX = "notebooks/matrix.yml"


@dataclass(frozen=True)
class Job:
    """One notebook to run with one set of parameters.

    Attributes:
        notebook: The notebook.
        set_name: Name of the set in the matrix, or one made from its values.
        given: Parameters handed to papermill; empty for the notebook's own.
        settings: The checked settings; None where it takes no parameters.
    """

    notebook: Notebook
    set_name: str
    given: Mapping[str, Scalar]
    settings: Parameters | None

    @property
    def is_default(self) -> bool:
        """Whether it runs the notebook as committed, and so renews its outputs."""
        return not self.given

    @property
    def label(self) -> str:
        """Name by which `--only` calls it, and stem of its executed copy."""
        return self.notebook.name if self.is_default else f"{self.notebook.name}.{self.set_name}"


def plan(root: Path, only: Iterable[str] = (), overrides: Sequence[str] = ()) -> list[Job]:
    """Lay out the jobs of a run, refusing every mistake before a kernel starts.

    A notebook that the matrix does not name runs once, as it stands. Parameters
    laid over several sets may make them equal; they then run once.

    Args:
        root: Root of the study.
        only: Names of notebooks (`02_growth`) or of jobs (`02_growth.zh`) to
            run; empty for all.
        overrides: Parameters as typed (`place=通州区`), laid over every set.

    Returns:
        The jobs in the order of the notebooks' names and of the matrix.

    Raises:
        StudyError: If the matrix, a name or a parameter is wrong.
    """
    jobs = _matrix_jobs(root)
    chosen = _choose(jobs, tuple(only))
    return _override(jobs, chosen, overrides) if overrides else chosen


def _matrix_jobs(root: Path) -> list[Job]:
    """All jobs that the matrix asks for, and one for each notebook it leaves out."""
    paths = find_notebooks(root)
    if not paths:
        raise StudyError("notebooks/ holds no notebook; restore them from the repository")
    sets = _read_matrix(root / MATRIX)
    for name in sets:
        if name not in paths:
            raise StudyError(f"{MATRIX}: no notebook {name!r}{did_you_mean(name, paths)}")
    return [
        job
        for name, path in paths.items()
        for job in _notebook_jobs(_runnable(path), sets.get(name) or {"default": {}})
    ]


def _runnable(path: Path) -> Notebook:
    notebook = read_notebook(path)
    if notebook.tagged(INJECTED_TAG):
        raise StudyError(
            f"notebooks/{path.name} holds a cell of injected parameters, which would silently "
            "replace its own; remove that cell"
        )
    return notebook


def _notebook_jobs(notebook: Notebook, sets: Mapping[str, dict[str, Scalar]]) -> list[Job]:
    jobs: list[Job] = []
    for set_name, given in sets.items():
        try:
            job = Job(notebook, set_name, given, notebook.settings(given))
            notebook.require_read(given)
        except StudyError as error:
            raise StudyError(f"{MATRIX}, set {set_name!r}: {error}" if given else error) from None
        twin = next((other for other in jobs if other.settings == job.settings), None)
        if twin:
            raise StudyError(
                f"{MATRIX}: sets {twin.set_name!r} and {set_name!r} of {notebook.name} are the "
                "same; remove one"
            )
        jobs.append(job)
    return jobs


def _read_matrix(path: Path) -> dict[str, dict[str, dict[str, Scalar]]]:
    """Read notebook → set → parameters; a missing file asks for nothing."""
    if not path.is_file():
        return {}
    matrix = read_yaml(path) or {}
    if not _is_matrix(matrix):
        raise StudyError(
            f"{MATRIX} must map each notebook to its sets and each set to its parameters, "
            "as in '02_growth: {en: {}, zh: {language: zh}}'"
        )
    return {
        name: {str(key): value or {} for key, value in sets.items()}
        for name, sets in matrix.items()
    }


def _is_matrix(matrix: object) -> bool:
    return isinstance(matrix, dict) and all(
        isinstance(sets, dict)
        and all(given is None or isinstance(given, dict) for given in sets.values())
        for sets in matrix.values()
    )


def _choose(jobs: Sequence[Job], only: Sequence[str]) -> list[Job]:
    """The jobs that `--only` names, in the order of the matrix."""
    wanted = {name.strip().removeprefix("notebooks/").removesuffix(".ipynb") for name in only}
    known = {job.notebook.name for job in jobs} | {job.label for job in jobs}
    for name in sorted(wanted - known):
        raise StudyError(
            f"--only: no notebook {name!r}{did_you_mean(name, known)} (study run --list shows all)"
        )
    return [job for job in jobs if not wanted or wanted & {job.notebook.name, job.label}]


def _override(jobs: Sequence[Job], chosen: Sequence[Job], overrides: Sequence[str]) -> list[Job]:
    """Lay parameters over the chosen jobs; equal ones fall together."""
    typed = [_name_and_text(override) for override in overrides]
    _require_taken([name for name, _ in typed], [job.notebook for job in chosen])
    changed: dict[str, Job] = {}
    for job in chosen:
        new = _overridden(job, typed)
        # A set that the matrix already has keeps its name there.
        twin = next((old for old in jobs if _same(old, new)), new)
        changed.setdefault(twin.label, twin)
    return list(changed.values())


def _name_and_text(override: str) -> tuple[str, str]:
    name, equals, text = override.partition("=")
    if not equals or not name:
        raise StudyError(f"-p takes NAME=VALUE, not {override!r}")
    return name.strip(), text


def _require_taken(names: Iterable[str], notebooks: Iterable[Notebook]) -> None:
    """Refuse a parameter that not every chosen notebook takes."""
    takes = {book.name: book.schema.names() if book.schema else () for book in notebooks}
    for name in names:
        takers = [notebook for notebook, taken in takes.items() if name in taken]
        if not takers:
            known = sorted({known for taken in takes.values() for known in taken})
            raise StudyError(
                f"-p: no parameter {name!r}{did_you_mean(name, known)} "
                f"({', '.join(takes)} {'take' if len(takes) > 1 else 'takes'} "
                f"{', '.join(known) or 'none'})"
            )
        if len(takers) < len(takes):
            raise StudyError(
                f"-p: parameter {name!r} is taken by {', '.join(takers)} alone; "
                f"add --only {','.join(takers)}"
            )


def _overridden(job: Job, typed: Sequence[tuple[str, str]]) -> Job:
    schema = job.notebook.schema
    assert schema is not None, "_require_taken lets no notebook without parameters pass"
    values = {**job.given, **{name: schema.from_text(name, text) for name, text in typed}}
    # In the order of the schema, so that equal sets bear equal names.
    given = {name: values[name] for name in schema.names() if name in values}
    job.notebook.require_read(given)
    return Job(job.notebook, label_of(given), given, job.notebook.settings(given))


def _same(one: Job, other: Job) -> bool:
    return one.notebook.name == other.notebook.name and one.settings == other.settings
