"""Figures: a pure builder each, from a table to a chart, and one exporter for all."""

from study.draw.approvals import approvals
from study.draw.chart import Chart, Story
from study.draw.claims import claims
from study.draw.clusters import ownership, projects, segments, tree
from study.draw.composition import composition
from study.draw.coverage import coverage
from study.draw.export import Saved, save
from study.draw.firms import firms
from study.draw.forum_anatomy import forum_anatomy
from study.draw.forum_calendar import forum_calendar
from study.draw.forum_edits import forum_edits
from study.draw.forum_outputs import forum_outputs
from study.draw.forum_roles import forum_roles
from study.draw.forum_themes import forum_themes
from study.draw.forum_words import forum_words
from study.draw.growth import growth
from study.draw.network import network
from study.draw.part_shares import part_shares
from study.draw.progress import progress
from study.draw.scale import scale
from study.draw.space import space

__all__ = [
    "Chart",
    "Saved",
    "Story",
    "approvals",
    "claims",
    "composition",
    "coverage",
    "firms",
    "forum_anatomy",
    "forum_calendar",
    "forum_edits",
    "forum_outputs",
    "forum_roles",
    "forum_themes",
    "forum_words",
    "growth",
    "network",
    "ownership",
    "part_shares",
    "progress",
    "projects",
    "save",
    "scale",
    "segments",
    "space",
    "tree",
]
