"""Whose grant it is, in a form that can be compared across tenants and tells nothing by itself."""

from apps.connections.models import Grant
from apps.vault import services as vault
from apps.vault.keyring import VaultClosed


def index_of(grant: Grant) -> str:
    """The keyed name of a grant's client, company and user. Workers only: raises VaultClosed."""
    return vault.blind_index(*_parts(grant))


def indexes_of(grant: Grant) -> tuple[str, ...]:
    """Every name that another grant of the same identity may have, whichever key it is under.

    Where the vault is closed, as it is to a page, that is the row's own: the tick keeps all rows
    under the newest key (`doorway.renew_identity_indexes`).
    """
    try:
        return vault.blind_indexes(*_parts(grant))
    except VaultClosed:
        return (grant.identity_index,)


def is_current(index: str) -> bool:
    """Whether a name is under the key that new names are made with. Raises VaultClosed."""
    return index.startswith(f"{vault.index_key_id()}:")


def _parts(grant: Grant) -> tuple[str, ...]:
    return "approval", grant.client_id, grant.company_id, grant.user_id
