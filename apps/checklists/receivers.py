from typing import Any

from django.dispatch import receiver

from apps.checklists import queries
from apps.checklists.models import Checklist
from apps.checklists.settling import settle
from apps.checks.signals import run_finished
from apps.connections.models import Connection


@receiver(run_finished)
def settle_steps(sender: type, *, connection: Connection, **_: Any) -> None:
    """A finished run moves the steps, in the run's own transaction."""
    if Checklist.objects.filter(connection=connection).exists():
        settle(checklist=queries.checklist_of(connection))
