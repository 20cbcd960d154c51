from typing import Any

from django.dispatch import receiver

from apps.checklists import queries, services
from apps.checklists.models import Checklist
from apps.checks.signals import run_finished
from apps.connections.models import Connection


@receiver(run_finished)
def settle_steps(sender: type, *, connection: Connection, **_: Any) -> None:
    """A finished run moves the steps, in the run's own transaction."""
    if Checklist.objects.filter(connection=connection).exists():
        services.settle(checklist=queries.checklist_of(connection))
