from django.apps import AppConfig
from django.conf import settings

from apps.vault.keyring import UnusableRing
from apps.vault.startup import check_rings


class VaultConfig(AppConfig):
    name = "apps.vault"

    def ready(self) -> None:
        """Register the system check; exit with one sentence without usable rings (D4)."""
        from apps.vault import system_checks  # noqa: F401, PLC0415 importing it registers it

        if settings.VAULT_REQUIRED:
            try:
                check_rings(settings.VAULT_PUBLIC_KEYS, settings.VAULT_PRIVATE_KEYS)
            except UnusableRing as error:
                raise SystemExit(str(error)) from None
