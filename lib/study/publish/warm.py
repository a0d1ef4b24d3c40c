"""A process that has everything imported and forks a kernel whenever it is asked for one.

Most of what a notebook costs is the start of its kernel: Jupyter, pandas, matplotlib and
the dictionaries of the lexicon, which are the same each time. This process loads them once.
A kernel forked from it shares no state with any other: what one changes, none else sees.

Run as `python -m study.publish.warm FD`, where FD is one end of a socket pair. Each request
is a datagram of JSON with `command`, `folder` and `environment`; each answer is the
number of a process, with a file descriptor of it. When the other end closes, every
kernel is ended, and this process with them.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import time
import warnings
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NoReturn

LARGEST_REQUEST = 1 << 20  # bytes
# What notebooks draw with, unless the user says otherwise. Set before matplotlib is
# imported, which looks only then; ipykernel sets it in a fresh kernel.
BACKEND = "module://matplotlib_inline.backend_inline"
# Ties itself to the kernel that imports it, so that kernels forked afterwards would lose
# every inline image. Nothing here may draw through pyplot, which would import it.
TIED_TO_A_KERNEL = "matplotlib_inline.backend_inline"

# What a kernel imports on its own account.
_KERNEL_MODULES = (
    "ipykernel.debugger",  # a quarter of a second, though nothing will be debugged
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel_launcher",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "pdb",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)
_SAMPLE = "2024年，昌平区医药健康产业规模超过1000亿元，同比增长约8%，企业近500家。"


def main() -> None:
    """Load everything, then fork kernels until the other end closes."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    del sys.path[0]  # the working folder, which a kernel puts back as its own
    # The driver alone decides when a kernel ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    variables = dict(os.environ)
    os.environ.setdefault("MPLBACKEND", BACKEND)
    # A kernel ends itself when the process that it was forked from is gone.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    try:
        load()
    except Exception:
        # A kernel started by itself will fail in the same place, and its notebook tells of it.
        sys.exit(1)
    gc.collect()
    gc.freeze()  # pages that the collector does not touch stay shared
    # Among them what modules set when they are imported.
    _serve(channel, dict(os.environ.items() - variables.items()))


def load() -> None:
    """Import what notebooks and kernels need, and read the dictionaries of the lexicon."""
    with _as_in_a_kernel():
        for name in (*_KERNEL_MODULES, *_library()):
            importlib.import_module(name)
        _read_dictionaries()
    if TIED_TO_A_KERNEL in sys.modules:
        raise ImportError(f"{TIED_TO_A_KERNEL} belongs to a kernel, and was imported before any")


class _Stream:
    """Stands for a stream that will be another one later.

    A kernel has streams of its own, and what holds on to one that it found when it
    was imported, as handlers of logs do, must write to those.
    """

    encoding = "UTF-8"  # as in a kernel, whatever the locale

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - whatever a stream has
        now = getattr(sys, self._name)
        return getattr(getattr(sys, f"__{self._name}__") if now is self else now, attribute)


@contextlib.contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    """Let modules that look around when they are imported find what a kernel would have.

    pandas, for one, chooses then how wide its tables are.
    """
    shell = SimpleNamespace(kernel=None)
    builtins.get_ipython = lambda: shell  # type: ignore[attr-defined]  # not one of Python's own
    streams: Any = (_Stream("stdout"), _Stream("stderr"))
    sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        del builtins.get_ipython  # type: ignore[attr-defined]  # as above


def _library() -> set[str]:
    """Names of the library's modules that notebooks reach."""
    import study  # noqa: PLC0415 - the first of the imports that this process is there for

    return {*study._HOMES.values(), *study._MODULES.values()}


def _read_dictionaries() -> None:
    """Go once the way that articles go, so that what is read on first use has been read."""
    from study.analyse import key_terms  # noqa: PLC0415 - slow to import
    from study.analyse.corpus import study_of  # noqa: PLC0415 - as above
    from study.draw import fonts  # noqa: PLC0415 - as above
    from study.extract import extract_facts  # noqa: PLC0415 - as above
    from study.lexicon import label  # noqa: PLC0415 - as above
    from study.read import read_text  # noqa: PLC0415 - as above

    document = read_text(_SAMPLE)
    key_terms(study_of([document], extract_facts(document)), 1)
    label("昌平区", "en")
    fonts.register()


def _serve(channel: socket.socket, variables: dict[str, str]) -> None:
    kernels: list[int] = []
    try:
        while request := channel.recv(LARGEST_REQUEST):
            kernels = _without_ended(kernels)
            kernel = _fork()
            if kernel == 0:
                channel.close()
                _become_kernel(**json.loads(request), variables=variables)
            kernels.append(kernel)
            _answer(channel, kernel)
    finally:
        for kernel in kernels:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(kernel, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(kernel, signal.SIGKILL)  # not yet the head of a group
            os.waitpid(kernel, 0)


def _fork() -> int:
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; those of the linear algebra library mind forks.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _answer(channel: socket.socket, kernel: int) -> None:
    """Tell the number of a kernel, with a descriptor that stays true if the number is reused."""
    handle = os.pidfd_open(kernel)
    try:
        socket.send_fds(channel, [str(kernel).encode()], [handle])
    finally:
        os.close(handle)


def _without_ended(kernels: list[int]) -> list[int]:
    return [kernel for kernel in kernels if os.waitpid(kernel, os.WNOHANG) == (0, 0)]


def _become_kernel(
    command: list[str], folder: str, environment: dict[str, str], variables: dict[str, str]
) -> NoReturn:
    """Turn this fork into what `command` would have started, then run it to its end.

    Args:
        command: Arguments of `ipykernel_launcher`.
        folder: Working folder.
        environment: All environment variables of the kernel.
        variables: Those that this process has set besides.
    """
    try:
        os.setsid()
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment | variables)
        time.tzset()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _forget_chance()
        _run_kernel(command)
    finally:
        os._exit(1)


def _forget_chance() -> None:
    """Seed numpy's chance anew, as in a fresh process; Python does so with its own."""
    numpy: Any = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed()


def _run_kernel(command: list[str]) -> None:
    import ipykernel_launcher  # noqa: PLC0415 - gives the path that a kernel's first argument is
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - slow to import

    sys.argv = [ipykernel_launcher.__file__, *command]
    IPKernelApp.launch_instance()


if __name__ == "__main__":
    main()
