"""The words the study speaks in: frozen, typed, and knowing nothing else."""

from study.model.clusters import Cluster, ClusterLevel, Link, LinkType
from study.model.documents import BODY_ROLES, DateKnownBy, Document, Paragraph, Role, Script
from study.model.errors import StudyError
from study.model.facts import Fact, Qualifier, Status
from study.model.organisations import Organisation, OrganisationKind

__all__ = [
    "BODY_ROLES",
    "Cluster",
    "ClusterLevel",
    "DateKnownBy",
    "Document",
    "Fact",
    "Link",
    "LinkType",
    "Organisation",
    "OrganisationKind",
    "Paragraph",
    "Qualifier",
    "Role",
    "Script",
    "Status",
    "StudyError",
]
