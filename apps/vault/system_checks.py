from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from apps.vault.keyring import UnusableRing
from apps.vault.startup import check_rings


@register(Tags.security, deploy=True)
def rings_are_usable(**_: object) -> list[CheckMessage]:
    """`check --deploy` names what keeps the vault from starting."""
    try:
        check_rings(settings.VAULT_PUBLIC_KEYS, settings.VAULT_PRIVATE_KEYS)
    except UnusableRing as error:
        return [Error(str(error), id="vault.E001")]
    return []
