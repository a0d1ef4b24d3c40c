"""Reads and extracts a folder of articles in this process alone, and prints what it cost."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from study.extract import extract_facts
from study.read import read_paths


def main() -> None:
    """Print seconds of one core, bytes, articles, facts and peak memory as JSON."""
    folder = Path(sys.argv[1])
    files = sorted(folder.glob("*.txt"))
    # The lexicon loads once a process, however much is read: `study facts` is timed apart.
    for document in read_paths(files[:1]):
        extract_facts(document)
    began = time.process_time()
    facts = sum(len(extract_facts(document)) for document in read_paths([folder]))
    told = {
        "seconds": time.process_time() - began,
        "bytes": sum(path.stat().st_size for path in files),
        "articles": len(files),
        "facts": facts,
        "peak_mb": _peak(),
    }
    print(json.dumps(told))


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, kB elsewhere


if __name__ == "__main__":
    main()
