"""Figures: a pure builder each, from a table to a chart, and one exporter for all."""

from study.draw.approvals import approvals
from study.draw.chart import Chart, Story
from study.draw.claims import claims
from study.draw.clusters import ownership, projects, segments, tree
from study.draw.composition import composition
from study.draw.coverage import coverage
from study.draw.export import Saved, save
from study.draw.firms import firms
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
