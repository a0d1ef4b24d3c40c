"""Takes out of an article every quantity that it states, grounded in its raw characters."""

from study.extract.facts import extract_facts

__all__ = ["extract_facts"]
