"""How fast the study reads and extracts, next to two other tools on the same sentences.

usage, in tests/: python -m bench.extraction [--huge] [--dense] [--without-peers] [--seconds N]

The sentences are those of the seeds and, unless they are left out, of the cases, which
state six times as many quantities as press articles do.

The other tools do less: jionlp finds money and times, Recognizers-Text finds numbers
with units and dates; neither links the two, and neither reads pages. Their packages go
into build/bench, apart from the study's own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any

from bench.bars import Bar
from bench.corpus import shuffled, write_articles

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BENCH = ROOT / "build" / "bench"
PEERS = {"jionlp": "jionlp", "recognizers": "ms-recognizers-text-suite"}
MB = 1_000_000
SHARED = 5  # megabytes on which the tools are compared
SIZES = (1, SHARED, 20)
HUGE = 100
STARTS = 7

# What the study promises: at least, or at most.
LEAST_MB_A_SECOND = 2.0
LEAST_RATIO = {"jionlp": 5, "recognizers": 100}
MOST_PEAK_MB = 400
MOST_START_SECONDS = 0.6
# Megabytes a second on the largest corpus, as part of those on the compared one.
LEAST_STEADINESS = 0.8


def _run(*command: str | Path) -> dict[str, Any]:
    run = subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def _speed(told: dict[str, Any]) -> float:
    return float(told["bytes"] / MB / told["seconds"])


# --- the study --------------------------------------------------------------------------------


def measure(megabytes: int, times: int, *, with_cases: bool) -> list[dict[str, Any]]:
    """Read and extract a corpus, each time in a process of its own."""
    folder = BENCH / f"{megabytes}MB"
    write_articles(folder, megabytes * MB, with_cases=with_cases)
    return [_run(sys.executable, HERE / "measure.py", folder) for _ in range(times)]


def measure_sizes(sizes: tuple[int, ...], *, with_cases: bool) -> dict[int, dict[str, Any]]:
    """Cost of each size, the median run of three for the small ones."""
    found = {}
    print(f"{'study':<14}{'articles':>10}{'facts':>10}{'seconds':>10}{'MB/s':>8}{'peak MB':>10}")
    for size in sizes:
        times = 3 if size <= SHARED else 1
        runs = sorted(measure(size, times, with_cases=with_cases), key=_speed)
        told = found[size] = runs[len(runs) // 2]
        print(
            f"{size:>6} MB     {told['articles']:>10,}{told['facts']:>10,}"
            f"{told['seconds']:>10.2f}{_speed(told):>8.2f}{told['peak_mb']:>10.0f}"
        )
    return found


def time_start() -> float:
    """Seconds that `study facts ONE_FILE` takes, process start included: the median."""
    article = sorted((ROOT / "seeds").glob("*.txt"))[0]
    command = [str(Path(sys.executable).parent / "study"), "facts", str(article)]
    took = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


# --- the others -------------------------------------------------------------------------------


def peer_python() -> Path:
    """Interpreter of an environment that holds the other tools alone, made when first needed."""
    folder = BENCH / "peers"
    python = folder / "bin" / "python"
    done = folder / ".installed"
    if not done.exists():
        print(f"installing {', '.join(PEERS.values())} into {folder.relative_to(ROOT)}", flush=True)
        venv.create(folder, clear=True, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *PEERS.values()]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        done.touch()
    return python


def measure_peers(seconds: float, *, with_cases: bool) -> dict[str, float]:
    """Megabytes a second of each other tool, on the head of the same sentences."""
    python = peer_python()
    path = BENCH / "sentences.txt"
    path.write_text("\n".join(shuffled(SHARED * MB, with_cases=with_cases)), "utf-8")
    print(f"\n{'others':<14}{'sentences':>10}{'found':>10}{'seconds':>10}{'MB/s':>8}")
    speeds = {}
    for name in PEERS:
        told = _run(python, HERE / "peers.py", name, path, str(seconds))
        speeds[name] = _speed(told)
        print(
            f"{name:<14}{told['sentences']:>10,}{told['found']:>10,}"
            f"{told['seconds']:>10.2f}{speeds[name]:>8.3f}"
        )
    return speeds


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--huge", action="store_true", help=f"a corpus of {HUGE} MB too")
    parser.add_argument("--dense", action="store_true", help="sentences of the cases too")
    parser.add_argument("--without-peers", action="store_true", help="the study alone")
    parser.add_argument("--seconds", type=float, default=20, help="for each other tool")
    return parser.parse_args()


def _own_bars(found: dict[int, dict[str, Any]]) -> list[Bar]:
    own, largest = _speed(found[SHARED]), max(found)
    steady = _speed(found[largest]) / own
    peak = max(told["peak_mb"] for told in found.values())
    return [
        Bar("MB/s of one core, read and extract", own, LEAST_MB_A_SECOND, True),
        Bar(f"speed at {largest} MB / at {SHARED} MB", steady, LEAST_STEADINESS, True),
        Bar("peak MB", peak, MOST_PEAK_MB, False),
        Bar("seconds of `study facts ONE_FILE`", time_start(), MOST_START_SECONDS, False),
    ]


def main() -> int:
    """Measure everything, print it, and tell whether every promise holds."""
    options = _options()
    BENCH.mkdir(parents=True, exist_ok=True)
    with_cases = options.dense
    sizes = (*SIZES, HUGE) if options.huge else SIZES
    found = measure_sizes(sizes, with_cases=with_cases)
    bars = _own_bars(found)
    if not options.without_peers:
        own = _speed(found[SHARED])
        for name, speed in measure_peers(options.seconds, with_cases=with_cases).items():
            bars.append(Bar(f"times as fast as {name}", own / speed, LEAST_RATIO[name], True))
    print("\n" + "\n".join(map(str, bars)))
    return 0 if all(bar.met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
