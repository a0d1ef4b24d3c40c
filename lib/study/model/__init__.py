"""The words the study speaks in: frozen, typed, and knowing nothing else."""

from study.model.documents import BODY_ROLES, DateKnownBy, Document, Paragraph, Role, Script
from study.model.errors import StudyError
from study.model.facts import Fact, Qualifier, Status

__all__ = [
    "BODY_ROLES",
    "DateKnownBy",
    "Document",
    "Fact",
    "Paragraph",
    "Qualifier",
    "Role",
    "Script",
    "Status",
    "StudyError",
]
