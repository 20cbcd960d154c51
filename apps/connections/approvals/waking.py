from uuid import UUID

from celery import current_app

EXPIRES_SECONDS = 60


def wake(tenant_id: UUID, approval_id: UUID) -> None:
    """Tell a worker of an attempt that came back.

    Where no broker hears it, or nobody has time for it, the next tick finds the row.
    """
    current_app.send_task(
        "apps.connections.tasks.collect_approval",
        kwargs={"tenant_id": str(tenant_id), "approval_id": str(approval_id)},
        queue="interactive",
        expires=EXPIRES_SECONDS,
    )
