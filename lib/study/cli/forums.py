"""Print the forums, contests and press conferences that articles describe, part by part."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from study.cli.printing import add_arguments, print_extracted
from study.cli.records import Record

if TYPE_CHECKING:
    from study.model import Amount, Component, Document, Evidence, Forum

__all__ = ["COLUMNS", "EPILOG", "HINT", "SUMMARY", "add_arguments", "execute", "record_of"]

SUMMARY = "print the forums of articles"
HINT = ""
EPILOG = """\
PATH is an article (text or saved HTML) or a folder of them. The forum that an
article is about comes first, a press conference held for it behind it, with its
`parent`. `components` are the terms of the formula in order, each with its named
`items`; `discrepancies` are where the article disagrees with itself about them;
`evidence` tells the characters of the file that state each field. In CSV and
Parquet what is nested is JSON text.

examples:
  study forums seeds                           one JSON object a line
  study forums article.txt --format csv
  study forums seeds --out forums.parquet
"""

_TEXTS = ("doc", "name", "kind", "parent", "edition", "venue", "place", "theme", "mode",
          "formula", "formula_stated")  # fmt: skip
_DAYS = ("start", "end", "opening", "announced")
_AMOUNTS = ("exhibitors", "exhibits", "projects_signed", "events_total")
_LISTS = ("hosts", "organisers", "co_organisers", "supporters", "guidance", "media",
          "participant_groups", "signed_projects", "tracks", "boards", "reports_released",
          "features", "firsts")  # fmt: skip
_NESTED = ("participants", "speakers", "components", "discrepancies", "evidence")

# The columns in their order, with the type each has in a table; lists are JSON text there.
COLUMNS: dict[str, type] = {
    **dict.fromkeys(_TEXTS, str),
    "year": int,
    **dict.fromkeys(_DAYS, date),
    "opening_hours": float,
    "online": str,
    **dict.fromkeys(_LISTS, str),
    **dict.fromkeys(_AMOUNTS, float),
    **dict.fromkeys((f"{name}_qualifier" for name in _AMOUNTS), str),
    **dict.fromkeys(_NESTED, str),
}


def execute(options: Namespace) -> int:
    """Read, extract, print."""
    return print_extracted(options, COLUMNS, _forums_of, record_of)


def _forums_of(document: Document) -> Iterable[Forum]:
    from study.extract import extract_facts  # noqa: PLC0415 - slow to import
    from study.extract.forums import extract_forums  # noqa: PLC0415 - slow to import

    return extract_forums(document, extract_facts(document))


def record_of(forum: Forum) -> Record:
    """The fields of the contract, in its order; None where nothing is stated."""
    return {
        **{name: str(getattr(forum, name)) or None for name in _TEXTS},
        "year": forum.year,
        **{name: getattr(forum, name) for name in _DAYS},
        "opening_hours": forum.opening_hours,
        "online": "yes" if forum.online else None,
        **{name: list(getattr(forum, name)) for name in _LISTS},
        **{name: _value(getattr(forum, name)) for name in _AMOUNTS},
        **{f"{name}_qualifier": _qualifier(getattr(forum, name)) for name in _AMOUNTS},
        "participants": [_amount(each) for each in forum.participants],
        "speakers": [asdict(each) for each in forum.speakers],
        "components": [_component(each) for each in forum.components],
        "discrepancies": [asdict(each) for each in forum.discrepancies],
        "evidence": [_evidence(each) for each in forum.evidence],
    }


def _value(amount: Amount | None) -> float | None:
    return amount.value if amount else None


def _qualifier(amount: Amount | None) -> str | None:
    return str(amount.qualifier) if amount else None


def _amount(amount: Amount) -> dict[str, Any]:
    whole = int(amount.value) if amount.value.is_integer() else amount.value
    return {**asdict(amount), "value": whole, "qualifier": str(amount.qualifier)}


def _component(component: Component) -> dict[str, Any]:
    items = [
        {
            **asdict(part),
            "organisers": list(part.organisers),
            "start": part.start.isoformat() if part.start else None,
            "end": part.end.isoformat() if part.end else None,
        }
        for part in component.parts
    ]
    return {
        "symbol": component.symbol or None,
        "kind": component.kind,
        "label": component.label,
        "count": component.count,
        "spelled": component.spelled,
        "items": items,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "field": evidence.field,
        "text": evidence.text,
        "raw_start": evidence.raw_start,
        "raw_end": evidence.raw_end,
    }
