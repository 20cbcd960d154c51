from typing import Any

from django.dispatch import receiver

from apps.checks import services
from apps.connections.models import Approval, Connection
from apps.connections.signals import approval_finished


@receiver(approval_finished)
def check_at_once(sender: type, *, connection: Connection, approval: Approval, **_: Any) -> None:
    """Whoever has just approved waits for the answer: it is not left to the schedule."""
    if approval.state == Approval.State.GRANTED:
        connection.refresh_from_db(fields=["version"])
        services.request_run(connection=connection, actor=approval.started_by.as_actor)
