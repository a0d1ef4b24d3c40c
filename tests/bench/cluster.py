"""How `study extract` grows with the workers of a cluster, and what memory each takes.

usage, in tests/: python -m bench.cluster [--megabytes N]

A scheduler and its workers are processes of this machine, one thread each, so two workers
need two free cores.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil
from bench.bars import Bar
from bench.corpus import write_articles

from study.publish.extraction import Extracted, extract_corpus

MB = 1_000_000
LEAST_GAIN = 1.7
MOST_MEMORY = 500  # megabytes a worker


@contextmanager
def cluster(count: int, folder: Path) -> Iterator[tuple[str, list[psutil.Popen]]]:
    """Address of a scheduler with so many workers, and the workers."""
    told = folder / f"{count}.json"
    python = [sys.executable, "-m"]
    common = ["--scheduler-file", str(told), "--no-dashboard", "--host", "127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    commands = [
        [*python, "distributed.cli.dask_scheduler", *common, "--port", "0"],
        *[[*python, "distributed.cli.dask_worker", *common, "--nthreads", "1", "--no-nanny"]]
        * count,
    ]
    processes = [psutil.Popen(command, **quiet) for command in commands]
    try:
        yield _address(told), processes[1:]
    finally:
        for process in processes:
            with suppress(psutil.NoSuchProcess):  # a test may have ended it
                process.kill()
            process.wait()


def _address(told: Path) -> str:
    """Address that a scheduler wrote into a file, once it is there and whole."""
    while True:
        with suppress(OSError, ValueError):
            return str(json.loads(told.read_bytes())["address"])
        time.sleep(0.1)


def _watch(workers: list[psutil.Popen], peaks: list[float], ended: threading.Event) -> None:
    while not ended.wait(0.2):
        for index, worker in enumerate(workers):
            peaks[index] = max(peaks[index], worker.memory_info().rss / MB)


class Measured(NamedTuple):
    """What a corpus cost.

    Attributes:
        seconds: On the clock.
        busiest: Processor seconds of the worker that took most.
        memory: Megabytes of the worker that took most.
        total: What the corpus came to.
    """

    seconds: float
    busiest: float
    memory: float
    total: Extracted


def measure(count: int, corpus: Path, folder: Path) -> Measured:
    """Extract a corpus with so many workers."""
    with cluster(count, folder) as (address, workers):
        _warm(address, count, folder)
        peaks, ended = [0.0] * count, threading.Event()
        watch = threading.Thread(target=_watch, args=(workers, peaks, ended))
        watch.start()
        out = folder / f"tables{count}"
        used = [_used(worker) for worker in workers]
        began = time.perf_counter()
        total = extract_corpus([str(corpus)], out, scheduler=address)
        seconds = time.perf_counter() - began
        busiest = max(_used(w) - before for w, before in zip(workers, used, strict=True))
        ended.set()
        watch.join()
    shutil.rmtree(out)
    return Measured(seconds, busiest, max(peaks), total)


def _used(worker: psutil.Popen) -> float:
    times = worker.cpu_times()
    return float(times.user + times.system)


def _warm(address: str, count: int, folder: Path) -> None:
    """Let every worker load the lexicon, which it does once however much there is to read."""
    small = folder / f"small{count}"
    write_articles(small, 50_000 * count, with_cases=False)
    extract_corpus([str(small)], folder / f"warm{count}", scheduler=address, part_bytes=10_000)


def main() -> int:
    """Measure one worker and two, print both, and tell whether every promise holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--megabytes", type=int, default=200, help="size of the corpus")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus"
        write_articles(corpus, options.megabytes * MB, with_cases=False)
        found = {count: measure(count, corpus, folder) for count in (1, 2)}
    print(f"study extract --scheduler, {options.megabytes} MB")
    for count, each in found.items():
        print(
            f"  workers: {count}  {each.seconds:8.1f} s  "
            f"{options.megabytes / each.seconds:6.2f} MB/s  "
            f"{each.busiest:8.1f} s of a processor and {each.memory:4.0f} MB a worker  "
            f"{each.total.facts:,} facts"
        )
    # What two workers gain where nobody else wants the processors.
    print(f"  gain by processor time: {found[1].busiest / found[2].busiest:.2f}")
    bars = [
        Bar("two workers / one", found[1].seconds / found[2].seconds, LEAST_GAIN, True),
        Bar("megabytes a worker", max(each.memory for each in found.values()), MOST_MEMORY, False),
    ]
    print("\n" + "\n".join(map(str, bars)))
    return 0 if all(bar.met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
