"""Formats of forums side by side: how much of what, how long, how broad, by whom, how far."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.tables import TableRow, rows_of

FORMAT_COLUMNS = (
    "forum_id", "label", "name", "year", "kind", "formula", "components", "events_counted",
    "events_named", "open_ended", "forums", "days", "opening_hours", "themes", "theme_breadth",
    "hosts", "host_kinds", "international_share", "online", "projects_signed", "reports",
    "exhibits", "lead_days", "fact_ids",
)  # fmt: skip


def formats(study: Study) -> pd.DataFrame:
    """Comparable forms of the forums that articles describe.

    Args:
        study: The tables of the articles.

    Returns:
        One row a forum, in the order of the labels, press conferences held for a forum aside:
        `components` in the formula or told; `events_counted` of those with a number and
        `events_named` of all; `open_ended` where a term is open (N); `days` from first to last;
        `opening_hours`; `themes` that its parts name and their `theme_breadth`, the effective
        number exp(H) of Shannon's entropy (Hill number of order 1, Hill 1973); `host_kinds`;
        `international_share` of its named parts; `lead_days` between the announcing article and
        the first day. What no article states is missing, never zero.
    """
    parts = study.forum_tables.parts()
    roles = study.forum_tables.roles()
    rows = [
        _row(
            forum, parts[parts.forum_id == forum.forum_id], roles[roles.forum_id == forum.forum_id]
        )
        for forum in rows_of(study.forums[study.forums.parent == ""])
    ]
    return pd.DataFrame(rows, columns=pd.Index(FORMAT_COLUMNS))


def _row(forum: TableRow, parts: pd.DataFrame, roles: pd.DataFrame) -> dict[str, object]:
    components = parts.drop_duplicates("component")
    named = parts[parts.name != ""]
    themes = Counter(theme for each in parts.themes for theme in each)
    hosts = roles[roles.role == "hosts"]
    own = ("forum_id", "label", "name", "year", "kind", "formula", "opening_hours", "online",
           "projects_signed", "exhibits")  # fmt: skip
    return {
        **{name: getattr(forum, name) for name in own},
        "components": len(components),
        "events_counted": int(components["count"].sum()) if len(components) else math.nan,
        "events_named": len(named),
        "open_ended": bool(components["count"].isna().any()),
        "forums": _forums(components),
        "days": _days(forum),
        "themes": tuple(sorted(themes, key=lambda name: (-themes[name], name))),
        "theme_breadth": effective_number(themes),
        "hosts": len(hosts),
        "host_kinds": tuple(sorted(hosts.host_kind.unique())),
        "international_share": float(named.abroad.mean()) if len(named) else math.nan,
        "reports": len(forum.reports_released) or math.nan,
        "lead_days": _lead(forum),
        "fact_ids": forum.fact_ids,
    }


def _forums(components: pd.DataFrame) -> float:
    """How many parallel forums; missing where none are told."""
    counts = components["count"][components.kind == "parallel forums"]
    return float(counts.sum()) if len(counts) else math.nan


def _days(forum: TableRow) -> float:
    """Length in days; missing where no last day is stated."""
    if pd.isna(forum.start) or pd.isna(forum.end):
        return math.nan
    return float((forum.end - forum.start).days + 1)


def _lead(forum: TableRow) -> float:
    """Days between announcement and opening; missing for an article written afterwards."""
    opening = forum.opening if pd.notna(forum.opening) else forum.start
    if pd.isna(forum.announced) or pd.isna(opening):
        return math.nan
    return float((opening - forum.announced).days)


def effective_number(counts: Counter[str]) -> float:
    """Hill number of order 1: how many equally frequent kinds would be as diverse.

    Args:
        counts: How often each kind occurs.

    Returns:
        exp(H); missing where nothing is counted.
    """
    total = sum(counts.values())
    if not total:
        return math.nan
    return math.exp(-sum(n / total * math.log(n / total) for n in counts.values() if n))


def format_discrepancies(study: Study) -> pd.DataFrame:
    """Formulas that their own article contradicts.

    Args:
        study: The tables of the articles.

    Returns:
        One row a contradiction: forum_id, label, what, symbol, said, but, fact_ids (of the
        formula and of what is said against it).
    """
    return study.forum_tables.discrepancies()
