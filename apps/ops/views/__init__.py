from apps.ops.views.fleet import overview, runs, tenants
from apps.ops.views.people import invitations, senders, tenant, tenant_new

__all__ = ["invitations", "overview", "runs", "senders", "tenant", "tenant_new", "tenants"]
