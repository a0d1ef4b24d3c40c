"""Runs another tool over sentences for so many seconds; its own interpreter runs this.

usage: peers.py jionlp|recognizers SENTENCES SECONDS
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

Extract = Callable[[str], int]
_PUBLISHED = 1716163200.0  # 2024-05-20, the day of the articles, as jionlp takes it
_MODELS = ("number", "percentage", "currency", "dimension", "age", "temperature", "datetime")


def jionlp() -> Extract:
    """Amounts of money and times, with their values."""
    import jionlp as jio  # noqa: PLC0415 - only the one that is asked for is there to import

    def extract(sentence: str) -> int:
        money = jio.ner.extract_money(sentence, with_parsing=True)
        times = jio.ner.extract_time(sentence, time_base=_PUBLISHED, with_parsing=True)
        return len(money) + len(times)

    return extract


def recognizers() -> Extract:
    """All models that name numbers with units, and dates."""
    import ms_recognizers_suite as suite  # noqa: PLC0415
    from ms_recognizers_text import Culture  # noqa: PLC0415

    calls = [getattr(suite, f"recognize_{model}") for model in _MODELS]
    return lambda sentence: sum(len(call(sentence, Culture.Chinese)) for call in calls)


def main() -> None:
    """Print seconds of one core, bytes, sentences and finds as JSON, on the last line."""
    logging.disable()  # jionlp tells of every expression that it cannot resolve
    name, path, limit = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    extract = {"jionlp": jionlp, "recognizers": recognizers}[name]()
    sentences = path.read_text("utf-8").splitlines()
    extract(sentences[0])  # loads models and dictionaries
    size = done = found = 0
    began = time.process_time()
    for sentence in sentences:
        found += extract(sentence)
        size += len(sentence.encode()) + 1
        done += 1
        if time.process_time() - began > limit:
            break
    seconds = time.process_time() - began
    print(json.dumps({"seconds": seconds, "bytes": size, "sentences": done, "found": found}))


if __name__ == "__main__":
    main()
