"""Tables of forums: one row a forum, a part, a role, a theme; each with where it is stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from study.analyse.tables import clean_span, with_days
from study.lexicon.forums import host_kind, themes_of
from study.model import Amount, Document, Evidence, Forum

ROLES = ("guidance", "hosts", "organisers", "co_organisers", "supporters", "media")
AMOUNTS = ("events_total", "exhibitors", "exhibits", "projects_signed")
_DAYS = ("start", "end", "opening", "announced", "date")
FORUM_COLUMNS = (
    "forum_id", "doc", "label", "publisher", "date", "name", "kind", "parent", "year", "edition",
    "start", "end", "opening", "announced", "opening_hours", "venue", "place", "theme", "mode",
    "online", "formula", "formula_stated", "hosts", "organisers", "co_organisers", "supporters",
    "guidance", "media", "participant_groups", "signed_projects", "tracks", "boards",
    "reports_released", "features", "firsts", "events_total", "exhibitors", "exhibits",
    "projects_signed", "fact_ids",
)  # fmt: skip
PART_COLUMNS = (
    "forum_id", "label", "component", "symbol", "kind", "component_name", "count", "part", "name",
    "organisers", "group", "start", "end", "online", "abroad", "themes", "fact_ids",
)  # fmt: skip
ROLE_COLUMNS = ("forum_id", "label", "role", "name", "host_kind", "fact_ids")
AMOUNT_COLUMNS = (
    "forum_id", "label", "measure", "value", "qualifier", "stated", "counted", "fact_ids",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "fact_id", "doc", "label", "publisher", "quote", "raw_start", "raw_end", "forum_id", "field",
    "stated",
)  # fmt: skip
DISCREPANCY_COLUMNS = ("forum_id", "label", "what", "symbol", "said", "but", "fact_ids")


def evidence_id(doc: str, evidence: Evidence) -> str:
    """Name of a span as facts have it: document and offsets."""
    return f"{doc}:{evidence.raw_start}-{evidence.raw_end}"


def ids_of(forum: Forum, *names: str) -> tuple[str, ...]:
    """Ids of the spans that state some fields of a forum; those of its name if none does."""
    wanted = [e for e in forum.evidence if e.field in names]
    found = wanted or [e for e in forum.evidence if e.field == "name"]
    return tuple(dict.fromkeys(evidence_id(forum.doc, each) for each in found))


class ForumTables:
    """Forums as tables, each row with the ids of the spans that state it.

    Args:
        forums: The forums.
        documents: Their articles.
    """

    def __init__(self, forums: Sequence[Forum], documents: Iterable[Document]) -> None:
        """Keep the forums in the order of their articles' labels."""
        self.documents = {document.doc: document for document in documents}
        order = {f: n for n, f in enumerate(sorted(self.documents, key=self._label))}
        self.records = sorted(forums, key=lambda forum: order[forum.doc])

    def _label(self, doc: str) -> str:
        return self.documents[doc].label

    def forums(self) -> pd.DataFrame:
        """One row a forum, columns as in `FORUM_COLUMNS`; numbers are floats."""
        rows = [self._forum_row(forum) for forum in self.records]
        frame = with_days(pd.DataFrame(rows, columns=pd.Index(FORUM_COLUMNS)), _DAYS)
        return frame.astype(dict.fromkeys((*AMOUNTS, "opening_hours", "year"), "float64"))

    def _forum_row(self, forum: Forum) -> dict[str, Any]:
        document = self.documents[forum.doc]
        row = {name: getattr(forum, name, None) for name in FORUM_COLUMNS}
        amounts = {name: _value(getattr(forum, name)) for name in AMOUNTS}
        return {
            **row,
            **amounts,
            "label": document.label,
            "publisher": document.publisher,
            "date": document.date,
            "kind": str(forum.kind),
            "fact_ids": ids_of(forum, "name", "start", "formula"),
        }

    def parts(self) -> pd.DataFrame:
        """One row a named part; a component that names none has one row without a name."""
        rows = [row for forum in self.records for row in self._part_rows(forum)]
        frame = with_days(pd.DataFrame(rows, columns=pd.Index(PART_COLUMNS)), ("start", "end"))
        return frame.astype({"count": "float64"})

    def _part_rows(self, forum: Forum) -> list[dict[str, Any]]:
        rows = []
        for number, component in enumerate(forum.components, 1):
            common = {
                "forum_id": forum.forum_id,
                "label": self._label(forum.doc),
                "component": number,
                "symbol": component.symbol,
                "kind": component.kind,
                "component_name": component.label,
                "count": component.count,
            }
            ids = ids_of(forum, f"component {number}")
            for index, part in enumerate(component.parts, 1):
                rows.append({
                    **common,
                    "part": index,
                    **{n: getattr(part, n) for n in ("name", "organisers", "group")},
                    **{n: getattr(part, n) for n in ("start", "end", "online", "abroad")},
                    "themes": themes_of(part.name),
                    "fact_ids": ids_of(forum, f"part {number}.{index}"),
                })  # fmt: skip
            if not component.parts:
                empty = {"organisers": (), "group": "", "themes": (), "online": False}
                rows.append(
                    {**common, "part": 0, "name": "", **empty, "abroad": False, "fact_ids": ids}
                )
        return rows

    def roles(self) -> pd.DataFrame:
        """One row an organisation in a role: who guides, hosts, organises, supports, reports."""
        rows = [
            {
                "forum_id": forum.forum_id,
                "label": self._label(forum.doc),
                "role": role,
                "name": name,
                "host_kind": host_kind(name),
                "fact_ids": ids_of(forum, role),
            }
            for forum in self.records
            for role in ROLES
            for name in getattr(forum, role)
        ]
        return pd.DataFrame(rows, columns=pd.Index(ROLE_COLUMNS))

    def amounts(self) -> pd.DataFrame:
        """One row a number of scale or output, with its qualifier; lists count what they name."""
        rows = [row for forum in self.records for row in self._amount_rows(forum)]
        return pd.DataFrame(rows, columns=pd.Index(AMOUNT_COLUMNS))

    def _amount_rows(self, forum: Forum) -> list[dict[str, Any]]:
        stated = [(name, getattr(forum, name)) for name in AMOUNTS]
        stated += [("participants", amount) for amount in forum.participants]
        common = {"forum_id": forum.forum_id, "label": self._label(forum.doc)}
        rows = [
            {
                **common,
                "measure": name,
                "value": amount.value,
                "qualifier": str(amount.qualifier),
                "stated": self._clean(forum.doc, amount),
                "counted": amount.label.replace("“", "").replace("”", ""),
                "fact_ids": (amount.fact_id,),
            }
            for name, amount in stated
            if amount is not None
        ]
        if forum.reports_released:
            count = len(forum.reports_released)
            rows.append({
                **common, "measure": "reports_released", "value": float(count),
                "qualifier": "exact", "stated": str(count), "counted": "",
                "fact_ids": ids_of(forum, "reports_released"),
            })  # fmt: skip
        return rows

    def _clean(self, doc: str, amount: Amount) -> str:
        start, end = map(int, amount.fact_id.rpartition(":")[2].split("-"))
        return clean_span(self.documents[doc], start, end)

    def evidence(self) -> pd.DataFrame:
        """One row a span that states something of a forum; a span may state several fields."""
        rows: list[dict[str, Any]] = []
        for forum in self.records:
            document = self.documents[forum.doc]
            stated = (*forum.evidence, *_spans_of_discrepancies(forum))
            rows += [_evidence_row(document, forum, each) for each in stated]
        return pd.DataFrame(rows, columns=pd.Index(EVIDENCE_COLUMNS))

    def discrepancies(self) -> pd.DataFrame:
        """One row a contradiction about a format: what is said, and what is said against it."""
        rows = [
            {
                "forum_id": forum.forum_id,
                "label": self._label(forum.doc),
                **{name: getattr(each, name) for name in ("what", "symbol", "said", "but")},
                "fact_ids": (
                    *ids_of(forum, "formula"),
                    f"{forum.doc}:{each.raw_start}-{each.raw_end}",
                ),
            }
            for forum in self.records
            for each in forum.discrepancies
        ]
        return pd.DataFrame(rows, columns=pd.Index(DISCREPANCY_COLUMNS))


def _evidence_row(document: Document, forum: Forum, each: Evidence) -> dict[str, Any]:
    return {
        "fact_id": evidence_id(forum.doc, each),
        "doc": forum.doc,
        "label": document.label,
        "publisher": document.publisher,
        "quote": document.raw[each.raw_start : each.raw_end],
        "raw_start": each.raw_start,
        "raw_end": each.raw_end,
        "forum_id": forum.forum_id,
        "field": each.field,
        "stated": each.text,
    }


def _value(amount: Amount | None) -> float | None:
    return amount.value if amount else None


def _spans_of_discrepancies(forum: Forum) -> list[Evidence]:
    return [
        Evidence("discrepancy", each.but, each.raw_start, each.raw_end)
        for each in forum.discrepancies
    ]
