"""Kernels of one run: forked from a warm process where possible, and all ended at once.

A fresh kernel spends seconds on imports that are the same each time. On Linux, kernels are
therefore forked from one process that has done them (`study.publish.warm`); elsewhere, or
where that process fails, each kernel is started as Jupyter starts it. Both speak the same
protocol, and notebooks cannot tell them apart but by the clock.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

# Jupyter is imported only when it is needed, so that the warm process starts first.
if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

# A fixed seed keeps the order of sets from run to run; the debugger's check of
# frozen modules would print a warning at every start.
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}

CAN_FORK = sys.platform == "linux" and hasattr(os, "pidfd_open")
# Sockets in a folder of our own: two kernels that start at once may pick the same port.
_TRANSPORT = "tcp" if sys.platform == "win32" else "ipc"
_WARM = "study.publish.warm"
_LAUNCHER = ["-m", "ipykernel_launcher"]
_PATIENCE = 60.0  # seconds for the warm process to answer; its imports take about three
_SOON = 5.0  # seconds for a killed process to be gone


class ForkedProcess:
    """A forked kernel with the part of `subprocess.Popen` that jupyter_client uses.

    Attributes:
        pid: Its number, which is that of its process group too.
        stdin: None, as are `stdout` and `stderr`: there are no pipes to close.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        """Take over a process and the descriptor that names it for good."""
        self.pid = pid
        self._handle = handle

    def poll(self) -> int | None:
        """None while it runs. How it ended only the process that forked it knows."""
        ended, _, _ = select.select([self._handle], [], [], 0)
        return 1 if ended else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Raises:
            subprocess.TimeoutExpired: If it has not ended in so many seconds.
        """
        ended, _, _ = select.select([self._handle], [], [], timeout)
        if not ended:
            raise subprocess.TimeoutExpired(["kernel"], timeout or 0)
        return 1

    def send_signal(self, number: int) -> None:
        """Send a signal to it and to the processes that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.poll() is None:
                os.killpg(self.pid, number)
        with contextlib.suppress(ProcessLookupError):  # it may not yet head its group
            signal.pidfd_send_signal(self._handle, number)
        if number == signal.SIGKILL:
            # It takes a moment, and jupyter_client would sleep ten times as long.
            select.select([self._handle], [], [], 1)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def __del__(self) -> None:
        """Give the descriptor back."""
        os.close(self._handle)


