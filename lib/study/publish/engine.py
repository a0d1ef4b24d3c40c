"""The papermill engine `study`: papermill's own, with kernels forked from a warm process.

`papermill --engine study IN OUT`, or `papermill.execute_notebook(..., engine_name="study")`,
which gains most where one process executes many notebooks. What is given, written and raised
is the same as with papermill's own engine, and so are the outputs, cell by cell.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from papermill.engines import NBClientEngine

from study.publish.kernels import KernelPool

NAME = "study"
_SECONDS_BETWEEN_SAVES = 1.0
_LOCK = threading.Lock()


class StudyEngine(NBClientEngine):  # type: ignore[misc]  # papermill is untyped
    """Executes notebooks in kernels that start in a tenth of a second."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as papermill has it
        """Execute a notebook; see `papermill.engines.Engine`.

        Args:
            nb_man: The notebook with the times and the path that papermill notes for it.
            kernel_name: Name of its kernel.
            **kwargs: Options of papermill and nbclient. A `kernel_manager_class` is used as
                it is.
        """
        if "kernel_manager_class" not in kwargs:
            kwargs["kernel_manager_class"] = _pool().manager_class()
        # A polite shutdown stalls for seconds now and then, and saves nothing.
        kwargs.setdefault("shutdown_kernel", "immediate")
        nb_man.save = _seldom(nb_man.save)
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)
        finally:
            del nb_man.save  # what papermill saves in the end it saves at once


def _pool() -> KernelPool:
    """The kernels of this process, ended with it; threads share them."""
    with _LOCK:
        return _only_pool()


@cache
def _only_pool() -> KernelPool:
    pool = KernelPool()
    atexit.register(pool.close)
    return pool


def _seldom(save: Callable[..., None]) -> Callable[..., None]:
    """Save as papermill does before and after each cell, but not many times a second.

    The whole notebook is written each time, which for quick cells costs more than they do.
    """
    last = time.monotonic()

    def saved(**changes: Any) -> None:  # noqa: ANN401 - as papermill has it
        nonlocal last
        if changes or time.monotonic() - last >= _SECONDS_BETWEEN_SAVES:
            save(**changes)
            last = time.monotonic()

    return saved
