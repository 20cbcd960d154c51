from django.db import models
from django.db.models import Q

from apps.core.models import BaseModel
from apps.tenants.scope import TenantModel
from apps.vault.place import VENDOR, Place


class Sealed(BaseModel):
    """One version of one secret, sealed to its place. `created_at` is when it was set.

    A version that was replaced or forgotten keeps its row and loses its bytes.
    """

    field = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    key_id = models.CharField(max_length=32)
    sealed = models.BinaryField()
    set_by = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


CURRENT = Q(replaced_at=None, forgotten_at=None)


class SealedSecret(TenantModel, Sealed):
    """A tenant's secret. The connection is a plain id: connections stand above the vault."""

    connection_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection_id", "field", "version"], name="vault_sealed_place"
            ),
            models.UniqueConstraint(
                fields=["tenant", "connection_id", "field"],
                name="vault_sealed_current",
                condition=CURRENT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.connection_id}, version {self.version}"

    @property
    def place(self) -> Place:
        return Place(self.tenant_id, self.connection_id, self.field, self.version)


class VendorSecret(Sealed):
    """A secret of the vendor's own, such as a sender password; it belongs to no tenant."""

    owner_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner_id", "field", "version"], name="vault_vendor_place"
            ),
            models.UniqueConstraint(
                fields=["owner_id", "field"], name="vault_vendor_current", condition=CURRENT
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of the vendor's {self.owner_id}, version {self.version}"

    @property
    def place(self) -> Place:
        return Place(VENDOR, self.owner_id, self.field, self.version)