class WarmProcess:
    """The process that kernels are forked from; see `study.publish.warm`."""

    def __init__(self) -> None:
        """Start it; it loads what it needs while others work."""
        self._lock = threading.Lock()
        # Datagrams keep requests apart without any framing.
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._channel.settimeout(_PATIENCE)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _WARM, str(theirs.fileno())],
                env={**_ENVIRONMENT, **os.environ},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def fork(
        self, arguments: Sequence[str], folder: str, environment: Mapping[str, str]
    ) -> ForkedProcess | None:
        """Have a kernel forked.

        Args:
            arguments: What follows `ipykernel_launcher` on the command line.
            folder: Its working folder.
            environment: All its environment variables.

        Returns:
            The kernel; None where the process cannot fork one.
        """
        request = {"command": arguments, "folder": folder, "environment": environment}
        with self._lock:
            try:
                self._channel.send(json.dumps(request).encode())
                number, handles, _, _ = socket.recv_fds(self._channel, 64, 1)
            except OSError:
                return None
        return ForkedProcess(int(number), handles[0]) if handles else None

    def close(self) -> None:
        """End it and every kernel that it forked."""
        with contextlib.suppress(OSError):  # already gone
            self._channel.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_SOON)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class KernelPool:
    """The kernels of one run.

    Attributes:
        folder: Working folder of every kernel; None for the one that Jupyter names.
        closed: Whether the run was stopped, or is over.
        scratch: Folder that is there until the pool is closed.
    """

    def __init__(self, folder: Path | None = None, *, warm: bool = True) -> None:
        """Prepare kernels; none is started yet.

        Args:
            folder: Working folder of every kernel; None for the one that Jupyter names.
            warm: Whether kernels may be forked from one warm process.
        """
        self.folder = folder
        self.closed = False
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes] | ForkedProcess] = []
        self._temporary = TemporaryDirectory(prefix="study-", ignore_cleanup_errors=True)
        self.scratch = Path(self._temporary.name)
        self._warm = WarmProcess() if warm and CAN_FORK else None

    def manager_class(
        self, options: Sequence[str] = (), variables: Mapping[str, str] | None = None
    ) -> type[AsyncKernelManager]:
        """A kernel manager class whose kernels belong to this pool.

        Args:
            options: Further arguments for its kernels.
            variables: Further environment variables for them.
        """
        from jupyter_client.asynchronous.client import AsyncKernelClient  # noqa: PLC0415 - slow to import
        from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415 - slow to import
        from traitlets import default  # noqa: PLC0415 - comes with jupyter_client

        pool = self

        class PooledClient(AsyncKernelClient):
            """Waits for a kernel without the fixed pauses of jupyter_client."""

            async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
                await _wait_for_ready(self, timeout)

            wait_for_ready = _async_wait_for_ready

        class PooledKernelManager(AsyncKernelManager):
            """Starts a kernel in the pool's folder and tells the pool of it."""

            @default("transport")
            def _default_transport(self) -> str:
                return _TRANSPORT

            @default("connection_file")
            def _default_connection_file(self) -> str:
                return str(pool.scratch / f"{uuid4().hex[:12]}.json")

            @default("client_factory")
            def _default_client_factory(self) -> type[AsyncKernelClient]:
                return PooledClient

            async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:  # noqa: ANN401 - as jupyter_client types it
                # The folder goes to the process alone: a chdir here would move
                # every thread. A seed that the user sets wins over ours.
                kw["env"] = {**_ENVIRONMENT, **kw["env"], **(variables or {})}
                if pool.folder:
                    kw["cwd"] = str(pool.folder)
                command = [*kernel_cmd, *options]
                forked = pool.fork(command, kw.get("cwd") or str(Path.cwd()), kw["env"])
                provisioner: Any = self.provisioner
                if forked:
                    provisioner.process, provisioner.pid = forked, forked.pid
                    self._reconcile_connection_info(provisioner.connection_info)
                else:
                    await super()._async_launch_kernel(command, **kw)
                    pool.add(getattr(provisioner, "process", None))

            async def _async_interrupt_kernel(self) -> None:
                # A kernel that is about to be killed would only complain of it.
                if not self.shutting_down:
                    await super()._async_interrupt_kernel()

            _launch_kernel = _async_launch_kernel
            interrupt_kernel = _async_interrupt_kernel

        return PooledKernelManager

    def fork(
        self, command: Sequence[str], folder: str, environment: Mapping[str, str]
    ) -> ForkedProcess | None:
        """Fork the kernel that a command would start; None where that is not possible."""
        arguments = _arguments(command)
        if self._warm is None or arguments is None or self.closed:
            return None
        forked = self._warm.fork(arguments, folder, environment)
        if forked:
            self.add(forked)
        return forked

    def add(self, process: subprocess.Popen[bytes] | ForkedProcess | None) -> None:
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
        if self._warm:
            self._warm.close()
        self._temporary.cleanup()


def _arguments(command: Sequence[str]) -> list[str] | None:
    """What a command hands to ipykernel; None if it starts another Python or kernel."""
    start = next((i for i, word in enumerate(command) if word == "-m"), 0)
    options = command[1:start]
    same = start > 0 and command[0] == sys.executable and list(command[start:][:2]) == _LAUNCHER
    if not same or any(not option.startswith("-X") for option in options):
        return None
    return list(command[start + 2 :])


async def _wait_for_ready(client: Any, timeout: float | None) -> None:  # noqa: ANN401 - jupyter_client's types are partial
    """Wait until a kernel answers on both channels, and no longer.

    The kernel reports being idle on the second channel after every answer; what
    it sent before that is thereby out of the way.
    """
    deadline = time.monotonic() + (timeout if timeout is not None else _PATIENCE)
    while True:
        request = client.kernel_info()
        with contextlib.suppress(Empty):
            reply = await client.get_shell_msg(timeout=1)
            while reply["parent_header"].get("msg_id") != request:
                reply = await client.get_shell_msg(timeout=1)
            client._handle_kernel_info_reply(reply)
            # Nothing comes if the kernel answered before it was listened to: ask again.
            while not _says_idle(await client.get_iopub_msg(timeout=0.2), request):
                pass
            return
        if not await client._async_is_alive():
            raise RuntimeError("Kernel died before replying to kernel_info")
        if time.monotonic() > deadline:
            raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


def _says_idle(message: Mapping[str, Any], request: str) -> bool:
    return bool(
        message["msg_type"] == "status"
        and message["content"]["execution_state"] == "idle"
        and message["parent_header"].get("msg_id") == request
    )


def _kill(process: subprocess.Popen[bytes] | ForkedProcess) -> None:
    """End a kernel and its group; jupyter_client makes each the head of its own."""
    if process.poll() is None:
        if isinstance(process, ForkedProcess):
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
