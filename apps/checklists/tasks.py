from celery import shared_task

from apps.checklists.delegations.ending import lapse_run_out


@shared_task
def lapse_delegations(**_: object) -> None:
    """Beat calls it by the queue `maintenance`; a delegation not reached is still run out later."""
    lapse_run_out()
