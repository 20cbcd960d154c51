"""What the audit log says of grants that were ended at Intacct."""

from django.db import transaction

from apps.audit.models import Entry
from apps.tenants.unfenced import across_tenants
from tests.connections.approvals.office import Office


def outcomes(office: Office) -> list[str]:
    """How each try to revoke came out, oldest first."""
    with across_tenants(), transaction.atomic():
        rows = Entry.objects.filter(tenant_id=office.tenant.id, action="grant.revoked")
        return [entry.details["outcome"] for entry in rows]
