"""Claims: facts that constrain each other, found by rule, with a verdict on each.

Rules look at indicators, places, periods and the words of a number's own sentence, never at one
article's names or numbers. Every claim tells the interval of each side, the arithmetic in words
and the facts it rests on. Implied numbers are marked `implied` and never stand among stated ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from study.analyse.claim import Claim, Side, Verdict, ids_of, span_words
from study.analyse.claims_growth import growth_claims
from study.analyse.claims_parts import name_claims, part_claims, within_claims
from study.analyse.claims_ranks import member_claims, ranking_claims
from study.analyse.claims_same import (
    alike_claims,
    comparable,
    every_year_claims,
    later_claims,
    same_claims,
)
from study.analyse.claims_shares import before_new, new_claims, new_within, share_claims, wholes
from study.analyse.corpus import Study
from study.analyse.readings import Nature, readings
from study.analyse.tables import rows_of, with_days
from study.analyse.wording import value_of

COLUMNS = (
    "claim",
    "rule",
    "verdict",
    "place",
    "event",
    "industry",
    "indicator",
    "subject",
    "unit",
    "relation",
    "left_kind",
    "left_stated",
    "left_text",
    "left_low",
    "left_high",
    "left_start",
    "left_end",
    "left_facts",
    "left_sources",
    "right_kind",
    "right_stated",
    "right_text",
    "right_low",
    "right_high",
    "right_start",
    "right_end",
    "right_facts",
    "right_sources",
    "arithmetic",
    "fact_ids",
    "sources",
)
STATED, IMPLIED = "stated", "implied"
_RULES = (
    same_claims,
    alike_claims,
    later_claims,
    every_year_claims,
    share_claims,
    new_claims,
    within_claims,
    part_claims,
    growth_claims,
    ranking_claims,
    member_claims,
)


def claims(study: Study, language: str = "en") -> pd.DataFrame:
    """Find all facts of a study that constrain each other.

    Args:
        study: Tables and articles.
        language: "zh" or "en", of the columns `arithmetic`, `left_text` and `right_text`.

    Returns:
        Columns as in `COLUMNS`, conflicts first, then what cannot be told, then what agrees; each
        by rule, place and indicator. `relation` is "=" or "≤": what must hold between the sides.
        Bounds are in `unit` (percent for rates); a side that no article states is `implied` and
        has no text; a right side that is missing altogether has the kind "". Lists of facts are
        ids.
    """
    found = {claim.name: claim for claim in _found(study, language)}
    rows = (_row(claim, language) for claim in found.values())
    frame = pd.DataFrame(rows, columns=pd.Index(COLUMNS))
    numbers = ["left_low", "left_high", "right_low", "right_high"]
    days = ["left_start", "left_end", "right_start", "right_end"]
    frame = with_days(frame.astype(dict.fromkeys(numbers, float)), days)
    order = {verdict: number for number, verdict in enumerate(Verdict)}
    frame["of_verdict"] = frame.verdict.map(order)
    keys = ["of_verdict", "rule", "place", "indicator", "left_end", "claim"]
    return frame.sort_values(keys, ignore_index=True).drop(columns="of_verdict")


def _found(study: Study, language: str) -> Iterator[Claim]:
    facts = readings(study)
    for rule in _RULES:
        yield from rule(facts, language)
    yield from name_claims(study, facts, language)


def _row(claim: Claim, language: str) -> dict[str, Any]:
    return {
        "claim": claim.name,
        "rule": claim.rule,
        "verdict": str(claim.verdict),
        **{
            name: getattr(claim.about, name)
            for name in ("place", "event", "industry", "indicator", "subject")
        },
        "unit": claim.left.unit,
        "relation": claim.relation,
        **_side("left", claim.left, language),
        **_side("right", claim.right, language),
        "arithmetic": claim.arithmetic,
        "fact_ids": claim.fact_ids,
        "sources": list(dict.fromkeys(sorted(fact.source for fact in claim.facts))),
    }


def _side(name: str, side: Side | None, language: str) -> dict[str, Any]:
    if side is None:
        empty = dict.fromkeys(("low", "high"), float("nan")) | dict.fromkeys(("start", "end"))
        cells: dict[str, Any] = dict.fromkeys(("kind", "stated", "text"), "") | empty
        cells |= {"facts": [], "sources": []}
    else:
        cells = {
            "kind": IMPLIED if side.implied else STATED,
            "stated": side.text,
            "text": _text(side, language),
            "low": _undusted(side.bounds.low),
            "high": _undusted(side.bounds.high),
            "start": side.start,
            "end": side.end,
            "facts": ids_of(side.facts),
            "sources": sorted({fact.source for fact in side.facts}),
        }
    return {f"{name}_{key}": cell for key, cell in cells.items()}


def _text(side: Side, language: str) -> str:
    """A side's number in words, as its article puts it or as it is computed."""
    if side.implied or value_of(side.facts[0], "zh") != side.text:
        return span_words(side.bounds, side.unit, language)
    return value_of(side.facts[0], language)


