"""What the checks remember: runs and their evidence, what is known, what the fleet shares."""

from apps.checks.models.entities import EntityList
from apps.checks.models.fleet import Outbreak, UnknownAnswer
from apps.checks.models.knowledge import Finding, PermissionSnapshot, Proof
from apps.checks.models.runs import Evidence, Run

__all__ = [
    "EntityList",
    "Evidence",
    "Finding",
    "Outbreak",
    "PermissionSnapshot",
    "Proof",
    "Run",
    "UnknownAnswer",
]
