"""What a guide demands of a company, as a connection keeps it for its checks."""

from collections.abc import Mapping
from typing import Any

from apps.checklists.guide.format import Guide
from apps.checks.permissions import PRESETS


def requirements_of(guide: Guide, decisions: Mapping[str, str]) -> dict[str, Any]:
    """Applications to be switched on, objects to be readable, permissions to be held.

    Where the customer chose an admin, more rights than the guide asks for are no surplus.
    """
    return {
        "excess": decisions.get("role_kind") != "admin",
        "applications": [
            {"code": each.code, "name": each.name} for each in guide.requirements.applications
        ],
        "objects": [
            {"object": probe.object, "words": probe.words, "application": each.name}
            for each in guide.requirements.applications
            for probe in each.probes
        ],
        "permissions": [
            {
                "application": guide.application(row.application).name,
                "activity": "",
                "rights": list(PRESETS[row.preset or matrix.preset]),
            }
            for matrix in guide.matrices
            for row in matrix.rows
        ],
    }
