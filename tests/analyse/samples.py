"""Small studies made of a few statements, to test tables and figures on."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from study.analyse import Study, study_of
from study.model import (
    DateKnownBy,
    Document,
    Fact,
    Paragraph,
    Qualifier,
    Role,
    Script,
    Status,
)

Statement = Mapping[str, Any]


def article(label: str, raw: str, **changes: Any) -> Document:  # noqa: ANN401 - fields of Document
    """An article without noise, its text all body."""
    fields: dict[str, Any] = {
        "doc": f"{label}_article",
        "label": label,
        "path": f"{label}.txt",
        "raw": raw,
        "text": raw,
        "origin": array("i", range(len(raw))),
        "paragraphs": (Paragraph(0, len(raw), Role.BODY),) if raw else (),
        "noise": (),
        "script": Script.SIMPLIFIED,
        "encoding": "utf-8",
        "date": date(2024, 5, 1),
        "date_known_by": DateKnownBy.CATALOGUE,
        "title": f"第{label}篇",
        "publisher": f"{label}报",
        "address": "",
        "catalogued": True,
        "sha256": sha256(raw.encode()).hexdigest(),
    }
    return Document(**fields | changes)


def statement(quote: str, value: float, **fields: Any) -> Statement:  # noqa: ANN401
    """What one fact says; a year becomes its first and last day."""
    year = fields.pop("year", 2023)
    if year is not None:
        fields.setdefault("start", date(year, 1, 1))
        fields.setdefault("end", date(year, 12, 31))
    return {
        "quote": quote,
        "value": float(value),
        "article": fields.pop("article", "100"),
        **fields,
    }


def money(quote: str, value: float, **fields: Any) -> Statement:  # noqa: ANN401
    """A statement of an amount in hundred million yuan."""
    return statement(quote, value * 1e8, **{"unit": "CNY", "indicator": "revenue", **fields})


def firms_of(quote: str, value: float, **fields: Any) -> Statement:  # noqa: ANN401
    """A statement of a number of firms."""
    plain = {"unit": "count", "counter": "家", "indicator": "enterprises.listed"}
    return statement(quote, value, **{**plain, **fields})


def study_with(*statements: Statement) -> Study:
    """The study of articles that state just these, each statement a sentence."""
    by_article: dict[str, list[Statement]] = {}
    for each in statements:
        by_article.setdefault(each["article"], []).append(each)
    documents, facts = [], []
    for label, said in by_article.items():
        raw = ""
        for each in said:
            start = len(raw) + 1
            raw += f"有{each['quote']}。"
            facts.append(_fact(f"{label}_article", each, start, len(raw)))
        documents.append(article(label, raw))
    return study_of(documents, facts)


def _fact(doc: str, said: Statement, start: int, sentence_end: int) -> Fact:
    fields: dict[str, Any] = {
        "low": None,
        "high": None,
        "counter": "",
        "qualifier": Qualifier.EXACT,
        "subject": "",
        "place": "北京市",
        "industry": "",
        "event": "",
        "start": None,
        "end": None,
        "status": Status.ACTUAL,
        "of": "",
        **{name: value for name, value in said.items() if name != "article"},
    }
    return Fact(
        doc=doc,
        raw_start=start,
        raw_end=start + len(said["quote"]),
        sentence_start=start - 1,
        sentence_end=sentence_end,
        **fields,
    )
