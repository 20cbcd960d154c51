from apps.portal.views.approvals import approval, approval_company
from apps.portal.views.callback import approval_problem, oauth_callback
from apps.portal.views.connections import hub, result, runs
from apps.portal.views.delegated import (
    delegated,
    delegated_attestation,
    delegated_completion,
    delegated_decision,
    delegated_result,
    delegated_runs,
)
from apps.portal.views.delegation_link import delegation, delegation_mail
from apps.portal.views.delegations import delegation_withdrawal, delegations
from apps.portal.views.disconnection import disconnection
from apps.portal.views.people import home, invitation, tenant
from apps.portal.views.steps import attestation, decision, step

__all__ = [
    "approval",
    "approval_company",
    "approval_problem",
    "attestation",
    "decision",
    "delegated",
    "delegated_attestation",
    "delegated_completion",
    "delegated_decision",
    "delegated_result",
    "delegated_runs",
    "delegation",
    "delegation_mail",
    "delegation_withdrawal",
    "delegations",
    "disconnection",
    "home",
    "hub",
    "invitation",
    "oauth_callback",
    "result",
    "runs",
    "step",
    "tenant",
]
