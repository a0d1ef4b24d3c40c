"""Words of the notebooks' tables and sentences, in both languages."""

from __future__ import annotations

from study.lexicon.loader import data


def column(name: str, language: str) -> str:
    """Heading of a table's column."""
    return str(data("notebooks")["columns"][name][language])


def value(code: str, language: str) -> str:
    """Word for a code that a table shows, or the code itself."""
    known = data("notebooks")["values"]
    return str(known[code][language]) if code in known else code


def sentence(name: str, language: str, **slots: object) -> str:
    """A sentence with its computed slots filled."""
    return str(data("notebooks")["prose"][name][language]).format(**slots)
