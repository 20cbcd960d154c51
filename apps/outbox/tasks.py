from celery import shared_task

from apps.core.database.everyone import acting_as_everyone
from apps.outbox import services


@shared_task
def deliver_outbox(**_: object) -> None:
    """Send what is due. Beat calls it by the queue `mail`; what is not sent is due again later."""
    with acting_as_everyone():
        services.deliver_due()
