"""Tables for figures: every row keeps the ids of the facts it rests on."""

from study.analyse.composition import (
    focus,
    links_in,
    members,
    network,
    ownership,
    projects,
    shares_of_wholes,
    space,
    ties,
)
from study.analyse.corpus import Source, Study, load, study_of
from study.analyse.coverage import coverage, shares
from study.analyse.firms import firms
from study.analyse.growth import backcast, growth
from study.analyse.intervals import Interval
from study.analyse.scale import scale
from study.analyse.select import behind, select
from study.analyse.vocabulary import key_terms, word_counts

__all__ = [
    "Interval",
    "Source",
    "Study",
    "backcast",
    "behind",
    "coverage",
    "firms",
    "focus",
    "growth",
    "key_terms",
    "links_in",
    "load",
    "members",
    "network",
    "ownership",
    "projects",
    "scale",
    "select",
    "shares",
    "shares_of_wholes",
    "space",
    "study_of",
    "ties",
    "word_counts",
]
