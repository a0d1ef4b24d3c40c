"""Tables for figures: every row keeps the ids of the facts it rests on."""

from study.analyse.approvals import approvals
from study.analyse.claims import claim_sides, claims, implied
from study.analyse.clusters import (
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
from study.analyse.composition import composition
from study.analyse.corpus import Source, Study, load, study_of
from study.analyse.coverage import coverage, shares
from study.analyse.editions import edits, forum_series
from study.analyse.firms import firms
from study.analyse.formats import format_discrepancies, formats
from study.analyse.forum_select import forum_frames
from study.analyse.forum_words import forum_words, reused_passages
from study.analyse.growth import backcast, growth
from study.analyse.intervals import Interval
from study.analyse.part_shares import part_shares
from study.analyse.progress import progress
from study.analyse.scale import scale
from study.analyse.select import behind, select
from study.analyse.series import series
from study.analyse.vocabulary import key_terms, word_counts

__all__ = [
    "Interval",
    "Source",
    "Study",
    "approvals",
    "backcast",
    "behind",
    "claim_sides",
    "claims",
    "composition",
    "coverage",
    "edits",
    "firms",
    "focus",
    "format_discrepancies",
    "formats",
    "forum_frames",
    "forum_series",
    "forum_words",
    "growth",
    "implied",
    "key_terms",
    "links_in",
    "load",
    "members",
    "network",
    "ownership",
    "part_shares",
    "progress",
    "projects",
    "reused_passages",
    "scale",
    "select",
    "series",
    "shares",
    "shares_of_wholes",
    "space",
    "study_of",
    "ties",
    "word_counts",
]
