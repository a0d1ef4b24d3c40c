"""Studies to draw: the seeds with the reference facts, and small ones made up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "analyse"))

from reference import reference_study

from study.analyse import Study


@pytest.fixture(scope="session")
def study() -> Study:
    """All five articles with the reference facts."""
    return reference_study()
