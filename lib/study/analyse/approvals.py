"""How many drugs and devices are said to be approved, cumulative counts apart from new ones."""

from __future__ import annotations

import pandas as pd

from study.analyse.corpus import Study
from study.analyse.readings import readings
from study.analyse.statements import statements
from study.analyse.tables import FACT_COLUMNS

MEASURES = ("approved_drugs", "approved_devices", "approved_products", "clinical_approvals")


def approvals(study: Study, facts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Stated counts of approved drugs, devices and clinical trials by place.

    Args:
        study: Tables and articles.
        facts: Rows of its facts to take; all where none are given.

    Returns:
        Rows of `study.analyse.statements.statements` with `nature`: "cumulative" counts are as of
        the day `end` (and then start on it), "flow" counts are new ones of their period.
    """
    read = readings(study)
    if facts is not None:
        read = read[read.fact_id.isin(set(facts.fact_id))]
    # A cumulative count is true of a day; else it would stand beside new ones of its year.
    dated = read.assign(start=read.as_of.fillna(read.start))[list(FACT_COLUMNS)]
    rows = statements(dated, MEASURES)
    nature = dict(zip(read.fact_id, read.nature, strict=True))
    natures = [nature[ids[0]] for ids in rows.fact_ids]
    frame = rows.assign(nature=pd.Series(natures, rows.index, dtype="str"))
    order = ["indicator", "nature", "place", "industry", "end", "point", "value"]
    return frame.sort_values(order, kind="stable", ignore_index=True)
