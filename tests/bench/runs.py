"""How long `study run` takes beside papermill and nbval, on the same notebooks and parameters.

usage, in tests/: python -m bench.runs [--times N]

Everything runs in a copy of the study with nothing kept. The `papermill` command is called for
each notebook and parameter set of the matrix, one after the other and two at a time.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench.bars import Bar

from study.publish.matrix import Job, plan
from study.publish.run import cores

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
TEXT = "2024年5月20日，某市医药健康产业规模超过1200亿元，同比增长约9%。\n"

MOST_OF_PAPERMILL = 0.20
MOST_OF_TWO_PAPERMILLS = 0.40
MOST_SECONDS_OF_NOTHING = 1.0


class Cost(NamedTuple):
    """Seconds on the clock, and of processors."""

    wall: float
    processors: float


def _call(root: Path, *words: str | Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "STUDY_ROOT"}
    called = subprocess.run(
        [str(BIN / words[0]), *map(str, words[1:])],
        cwd=root,
        env=kept,
        capture_output=True,
        check=False,
    )
    if called.returncode:
        sys.exit(called.stdout.decode()[-2000:] + called.stderr.decode()[-2000:])


def _seconds(action: Callable[[], object]) -> Cost:
    began, used = time.perf_counter(), _used()
    action()
    return Cost(time.perf_counter() - began, _used() - used)


def _used() -> float:
    """Seconds of processors that ended processes took, whoever else was busy."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _copy(folder: Path) -> Path:
    """The study with nothing kept of earlier runs."""
    root = folder / "study"
    shutil.rmtree(root, ignore_errors=True)
    for name in ("seeds", "notebooks", "figures"):
        shutil.copytree(ROOT / name, root / name)
    (root / "build").mkdir()
    return root


def papermill(root: Path, jobs: Sequence[Job], at_once: int) -> Cost:
    """Wall time of the `papermill` command for each job, so many at once."""

    def one(job: Job) -> None:
        given = [word for name, value in job.given.items() for word in _parameter(name, value)]
        path = job.notebook.path.relative_to(ROOT)
        _call(root, "papermill", "--no-progress-bar", path, f"build/{job.label}.ipynb", *given)

    with ThreadPoolExecutor(at_once) as pool:
        return _seconds(lambda: list(pool.map(one, jobs)))


def _parameter(name: str, value: object) -> tuple[str, str, str]:
    return ("-r" if isinstance(value, str) else "-p", name, str(value))


def measure(folder: Path) -> dict[str, Cost]:
    """Seconds of everything once, in one go, so that the ratios are of the same machine."""
    jobs = plan(ROOT)
    found = {
        "papermill, one by one": papermill(_copy(folder), jobs, 1),
        "papermill, two at a time": papermill(_copy(folder), jobs, 2),
    }
    root = _copy(folder)
    found["study run, cold"] = _seconds(lambda: _call(root, "study", "run"))
    found["study run, nothing changed"] = _seconds(lambda: _call(root, "study", "run"))
    (root / "seeds" / "added.txt").write_text(TEXT, encoding="utf-8")
    found["study run, one article added"] = _seconds(lambda: _call(root, "study", "run"))
    root = _copy(folder)
    nbval = (
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--nbval",
        "--nbval-current-env",
        "notebooks",
    )
    found["pytest --nbval, the committed notebooks"] = _seconds(lambda: _call(root, *nbval))
    found["study run --check, all runs"] = _seconds(lambda: _call(root, "study", "run", "--check"))
    return found


def main() -> int:
    """Measure everything, print it, and tell whether every promise holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=1, help="repeat, and take medians")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rounds = [measure(Path(folder)) for _ in range(options.times)]
    found = {
        name: Cost(*(statistics.median(each[name][i] for each in rounds) for i in range(2)))
        for name in rounds[0]
    }
    print(f"{len(plan(ROOT))} runs of the matrix on {cores()} cores")
    print(f"  {'':<52}{'seconds':>10}{'of processors':>16}")
    for name, cost in found.items():
        print(f"  {name:<52}{cost.wall:>10.2f}{cost.processors:>16.2f}")
    _print_ratio(found, "study run, one article added", "study run, cold")
    _print_ratio(found, "study run --check, all runs", "pytest --nbval, the committed notebooks")
    cold, nothing = found["study run, cold"].wall, found["study run, nothing changed"].wall
    one, two = (found[f"papermill, {how}"].wall for how in ("one by one", "two at a time"))
    bars = [
        Bar("cold / papermill", cold / one, MOST_OF_PAPERMILL, False),
        Bar("cold / papermill, two at a time", cold / two, MOST_OF_TWO_PAPERMILLS, False),
        Bar("seconds where nothing changed", nothing, MOST_SECONDS_OF_NOTHING, False),
    ]
    print("\n" + "\n".join(map(str, bars)))
    return 0 if all(bar.met for bar in bars) else 1


def _print_ratio(found: dict[str, Cost], one: str, other: str) -> None:
    print(f"  {f'{one} / {other}':<72}{found[one].wall / found[other].wall:>6.2f}")


if __name__ == "__main__":
    sys.exit(main())
