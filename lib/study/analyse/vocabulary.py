"""What each article talks about: its words against those of the others."""

from __future__ import annotations

import logging
import math
from collections import Counter
from functools import cache

import jieba
import pandas as pd

from study.analyse.corpus import Study
from study.lexicon.domain import segment_words
from study.lexicon.places import gazetteer
from study.model import BODY_ROLES

_SHORTEST = 2
# As frequent as a word must be for jieba to keep it whole among its parts.
_KEPT_WHOLE = 1_000_000


@cache
def _tokenizer() -> jieba.Tokenizer:
    """Jieba with the words of the lexicon, so that 生命谷 and 专精特新 stay whole."""
    jieba.setLogLevel(logging.ERROR)  # its loading times would stand in notebook outputs
    tokenizer = jieba.Tokenizer()
    for word in segment_words():
        tokenizer.add_word(word, _KEPT_WHOLE)
    for place in gazetteer().places.values():
        if place.level not in ("district", "city", "province"):
            tokenizer.add_word(place.name, _KEPT_WHOLE)
    return tokenizer


def _is_term(word: str) -> bool:
    return len(word) >= _SHORTEST and all("\u4e00" <= c <= "\u9fff" for c in word)


def word_counts(study: Study) -> dict[str, Counter[str]]:
    """Words of the body of every article with how often they occur, by article key."""
    body = study.paragraphs[study.paragraphs.role.isin([str(role) for role in BODY_ROLES])]
    counts: dict[str, Counter[str]] = {}
    for doc, text in zip(body.doc, body.text, strict=True):
        words = filter(_is_term, _tokenizer().cut(text))
        counts.setdefault(doc, Counter()).update(words)
    return counts


def key_terms(study: Study, count: int = 8) -> pd.DataFrame:
    """Terms that set each article apart from the others.

    Source of the method: TF–IDF with smoothed inverse document frequency,
    log((1 + N) / (1 + df)) + 1 (Salton and Buckley 1988, as commonly smoothed).

    Args:
        study: The tables of the articles.
        count: How many terms to keep of each article.

    Returns:
        Columns doc, label, term, occurrences, weight, sorted by label and falling
        weight; equal weights by term.
    """
    counts = word_counts(study)
    documents = Counter(term for words in counts.values() for term in words)
    labels = dict(zip(study.documents.doc, study.documents.label, strict=True))
    rows = []
    for doc, words in counts.items():
        total = sum(words.values())
        weighted = (
            (n / total * (math.log((1 + len(counts)) / (1 + documents[term])) + 1), term, n)
            for term, n in words.items()
        )
        best = sorted(weighted, key=lambda row: (-row[0], row[1]))[:count]
        rows += [(doc, labels[doc], term, n, round(weight * 1000, 2)) for weight, term, n in best]
    columns = pd.Index(["doc", "label", "term", "occurrences", "weight"])
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["label", "weight", "term"], ascending=[True, False, True])
