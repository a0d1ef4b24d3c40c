"""Kernels that share a folder and an environment, and that can all be ended at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

# A fixed seed keeps the order of sets from run to run; the debugger's check of
# frozen modules would print a warning at every start.
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}

# "auto" encrypts the transport, and thereby silences a warning that every
# kernel would print otherwise.
QUIET = {"KernelManager": {"transport_encryption": "auto"}}


class KernelPool:
    """The kernels of one run.

    Attributes:
        folder: Working folder of every kernel.
        closed: Whether the run was stopped, or is over.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare kernels that will work in `folder`; none is started yet."""
        self.folder = folder
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self.closed = False

    def manager_class(self) -> type[AsyncKernelManager]:
        """A kernel manager class whose kernels belong to this pool."""
        pool = self

        class PooledKernelManager(AsyncKernelManager):
            """Starts a kernel in the pool's folder and tells the pool of it."""

            async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:  # noqa: ANN401 - as jupyter_client types it
                # The folder goes to the process alone: a chdir here would move
                # every thread. A seed that the user sets wins over ours.
                kw |= {"cwd": str(pool.folder), "env": {**_ENVIRONMENT, **kw["env"]}}
                await super()._async_launch_kernel(kernel_cmd, **kw)
                pool.add(getattr(self.provisioner, "process", None))

            _launch_kernel = _async_launch_kernel

        return PooledKernelManager

    def add(self, process: subprocess.Popen[bytes] | None) -> None:
        """Note a kernel that has started; one that comes after the end is ended."""
        if process is None:
            return
        with self._lock:
            self._processes.append(process)
        if self.closed:
            _kill(process)

    def close(self) -> None:
        """End every kernel now, with the processes that it started."""
        with self._lock:
            self.closed = True
            processes = tuple(self._processes)
        for process in processes:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a kernel and its group; jupyter_client makes each the head of its own."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