def _undusted(number: float) -> float:
    """A number without the binary dust of arithmetic."""
    return float(f"{number:.12g}")


IMPLIED_COLUMNS = (
    "kind",
    "place",
    "industry",
    "indicator",
    "unit",
    "as_of",
    "low",
    "high",
    "rule",
    "fact_ids",
    "sources",
)


def implied(study: Study) -> pd.DataFrame:
    """Numbers that no article states but that stated ones imply.

    Args:
        study: Tables and articles.

    Returns:
        Columns as in `IMPLIED_COLUMNS`, sorted by place, indicator and day. `rule` is "share" (a
        part divided by its share) or "new" (a cumulative count less its new ones); `low` and
        `high` are in `unit`. Every row has the kind "implied".
    """
    facts = readings(study)
    rows = [_implied("share", whole.place, whole.side, whole.part) for whole in wholes(facts)]
    known = comparable(facts)
    for total in rows_of(known[known.nature == Nature.CUMULATIVE]):
        new = new_within(total, known)
        if new is not None:
            rows.append(_implied("new", total.place, before_new(total, new), total))
    frame = pd.DataFrame(rows, columns=pd.Index(IMPLIED_COLUMNS))
    return frame.sort_values(["place", "indicator", "as_of", "low"], ignore_index=True)


def _implied(rule: str, place: str, side: Side, about: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "kind": IMPLIED,
        "place": place,
        "industry": about.industry,
        "indicator": about.indicator,
        "unit": side.unit,
        "as_of": side.end,
        "low": _undusted(side.bounds.low),
        "high": _undusted(side.bounds.high),
        "rule": rule,
        "fact_ids": ids_of(side.facts),
        "sources": sorted({fact.source for fact in side.facts}),
    }


SIDE_COLUMNS = (
    "claim",
    "rule",
    "verdict",
    "place",
    "event",
    "industry",
    "indicator",
    "subject",
    "relation",
    "side",
    "kind",
    "text",
    "unit",
    "low",
    "high",
    "index_low",
    "index_high",
    "start",
    "end",
    "fact_ids",
    "sources",
)


def claim_sides(table: pd.DataFrame) -> pd.DataFrame:
    """The sides of claims as rows of their own, on one scale for all claims.

    Args:
        table: A table of `claims`.

    Returns:
        Columns as in `SIDE_COLUMNS`, one row per side that there is, in the order of the claims.
        `index_low` and `index_high` are the bounds in percent of the middle of the claim's right
        side, or of its only one.
    """
    rows = [
        side
        for row in rows_of(table)
        for side in (_side_row(row, "left"), _side_row(row, "right"))
        if side["kind"]
    ]
    frame = pd.DataFrame(rows, columns=pd.Index(SIDE_COLUMNS))
    numbers = ("low", "high", "index_low", "index_high")
    return frame.astype(dict.fromkeys(numbers, float))


def _side_row(row: Any, side: str) -> dict[str, Any]:  # noqa: ANN401 - a row of claims
    last = "right" if row.right_kind else "left"
    middle = (getattr(row, f"{last}_low") + getattr(row, f"{last}_high")) / 2 or 1.0
    cells = {name: getattr(row, f"{side}_{name}") for name in ("kind", "text", "low", "high")}
    shared = SIDE_COLUMNS[: SIDE_COLUMNS.index("side")]
    return {
        **{name: getattr(row, name) for name in shared},
        **cells,
        # A side that stands alone is compared with nothing.
        "relation": row.relation if row.right_kind else "",
        "side": side,
        "unit": row.unit,
        "index_low": _undusted(100 * cells["low"] / middle),
        "index_high": _undusted(100 * cells["high"] / middle),
        "start": getattr(row, f"{side}_start"),
        "end": getattr(row, f"{side}_end"),
        "fact_ids": getattr(row, f"{side}_facts"),
        "sources": getattr(row, f"{side}_sources"),
    }
