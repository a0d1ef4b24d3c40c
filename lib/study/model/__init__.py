"""The words the study speaks in: frozen, typed, and knowing nothing else."""

from study.model.clusters import Cluster, ClusterLevel, Link, LinkType
from study.model.documents import BODY_ROLES, DateKnownBy, Document, Paragraph, Role, Script
from study.model.errors import StudyError
from study.model.facts import Fact, Qualifier, Status
from study.model.forums import (
    Amount,
    Component,
    Discrepancy,
    Evidence,
    Forum,
    ForumKind,
    Part,
    Speaker,
)
from study.model.organisations import Organisation, OrganisationKind

__all__ = [
    "BODY_ROLES",
    "Amount",
    "Cluster",
    "ClusterLevel",
    "Component",
    "DateKnownBy",
    "Discrepancy",
    "Document",
    "Evidence",
    "Fact",
    "Forum",
    "ForumKind",
    "Link",
    "LinkType",
    "Organisation",
    "OrganisationKind",
    "Paragraph",
    "Part",
    "Qualifier",
    "Role",
    "Script",
    "Speaker",
    "Status",
    "StudyError",
]
