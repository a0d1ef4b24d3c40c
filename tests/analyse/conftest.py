"""The study built from the reference facts, so that tables are tested apart from extraction."""

from __future__ import annotations

import pytest
from reference import reference_study

from study.analyse import Study


@pytest.fixture(scope="session")
def study() -> Study:
    """All five articles with the reference facts."""
    return reference_study()
