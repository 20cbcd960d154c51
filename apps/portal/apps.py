from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "apps.portal"

    def ready(self) -> None:
        """Register the mails this app writes."""
        import_module("apps.portal.mails")
        import_module("apps.portal.delegation_mails")
