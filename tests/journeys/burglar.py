"""Try to open every stored secret with the environment this process was started with.

Run as a program: prints one JSON object with the number of secrets `tried` and `opened`, and the
names of the `refusals`. It prints no secret, whatever it opens.
"""

import json
from collections.abc import Iterator
from uuid import UUID

import django

django.setup()

from django.db import transaction  # noqa: E402 -- the settings come first

from apps.tenants.scope import acting_for  # noqa: E402
from apps.tenants.unfenced import across_tenants  # noqa: E402
from apps.vault import services as vault  # noqa: E402
from apps.vault.keyring import CannotOpen, VaultClosed  # noqa: E402
from apps.vault.models import CURRENT, SealedSecret, VendorSecret  # noqa: E402


def main() -> None:
    outcomes = [*tenants_secrets(), *vendors_secrets()]
    refusals = [outcome for outcome in outcomes if outcome]
    told = {"tried": len(outcomes), "opened": len(outcomes) - len(refusals), "refusals": refusals}
    print(json.dumps(told))  # noqa: T201 -- it is a program


def tenants_secrets() -> Iterator[str]:
    """Yield, for each secret of a tenant, why it stayed closed; empty where it opened."""
    with across_tenants(), transaction.atomic():
        rows = list(SealedSecret.objects.filter(CURRENT))
    for row in rows:
        try:
            with acting_for(row.tenant_id):
                vault.open_for_check(
                    tenant_id=row.tenant_id, connection_id=row.connection_id, field=row.field
                )
        except (CannotOpen, VaultClosed) as refusal:
            yield type(refusal).__name__
        else:
            yield ""


def vendors_secrets() -> Iterator[str]:
    """Yield the same for each secret of the vendor's own."""
    places: list[tuple[UUID, str]] = [
        (row.owner_id, row.field) for row in VendorSecret.objects.filter(CURRENT)
    ]
    for owner_id, field in places:
        try:
            vault.open_vendor_secret(owner_id=owner_id, field=field)
        except (CannotOpen, VaultClosed) as refusal:
            yield type(refusal).__name__
        else:
            yield ""


if __name__ == "__main__":
    main()
