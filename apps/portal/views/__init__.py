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
from apps.portal.views.entities import entities
from apps.portal.views.finishing import done, review
from apps.portal.views.guides import picture, printed, promotion, upgrading
from apps.portal.views.people import home, invitation, tenant
from apps.portal.views.standings import attestation, attestation_withdrawal, wait
from apps.portal.views.steps import decision, step
from apps.portal.views.upkeep import credentials, resume, support

__all__ = [
    "approval",
    "approval_company",
    "approval_problem",
    "attestation",
    "attestation_withdrawal",
    "credentials",
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
    "done",
    "entities",
    "home",
    "hub",
    "invitation",
    "oauth_callback",
    "picture",
    "printed",
    "promotion",
    "result",
    "resume",
    "review",
    "runs",
    "step",
    "support",
    "tenant",
    "upgrading",
    "wait",
]
