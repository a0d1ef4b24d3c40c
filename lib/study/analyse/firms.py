"""How many firms of which kind a place is said to have, each with the day it is stated for."""

from __future__ import annotations

import pandas as pd

from study.analyse.statements import statements

FAMILY = "enterprises"
# A list is known by its size (百强榜, 500强); that size counts no firms of a place.
_LIST_COUNTERS = ("", "强")


def firms(facts: pd.DataFrame) -> pd.DataFrame:
    """Stated counts of firms by kind and place.

    Counts of different days stand in rows of their own with their `start` and `end`; none is
    added up or put in another's place. Sizes of ranking lists are left out.

    Args:
        facts: A table of facts.

    Returns:
        Rows of `study.analyse.statements.statements`; `indicator` is the kind of firm.
    """
    counts = facts[(facts.unit == "count") & ~facts.counter.isin(_LIST_COUNTERS)]
    kinds = [code for code in counts.indicator.unique() if code.split(".", maxsplit=1)[0] == FAMILY]
    return statements(counts, kinds)
