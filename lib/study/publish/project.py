"""Where the study lives on disk, so that every path means the same from anywhere."""

from __future__ import annotations

import os
from pathlib import Path

from study.model import StudyError

ROOT_VARIABLE = "STUDY_ROOT"
_CHECKOUT = Path(__file__).resolve().parents[3]


def project_root() -> Path:
    """Find the folder that holds both `seeds` and `notebooks`.

    Looked for in this order: the environment variable `STUDY_ROOT`, the working
    folder and the folders above it, the checkout that this library was
    installed from. A notebook thus finds the same folder whether its kernel
    starts in the root (papermill), in `notebooks/` (JupyterLab, nbval) or
    elsewhere.

    Returns:
        The absolute path of the root.

    Raises:
        StudyError: If `STUDY_ROOT` names no such folder, or none is found.
    """
    named = os.environ.get(ROOT_VARIABLE)
    if named:
        root = Path(named).expanduser().absolute()
        if not _is_root(root):
            raise StudyError(
                f"{ROOT_VARIABLE} names {named!r}, which does not hold both seeds/ and notebooks/; "
                "name the folder of the study, or unset it"
            )
        return root
    here = Path.cwd()
    for folder in (here, *here.parents, _CHECKOUT):
        if _is_root(folder):
            return folder
    raise StudyError(
        f"no study at {here}: neither it nor a folder above it holds both seeds/ and notebooks/; "
        f"go to the study's folder, or set {ROOT_VARIABLE}"
    )


def resolve(path: str) -> Path:
    """Turn a path given as a parameter into an absolute one.

    Args:
        path: Absolute, below the home folder (`~`), or relative to the root.

    Returns:
        The absolute path; it need not exist.

    Raises:
        StudyError: If the path is relative and no root is found.
    """
    given = Path(path).expanduser()
    return given if given.is_absolute() else project_root() / given


def relative_to_root(path: Path) -> str:
    """Name a path as seen from the root, for messages; outside paths stay as they are."""
    root = project_root()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _is_root(folder: Path) -> bool:
    return (folder / "seeds").is_dir() and (folder / "notebooks").is_dir()
