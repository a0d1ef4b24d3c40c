"""Builds articles of any amount from the sentences of the seeds and the cases."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cases.casebook import BOOKS, cases

from study.model import BODY_ROLES, Document
from study.read import read_paths

ROOT = Path(__file__).parents[2]
_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]?[”」』）)]*")
_SHORTEST = 8
_IN_PARAGRAPH = 5
_IN_ARTICLE = 40
_RANDOM = 20240520
_BYLINE = "2024-05-20 10:00 来源：新闻中心"


@cache
def sentences(*, with_cases: bool) -> tuple[str, ...]:
    """Clean sentences of the articles, and of the cases if asked for, each once, in their order."""
    documents = [*read_paths([ROOT / "seeds"])]
    if with_cases:
        documents += [case.document() for book in BOOKS for case in cases(book)]
    found = (sentence for document in documents for sentence in _sentences_of(document))
    return tuple(dict.fromkeys(found))


def _sentences_of(document: Document) -> Iterator[str]:
    for paragraph in document.paragraphs:
        if paragraph.role in BODY_ROLES:
            text = document.text[paragraph.start : paragraph.end]
            found = (match[0].strip() for match in _SENTENCE.finditer(text))
            yield from (sentence for sentence in found if len(sentence) >= _SHORTEST)


def shuffled(amount: int, *, with_cases: bool) -> Iterator[str]:
    """Sentences in an order that is always the same, until so many bytes of UTF-8 are full."""
    chance = random.Random(_RANDOM)
    order: list[str] = []
    while amount > 0:
        if not order:
            order = list(sentences(with_cases=with_cases))
            chance.shuffle(order)
        sentence = order.pop()
        amount -= len(sentence.encode())
        yield sentence


def write_articles(folder: Path, amount: int, *, with_cases: bool) -> None:
    """Write articles of forty sentences each into a folder, and nothing else.

    Args:
        folder: Where to.
        amount: Bytes of sentences to write.
        with_cases: Whether sentences of the cases are among them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    article: list[str] = []
    for number, sentence in enumerate(shuffled(amount, with_cases=with_cases), start=1):
        article.append(sentence)
        if number % _IN_ARTICLE == 0:
            _write_article(folder / f"{number // _IN_ARTICLE:07}.txt", article)
            article = []
    if article:
        _write_article(folder / "rest.txt", article)


def _write_article(path: Path, article: list[str]) -> None:
    starts = range(0, len(article), _IN_PARAGRAPH)
    paragraphs = ["".join(article[start : start + _IN_PARAGRAPH]) for start in starts]
    path.write_bytes("\n".join([_BYLINE, *paragraphs]).encode())
