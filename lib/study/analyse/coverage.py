"""What the raw text of each article is made of, and where in it the quantities stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.statements import sources_of
from study.analyse.tables import TableRow, rows_of
from study.model import BODY_ROLES

KINDS = ("body", "furniture", "noise", "blank")
QUANTITY = "quantity"


class _Span(NamedTuple):
    start: int
    end: int
    kind: str
    role: str = ""


def coverage(study: Study) -> pd.DataFrame:
    """Cut the raw text of every article into body, furniture, noise and blank.

    Body is all that may state facts (`BODY_ROLES`), furniture every other paragraph, noise what
    was taken out as strewn in, blank the rest: line breaks and indents between paragraphs. The
    four fill each article without gap or overlap.

    Args:
        study: The tables of the articles.

    Returns:
        Columns doc, label, source, kind, role, start, end, characters, fact_ids, sorted by label
        and start. Rows of kind "quantity" lie over the others: they give the span of each fact,
        and its id in the list `fact_ids`.
    """
    documents = study.documents.assign(source=sources_of(study.documents))
    rows = [row for document in rows_of(documents) for row in _rows(study, document)]
    columns = ["doc", "label", "source", "kind", "role", "start", "end"]
    frame = pd.DataFrame(rows, columns=pd.Index([*columns, "fact_ids"]))
    frame.insert(columns.index("end") + 1, "characters", frame.end - frame.start)
    return frame


def _rows(study: Study, document: TableRow) -> Iterator[tuple[object, ...]]:
    doc = document.doc
    paragraphs = study.paragraphs[study.paragraphs.doc == doc]
    noise = study.noise[study.noise.doc == doc]
    facts = study.facts[study.facts.doc == doc]
    head = (doc, document.label, document.source)
    spans = [
        _Span(
            row.raw_start, row.raw_end, "body" if row.role in BODY_ROLES else "furniture", row.role
        )
        for row in rows_of(paragraphs)
    ]
    strewn = [_Span(row.raw_start, row.raw_end, "noise") for row in rows_of(noise)]
    for span in partition(document.characters, strewn, spans):
        yield (*head, span.kind, span.role, span.start, span.end, [])
    for fact in rows_of(facts):
        yield (*head, QUANTITY, "", fact.raw_start, fact.raw_end, [fact.fact_id])


def partition(length: int, *layers: list[_Span]) -> Iterator[_Span]:
    """Cut a text into spans, where the first layer that covers a character names its kind.

    Args:
        length: Characters of the text.
        *layers: Spans by layer, the uppermost first.

    Yields:
        Spans from 0 to `length`, touching, neighbours of the same kind and role joined.
    """
    cover = [_Span(0, 0, "blank")] * length
    for layer in reversed(layers):
        for span in layer:
            cover[span.start : span.end] = [span] * (min(span.end, length) - span.start)
    start = 0
    for at in range(1, length + 1):
        if at == length or cover[at][2:] != cover[start][2:]:
            yield _Span(start, at, *cover[start][2:])
            start = at


def shares(spans: pd.DataFrame) -> pd.DataFrame:
    """Sum up the spans of each article.

    Args:
        spans: A table as `coverage` gives it.

    Returns:
        One row per article, sorted by label: doc, label, source, characters, for every kind its
        number of characters (`body` …) and its share of the article in percent (`body_share` …),
        and the number of `quantities`.
    """
    key = ["doc", "label", "source"]
    text = spans[spans.kind != QUANTITY]
    counts = text.pivot_table(
        index="doc", columns="kind", values="characters", aggfunc="sum", fill_value=0
    ).reindex(columns=list(KINDS), fill_value=0)
    heads = text[key].drop_duplicates("doc").set_index("doc")
    frame = heads.join(counts)
    frame.insert(2, "characters", counts.sum(axis=1))
    for kind in KINDS:
        frame[f"{kind}_share"] = 100 * frame[kind] / frame.characters
    quantities = spans[spans.kind == QUANTITY].groupby("doc").size()
    frame["quantities"] = quantities.reindex(frame.index, fill_value=0).astype("int64")
    return frame.reset_index().sort_values(["label", "doc"], ignore_index=True)
