"""The tenant in whose name the code now runs. With none chosen, tenant tables cannot be read."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from django.db import connection, models

from apps.core.database import Scope, acting_within, scope_now
from apps.core.models import BaseModel

if TYPE_CHECKING:
    from apps.tenants.models import Tenant

Row = TypeVar("Row", bound=models.Model)


class NoTenantChosen(Exception):
    """Code read a tenant's table outside `acting_for()` and `unfenced.across_tenants()`."""


class NoTransaction(Exception):
    """Code read a tenant's table outside a transaction, where PostgreSQL would show no rows."""


@contextmanager
def acting_for(tenant: "Tenant | uuid.UUID") -> Iterator[None]:
    """Run the block in one tenant's name: its rows are all that exist."""
    tenant_id = tenant if isinstance(tenant, uuid.UUID) else tenant.id
    with acting_within(Scope(tenant_id=tenant_id)):
        yield


class TenantManager(models.Manager[Row]):
    """Shows the chosen tenant's rows; raises where none was chosen."""

    def get_queryset(self) -> models.QuerySet[Row]:
        scope = scope_now.get()
        if scope is None:
            raise NoTenantChosen(self.model.__name__)
        if not connection.in_atomic_block:
            raise NoTransaction(self.model.__name__)
        rows = super().get_queryset()
        return rows if scope.everyone else rows.filter(tenant_id=scope.tenant_id)


class TenantModel(BaseModel):
    """A table inside the fence. Its migration puts the fence up with `fence.PutFence`."""

    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.CASCADE, related_name="+")

    objects = TenantManager()

    class Meta:
        abstract = True
