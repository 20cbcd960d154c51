from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    """Lets `manage.py` find the `simulator` command; there are no models and no pages."""

    name = "apps.simulator"
