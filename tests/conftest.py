"""Fixtures that all tests share: the five articles, read and extracted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from study.analyse import Study, study_of
from study.extract import extract_facts
from study.extract.forums import extract_forums
from study.model import Document, Fact, Forum
from study.read import read_paths

ROOT = Path(__file__).parents[1]

# `make test` says the same today and tomorrow; `--hypothesis-profile explore` looks elsewhere.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def seed_documents() -> tuple[Document, ...]:
    """The five articles of `seeds/` as read, in the order of their names."""
    return tuple(read_paths([ROOT / "seeds"]))


@pytest.fixture(scope="session")
def seed_facts(seed_documents: tuple[Document, ...]) -> tuple[Fact, ...]:
    """Every fact that extraction finds in the five articles."""
    return tuple(fact for document in seed_documents for fact in extract_facts(document))


@pytest.fixture(scope="session")
def seed_forums(
    seed_documents: tuple[Document, ...], seed_facts: tuple[Fact, ...]
) -> tuple[Forum, ...]:
    """Every forum that the five articles describe."""
    return tuple(
        forum
        for document in seed_documents
        for forum in extract_forums(document, [f for f in seed_facts if f.doc == document.doc])
    )


@pytest.fixture(scope="session")
def seed_study(
    seed_documents: tuple[Document, ...],
    seed_facts: tuple[Fact, ...],
    seed_forums: tuple[Forum, ...],
) -> Study:
    """The five articles as extracted, with their forums."""
    return study_of(seed_documents, seed_facts, seed_forums)
