from apps.ops.views.applications import (
    application,
    application_keys,
    application_new,
    application_standing,
    applications,
)
from apps.ops.views.approvals import company
from apps.ops.views.fleet import overview, runs, tenants
from apps.ops.views.people import invitations, senders, tenant, tenant_new

__all__ = [
    "application",
    "application_keys",
    "application_new",
    "application_standing",
    "applications",
    "company",
    "invitations",
    "overview",
    "runs",
    "senders",
    "tenant",
    "tenant_new",
    "tenants",
]
