from typing import Any

from django.dispatch import receiver

from apps.checks import entity_lists, services
from apps.checks.models import Run
from apps.checks.signals import run_finished
from apps.connections.models import Approval, Connection
from apps.connections.signals import approval_finished


@receiver(approval_finished)
def check_at_once(sender: type, *, connection: Connection, approval: Approval, **_: Any) -> None:
    """Whoever has just approved waits for the answer: it is not left to the schedule."""
    if approval.state == Approval.State.GRANTED:
        connection.refresh_from_db(fields=["version"])
        services.request_run(connection=connection, actor=approval.started_by.as_actor)


@receiver(run_finished)
def list_entities_anew(sender: type, *, connection: Connection, run: Run, **_: Any) -> None:
    """Whoever chooses entities sees those that there are now."""
    if run.verdict == Run.Verdict.PASSED:
        entity_lists.keep_fresh(connection=connection, run=run)
