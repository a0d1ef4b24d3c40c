"""Checks that no text of a figure covers another or leaves the page."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from study.draw.style import in_style

# Boxes of letters hold air; texts may come this near, in points, before they are too near.
_AIR = 0.5


@in_style
def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every drawn text with its box in pixels, as drawn at 72 dots an inch."""
    figure.set_dpi(72)
    canvas: Any = FigureCanvasAgg(figure)  # matplotlib leaves its methods untyped
    canvas.draw()
    renderer = canvas.get_renderer()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes(figure), 2)
        if _overlap(a.x0, a.x1, b.x0, b.x1) > _AIR and _overlap(a.y0, a.y1, b.y0, b.y1) > _AIR
    ]


def _overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    return min(high, other_high) - max(low, other_low)


def clipped(figure: Figure) -> list[str]:
    """Texts that reach beyond the page."""
    wide, high = figure.bbox.width, figure.bbox.height
    return [
        text
        for text, box in boxes(figure)
        if box.x0 < 0 or box.y0 < 0 or box.x1 > wide or box.y1 > high
    ]
