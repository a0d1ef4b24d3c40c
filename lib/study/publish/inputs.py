"""Everything that the outputs of a job depend on, each with a digest or a value."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from study.model.installed import installed
from study.publish.library import Library, names_in
from study.publish.matrix import Job
from study.publish.parameters import rule_of
from study.publish.project import relative_to_root, resolve

CACHE = Path("build", "cache")

# What a job depends on: kind of thing → name → digest or value.
Inputs = Mapping[str, Mapping[str, str]]

# Kept to tell that only comments changed, and where a cell stands: no reasons to run.
COMMENTS = "comments"
HEADINGS = "headings"
# Turns every executed notebook into what is committed.
_ALWAYS = ("study.publish.normalise",)


class Surroundings:
    """What several jobs depend on, looked at once a run.

    Attributes:
        root: Root of the study.
    """

    def __init__(self, root: Path) -> None:
        """Prepare to look; nothing is read yet."""
        self.root = root
        self._folders: dict[Path, dict[str, str]] = {}

    def of(self, job: Job) -> Inputs:
        """All that a job depends on, as it is now."""
        modules = self._modules(job)
        library = self.library.modules
        return {
            "cell": dict(_cells(job)),
            HEADINGS: {str(cell.number): cell.heading for cell in job.notebook.cells},
            "parameter": _parameters(job),
            "module": {name: library[name].code for name in modules},
            "data": self.library.data(modules),
            "seed": self._seeds(job),
            "package": self._packages,
            COMMENTS: {name: library[name].bytes for name in modules},
        }

    @cached_property
    def library(self) -> Library:
        """The library as its files are now."""
        return Library(self.root / CACHE / "library.json")

    @cached_property
    def _packages(self) -> dict[str, str]:
        return installed()

    def _modules(self, job: Job) -> list[str]:
        try:
            tree = ast.parse("\n".join(cell.source for cell in job.notebook.code))
        except SyntaxError:
            return list(self.library.modules)  # magics may do anything
        return self.library.reached({*names_in(tree), *_ALWAYS})

    def _seeds(self, job: Job) -> dict[str, str]:
        """Digests of the files in every folder that a parameter names."""
        schema = job.settings.schema() if job.settings else ()
        named = [parameter.name for parameter in schema if rule_of(parameter).folder]
        folders = [resolve(str(getattr(job.settings, name))) for name in named]
        return {name: digest for folder in folders for name, digest in self._files(folder).items()}

    def _files(self, folder: Path) -> dict[str, str]:
        if folder not in self._folders:
            paths = sorted(path for path in folder.rglob("*") if path.is_file())
            seen = (path for path in paths if not path.name.startswith("."))
            self._folders[folder] = {relative_to_root(path): digest_of(path) for path in seen}
        return self._folders[folder]


def digest_of(path: Path) -> str:
    """Digest of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _cells(job: Job) -> Iterator[tuple[str, str]]:
    """Sources and tags, for the committed notebook holds both; outputs are no input."""
    for cell in job.notebook.cells:
        text = repr((cell.kind, cell.source, cell.tags))
        yield str(cell.number), hashlib.sha256(text.encode()).hexdigest()


def _parameters(job: Job) -> dict[str, str]:
    names = job.settings.names() if job.settings else ()
    return {name: repr(getattr(job.settings, name)) for name in names}
