"""Cuts paragraphs into sentences and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SENTENCE_END = re.compile(r"[。!?！？]+[”\"』」)）]*|\n")
_CLAUSE = re.compile(r"[^,，;；:：]+")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph, in order."""
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() > begin:
            yield begin, match.end()
        begin = match.end()
    if end > begin:
        yield begin, end


def sentences_in(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of several paragraphs, in order."""
    for start, end in spans:
        yield from sentences(text, start, end)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the clauses of a sentence: from comma to comma."""
    for match in _CLAUSE.finditer(text, start, end):
        yield match.span()
