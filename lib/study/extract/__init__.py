"""Takes out of an article every quantity that it states, grounded in its raw characters."""

from study.extract.corrections import AppliedCorrection, corrected_facts
from study.extract.facts import extract_facts

__all__ = ["AppliedCorrection", "corrected_facts", "extract_facts"]
