"""Colours, sizes and the settings of matplotlib that every figure is drawn with."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar

import matplotlib as mpl

from study.draw import fonts

# Okabe & Ito (2008), told apart under all common colour blindness; names are theirs.
BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
VERMILLION: Final = "#D55E00"

INK: Final = "#1F2328"
QUIET: Final = "#5F666D"  # text of second rank; 5.8 : 1 on white
FAINT: Final = "#868E96"  # lines, and words for what is not there
GRID: Final = "#DDE1E5"
PAPER: Final = "#FFFFFF"

# Where a rate of growth comes from.
KIND_COLORS: Final = {"stated": BLUE, "implied": GREEN, "needed": VERMILLION}

WIDTH: Final = 640.0  # points
MARGIN: Final = 22.0
TITLE, SUBTITLE, BODY, SMALL = 16.0, 10.5, 9.5, 8.0
DPI: Final = 200

SETTINGS: Final[dict[Any, Any]] = {
    "axes.unicode_minus": True,
    "figure.dpi": 72,
    "font.family": [fonts.FAMILY],
    "lines.solid_capstyle": "butt",
    "path.simplify": False,
    "savefig.bbox": None,
    "savefig.pad_inches": 0,
    "svg.fonttype": "path",
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "text.usetex": False,
}


P = ParamSpec("P")
R = TypeVar("R")


def in_style(draw: Callable[P, R]) -> Callable[P, R]:
    """Run a function with the study's font and settings, and leave the caller's alone."""

    @functools.wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> R:
        fonts.register()
        with mpl.rc_context():
            mpl.rcdefaults()
            for name, value in SETTINGS.items():
                mpl.rcParams[name] = value
            return draw(*args, **kwargs)

    return styled
