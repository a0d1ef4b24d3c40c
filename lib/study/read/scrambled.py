"""Takes out the scrambled characters that forums put between lines against copying.

`; Q2 e$ z) M  P. m6 d` stands there in a line of its own, or runs into the prose beside it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from study.read.grounded import Grounded, cut

_FEWEST_RUNS = 3  # on a page; a single run may be a formula or a smiley
_FEWEST_LETTERS = 3
_TOKEN = "[!-~]{1,3}"
# The last token before prose: a digit behind its letter begins a number where another follows.
_LAST = r"[!-~](?:\d(?!\d)|[!-/:-@\[-`{-~])?"
_RUN = re.compile(
    rf"^[ \t]*(?:{_TOKEN}[ \t]{{1,2}}){{3,}}(?:{_LAST}(?=\d*[^\x00-\x7f]|$)|(?=[^\x00-\x7f]|$))"
    rf"|(?<=[^\x00-\x7f])[ \t]*(?:{_TOKEN}[ \t]{{1,2}}){{4,}}{_TOKEN}$",
    re.MULTILINE,
)
# What every run holds; begun with a space, for the engine to skip to.
_HINT = re.compile(rf"[ \t]{_TOKEN}[ \t]{{1,2}}{_TOKEN}[ \t]{{1,2}}{_TOKEN}")
# Signs that stand in numbers and their lists are no sign of scrambling: 9.7 8.1 -4.3 12%
_TELLING = frozenset(string.punctuation) - frozenset(".,%-+")
# Such a page breaks its lines anywhere: one goes on in the next that is not indented.
_BROKEN = re.compile(r"(?<=[^\n]{18}[^\s。！？!?：:」』”）)\]】>])\n(?=[^\s【\[])")


def without_scrambled(grounded: Grounded) -> tuple[Grounded, tuple[tuple[int, int], ...]]:
    """Take the runs of scrambled characters out of a text, and lines that hold no more.

    Args:
        grounded: A text with its line ends as in the raw file.

    Returns:
        The text left, and the raw spans of what was taken out.
    """
    if len(_HINT.findall(grounded.text)) < _FEWEST_RUNS:
        return grounded, ()
    spans = list(_spans(grounded.text))
    if len(spans) < _FEWEST_RUNS:
        return grounded, ()
    origin = grounded.origin
    taken = tuple((origin[s], origin[e - 1] + 1) for s, e in spans)
    clean = cut(grounded, spans)
    return cut(clean, [match.span() for match in _BROKEN.finditer(clean.text)]), taken


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        if not _is_scrambled(match[0]):
            continue
        start, end = match.span()
        alone = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] == "\n"
        yield start, end + alone


def _is_scrambled(run: str) -> bool:
    """Whether letters and signs are mixed as no formula, list or row of a table mixes them."""
    tokens = run.split()
    letters = sum(any(map(str.isalpha, token)) for token in tokens)
    signs = sum(not _TELLING.isdisjoint(token) for token in tokens)
    longest = max(sum(map(str.isalpha, token)) for token in tokens)
    return letters >= _FEWEST_LETTERS and signs >= 1 and longest == 1
