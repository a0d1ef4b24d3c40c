"""Press articles in, grounded facts and reproducible figures out.

In a notebook: `import study`, then `study.load("seeds")` for the tables. Names are
fetched when they are first used, so that a command that needs no table loads none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from study.analyse import Study, load
    from study.publish.article_view import view_article
    from study.publish.parameters import (
        ClaimsParameters,
        ClustersParameters,
        ForumsParameters,
        GrowthParameters,
        PlaceParameters,
        SourcesParameters,
    )

_HOMES = {
    "Study": "study.analyse",
    "load": "study.analyse",
    "SourcesParameters": "study.publish.parameters",
    "ClustersParameters": "study.publish.parameters",
    "ForumsParameters": "study.publish.parameters",
    "GrowthParameters": "study.publish.parameters",
    "ClaimsParameters": "study.publish.parameters",
    "PlaceParameters": "study.publish.parameters",
    "view_article": "study.publish.article_view",
}
# Modules by the name under which notebooks and people reach them.
_MODULES = {
    room: f"study.{room}"
    for room in ("analyse", "draw", "extract", "lexicon", "model", "publish", "read")
} | {
    "tables": "study.publish.tables",
    "claim_tables": "study.publish.claim_tables",
    "forum_views": "study.publish.forum_views",
    "composition": "study.publish.composition",
    "place_tables": "study.publish.place_tables",
}

__all__ = [
    "ClaimsParameters",
    "ClustersParameters",
    "ForumsParameters",
    "GrowthParameters",
    "PlaceParameters",
    "SourcesParameters",
    "Study",
    "load",
    "view_article",
]


def __getattr__(name: str) -> object:
    """Fetch a public name, or a room of the library, when it is first asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _MODULES:
        return import_module(_MODULES[name])
    raise AttributeError(f"module 'study' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Public names, for completion in JupyterLab."""
    return sorted([*globals(), *_HOMES, *_MODULES])
