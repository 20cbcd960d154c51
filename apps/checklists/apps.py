from importlib import import_module

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "apps.checklists"

    def ready(self) -> None:
        """Connect the receivers."""
        import_module("apps.checklists.receivers")
        import_module("apps.checklists.delegations.ending")
