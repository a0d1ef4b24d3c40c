"""Claims: facts that constrain each other, found by rule, with a verdict on each.

Rules look at indicators, places, periods and the words of a number's own sentence, never at one
article's names or numbers. Every claim tells the interval of each side, the arithmetic in words
and the facts it rests on. Implied numbers are marked `implied` and never stand among stated ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from study.analyse.claim import Claim, Side, Verdict, ids_of
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
from study.analyse.tables import rows_of

COLUMNS = (
    "claim",
    "rule",
    "verdict",
    "place",
    "event",
    "industry",
    "indicator",
    "unit",
    "relation",
    "left_kind",
    "left_stated",
    "left_low",
    "left_high",
    "left_start",
    "left_end",
    "left_facts",
    "right_kind",
    "right_stated",
    "right_low",
    "right_high",
    "right_start",
    "right_end",
    "right_facts",
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
        language: "zh" or "en", of the column `arithmetic`.

    Returns:
        Columns as in `COLUMNS`, conflicts first, then what cannot be told, then what agrees; each
        by rule, place and indicator. `relation` is "=" or "≤": what must hold between the sides.
        Bounds are in `unit` (percent for rates); a side that no article states is `implied` and
        has no text; a right side that is missing altogether has the kind "". Lists of facts are
        ids.
    """
    found = {claim.name: claim for claim in _found(study, language)}
    frame = pd.DataFrame(map(_row, found.values()), columns=pd.Index(COLUMNS))
    numbers = ["left_low", "left_high", "right_low", "right_high"]
    days = ["left_start", "left_end", "right_start", "right_end"]
    frame = frame.astype(dict.fromkeys(numbers, float))
    for name in days:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    order = {verdict: number for number, verdict in enumerate(Verdict)}
    frame["of_verdict"] = frame.verdict.map(order)
    keys = ["of_verdict", "rule", "place", "indicator", "left_end", "claim"]
    return frame.sort_values(keys, ignore_index=True).drop(columns="of_verdict")


def _found(study: Study, language: str) -> Iterator[Claim]:
    facts = readings(study)
    for rule in _RULES:
        yield from rule(facts, language)
    yield from name_claims(study, facts, language)


def _row(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.name,
        "rule": claim.rule,
        "verdict": str(claim.verdict),
        **{
            name: getattr(claim.about, name) for name in ("place", "event", "industry", "indicator")
        },
        "unit": claim.left.unit,
        "relation": claim.relation,
        **_side("left", claim.left),
        **_side("right", claim.right),
        "arithmetic": claim.arithmetic,
        "fact_ids": claim.fact_ids,
        "sources": list(dict.fromkeys(sorted(fact.source for fact in claim.facts))),
    }


def _side(name: str, side: Side | None) -> dict[str, Any]:
    if side is None:
        empty = dict.fromkeys(("low", "high"), float("nan")) | dict.fromkeys(("start", "end"))
        cells: dict[str, Any] = {"kind": "", "stated": "", "facts": [], **empty}
    else:
        cells = {
            "kind": IMPLIED if side.implied else STATED,
            "stated": side.text,
            "low": _undusted(side.bounds.low),
            "high": _undusted(side.bounds.high),
            "start": side.start,
            "end": side.end,
            "facts": ids_of(side.facts),
        }
    return {f"{name}_{key}": cell for key, cell in cells.items()}


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
