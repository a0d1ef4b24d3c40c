"""What each edition talks about, against the other articles; and what editions say alike."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import combinations

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.vocabulary import key_terms, word_counts
from study.model import BODY_ROLES, Document

WORD_COLUMNS = (
    "doc", "label", "term", "occurrences", "elsewhere", "log_odds", "z", "tfidf",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "one", "other", "one_label", "other_label", "text", "characters", "one_quote", "other_quote",
)  # fmt: skip
_PRIOR = 0.01  # mass of the prior for each occurrence in the corpus, as Monroe et al. have it
_SEED = 10  # characters that two articles share before a passage is looked for
_SHORTEST = 12
_FEWEST = 2


def forum_words(study: Study, count: int = 8) -> pd.DataFrame:
    """Terms that set the article of a forum apart from the rest of the corpus.

    Source of the method: log-odds ratio with an informative Dirichlet prior, its z-score
    (Monroe, Colaresi and Quinn 2008, "Fightin' Words", eq. 16, 20, 22); TF–IDF as `key_terms`.

    Args:
        study: The tables of the articles.
        count: How many terms to keep of each article.

    Returns:
        Columns as in `WORD_COLUMNS`: `occurrences` in the article, `elsewhere` in the others,
        `log_odds`, its `z`, and `tfidf` in thousandths; by label and falling z. A term
        occurs at least twice in its article.
    """
    counts = word_counts(study)
    total: Counter[str] = Counter()
    for words in counts.values():
        total.update(words)
    weights = key_terms(study, count=len(total) or 1)
    tfidf = {(row.doc, row.term): row.weight for row in weights.itertuples()}
    labels = dict(zip(study.documents.doc, study.documents.label, strict=True))
    rows = []
    for doc in dict.fromkeys(study.forums.doc):
        scored = _scored(counts.get(doc, Counter()), total)[:count]
        rows += [(doc, labels[doc], *each, tfidf.get((doc, each[0]), 0.0)) for each in scored]
    return pd.DataFrame(rows, columns=pd.Index(WORD_COLUMNS))


def _scored(own: Counter[str], total: Counter[str]) -> list[tuple[str, int, int, float, float]]:
    """Terms of one article as (term, here, elsewhere, log-odds, z), the highest z first."""
    here, everywhere = sum(own.values()), sum(total.values())
    elsewhere = everywhere - here
    mass = _PRIOR * everywhere
    rows = []
    for term, n in own.items():
        if n < _FEWEST:
            continue
        rest, prior = total[term] - n, _PRIOR * total[term]
        odds = math.log((n + prior) / (here + mass - n - prior))
        other = math.log((rest + prior) / (elsewhere + mass - rest - prior))
        spread = math.sqrt(1 / (n + prior) + 1 / (rest + prior))
        rows.append((term, n, rest, round(odds - other, 3), round((odds - other) / spread, 3)))
    return sorted(rows, key=lambda row: (-row[4], row[0]))


def reused_passages(study: Study, shortest: int = _SHORTEST) -> pd.DataFrame:
    """Passages that the articles of two forums share, side by side.

    Found by seeds of ten characters that both hold, each grown to the longest common stretch;
    years are no part of a passage's length but may stand in it.

    Args:
        study: The tables of the articles.
        shortest: Least length of a passage in characters of clean text.

    Returns:
        Columns as in `PASSAGE_COLUMNS`: `one` and `other` are spans (document and raw offsets),
        `one_quote` and `other_quote` their raw characters; the longest first for each pair.
    """
    docs = [study.articles[doc] for doc in dict.fromkeys(study.forums.doc)]
    rows = [row for one, other in combinations(docs, 2) for row in _shared(one, other, shortest)]
    return pd.DataFrame(rows, columns=pd.Index(PASSAGE_COLUMNS))


def _shared(one: Document, other: Document, shortest: int) -> list[tuple[object, ...]]:
    seeds: defaultdict[str, list[int]] = defaultdict(list)
    for begin, stop in _body(other):
        for at in range(begin, stop - _SEED + 1):
            seeds[other.text[at : at + _SEED]].append(at)
    found: dict[str, tuple[int, int, int]] = {}
    for begin, stop in _body(one):
        at = begin
        while at <= stop - _SEED:
            best = max(
                (
                    _grown(one, other, at, where)
                    for where in seeds.get(one.text[at : at + _SEED], ())
                ),
                default=0,
            )
            if best >= shortest:
                where = next(w for w in seeds[one.text[at : at + _SEED]]
                             if _grown(one, other, at, w) == best)  # fmt: skip
                found.setdefault(one.text[at : at + best], (at, where, best))
            at += max(best - _SEED + 1, 1)
    ordered = sorted(found.values(), key=lambda each: (-each[2], each[0]))
    return [_passage(one, other, *each) for each in ordered]


def _body(document: Document) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in document.paragraphs if p.role in BODY_ROLES]


def _grown(one: Document, other: Document, at: int, where: int) -> int:
    """Length of the common stretch from two places on, within their paragraphs."""
    ends = []
    for document, begin in ((one, at), (other, where)):
        stops = [p.end for p in document.paragraphs]
        ends.append(stops[bisect_right(stops, begin)] - begin)
    length = _SEED
    limit = min(ends)
    while length < limit and one.text[at + length] == other.text[where + length]:
        length += 1
    return length


def _passage(
    one: Document, other: Document, at: int, where: int, length: int
) -> tuple[object, ...]:
    first, second = one.raw_span(at, at + length), other.raw_span(where, where + length)
    return (
        f"{one.doc}:{first[0]}-{first[1]}",
        f"{other.doc}:{second[0]}-{second[1]}",
        one.label,
        other.label,
        one.text[at : at + length],
        length,
        one.raw[slice(*first)],
        other.raw[slice(*second)],
    )
