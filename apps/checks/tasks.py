import uuid

from celery import shared_task

from apps.checks import entity_lists, schedule, services


@shared_task
def carry_out(*, tenant_id: str, run_id: str, **_: object) -> None:
    services.carry_out(tenant_id=uuid.UUID(tenant_id), run_id=uuid.UUID(run_id))


@shared_task
def list_entities(*, tenant_id: str, connection_id: str, **_: object) -> None:
    entity_lists.read(tenant_id=uuid.UUID(tenant_id), connection_id=uuid.UUID(connection_id))


@shared_task
def claim_due(**_: object) -> None:
    schedule.claim_due()


@shared_task
def forget_old(**_: object) -> None:
    schedule.forget_old()
