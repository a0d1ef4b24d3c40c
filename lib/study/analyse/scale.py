"""How large the industry is said to be: scale, revenue, output and investment by place and year."""

from __future__ import annotations

import pandas as pd

from study.analyse.statements import statements

LEVELS = ("industry_scale", "revenue", "output_value", "fixed_asset_investment")
# Raw characters between an amount that defines a class of firms and the count of that class.
_REACH = 30


def scale(facts: pd.DataFrame) -> pd.DataFrame:
    """Stated levels of money, actual and aimed at, by place and year.

    An amount that only defines a class of firms ("36 firms with output of 1 bn and more") measures
    no place and is left out: it is told by the count of large firms that follows it at once, in
    the same sentence.

    Args:
        facts: A table of facts.

    Returns:
        Rows of `study.analyse.statements.statements` for the codes in `LEVELS`.
    """
    return statements(facts[~_defines_class(facts)], LEVELS)


def _defines_class(facts: pd.DataFrame) -> pd.Series:
    """Tell which amounts are followed at once by the count of the firms they define."""
    ordered = facts.sort_values(["doc", "raw_start"])
    after = ordered.shift(-1)
    follows = (
        (after.indicator == "enterprises.large")
        & (after.doc == ordered.doc)
        & (after.sentence_start == ordered.sentence_start)
        & (after.raw_start - ordered.raw_end <= _REACH)
    )
    return (follows & ordered.indicator.isin(LEVELS)).reindex(facts.index)
