"""Builds the study from the reference facts of `tests/gold`, without the room `extract`."""

from __future__ import annotations

import json
import re
from array import array
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from opencc import OpenCC

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

ROOT = Path(__file__).parents[2]
FURNITURE_AFTER = re.compile("相关阅读|猜你喜欢|相關推薦|免责声明")
PUBLISHED = {
    "000": (date(2024, 11, 22), "北京市昌平区人民政府"),
    "001": (date(2025, 7, 16), "北京经济技术开发区管理委员会"),
    "002": (date(2023, 11, 9), "北京青年报"),
    "003": (date(2024, 8, 8), "今日热点网"),
    "004": (date(2025, 4, 15), "北京市经济和信息化局"),
}


@cache
def reference_documents() -> tuple[Document, ...]:
    """The five articles, cut up by simple means."""
    return tuple(_document(path) for path in sorted((ROOT / "seeds").glob("*.txt")))


def _document(path: Path) -> Document:
    raw = path.read_bytes().decode()
    noise = [match.span() for match in re.finditer("[■◆★]+", raw)]
    keep = [i for i in range(len(raw)) if not any(a <= i < b for a, b in noise)]
    text = OpenCC("t2s").convert("".join(raw[i] for i in keep))
    assert len(text) == len(keep)
    late = FURNITURE_AFTER.search(text)
    border = late.start() if late else len(text)
    paragraphs = tuple(
        Paragraph(m.start(), m.end(), Role.BODY if m.start() < border else Role.RELATED)
        for m in re.finditer(r"\S[^\n]*", text)
    )
    label = path.stem[:3]
    day, publisher = PUBLISHED[label]
    return Document(
        doc=path.stem,
        label=label,
        path=str(path),
        raw=raw,
        text=text,
        origin=array("i", keep),
        paragraphs=paragraphs,
        noise=tuple(noise),
        script=Script.TRADITIONAL if label == "001" else Script.SIMPLIFIED,
        encoding="utf-8",
        date=day,
        date_known_by=DateKnownBy.CATALOGUE,
        title=text.strip().splitlines()[0][:40],
        publisher=publisher,
        address="",
        catalogued=True,
        sha256=sha256(raw.encode()).hexdigest(),
    )


def _first(value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    return value[0] if isinstance(value, list) else value


def _fact(row: dict[str, Any], document: Document) -> Fact:
    at = -1
    for _ in range(row.get("occurrence") or 1):
        at = document.raw.index(row["quote"], at + 1)
    end = at + len(row["quote"])
    start = max(document.raw.rfind(stop, 0, at) for stop in "。\n") + 1
    stops = [document.raw.find(stop, end) for stop in "。\n"]
    days = {name: _first(row.get(name)) for name in ("start", "end")}
    return Fact(
        doc=document.doc,
        quote=row["quote"],
        raw_start=at,
        raw_end=end,
        sentence_start=start,
        sentence_end=min([stop for stop in stops if stop >= 0] or [len(document.raw)]),
        value=float(row["value"]),
        low=row.get("low"),
        high=row.get("high"),
        unit=row["unit"],
        counter=_first(row.get("counter")) or "",
        qualifier=Qualifier(row["qualifier"]),
        indicator=row["indicator"],
        subject=row["subject"],
        place=_first(row["place"]) or "",
        industry=row.get("industry", ""),
        event=_first(row.get("event")) or "",
        start=date.fromisoformat(days["start"]) if days["start"] else None,
        end=date.fromisoformat(days["end"]) if days["end"] else None,
        status=Status(row["status"]),
        of=row.get("of", ""),
    )


@cache
def reference_facts() -> tuple[Fact, ...]:
    """All reference facts, the optional ones too."""
    by_label = {document.label: document for document in reference_documents()}
    lines = (ROOT / "tests/gold/facts.jsonl").read_text("utf-8").splitlines()
    return tuple(_fact(row, by_label[row["doc"]]) for row in map(json.loads, lines))


def reference_study() -> Study:
    """The tables of the five articles with the reference facts."""
    return study_of(reference_documents(), reference_facts())
