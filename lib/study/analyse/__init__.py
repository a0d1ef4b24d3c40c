"""Tables for figures: every row keeps the ids of the facts it rests on."""

from study.analyse.corpus import Source, Study, load, study_of
from study.analyse.coverage import coverage, shares
from study.analyse.editions import edits, series
from study.analyse.firms import firms
from study.analyse.formats import format_discrepancies, formats
from study.analyse.forum_select import forum_frames
from study.analyse.forum_words import forum_words, reused_passages
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
    "edits",
    "firms",
    "format_discrepancies",
    "formats",
    "forum_frames",
    "forum_words",
    "growth",
    "key_terms",
    "load",
    "reused_passages",
    "scale",
    "select",
    "series",
    "shares",
    "study_of",
    "word_counts",
]
