from apps.portal.views.connections import hub, result, runs
from apps.portal.views.people import home, invitation, tenant
from apps.portal.views.steps import attestation, decision, step

__all__ = [
    "attestation",
    "decision",
    "home",
    "hub",
    "invitation",
    "result",
    "runs",
    "step",
    "tenant",
]
