import uuid
from collections.abc import Callable

from celery import shared_task

from apps.connections import applications, approvals, collisions, disconnecting, doorway, tokens
from apps.connections.ticking import Tick, apart


@shared_task
def prove_application(*, application_id: str, **_: object) -> None:
    applications.prove(application_id=uuid.UUID(application_id))


@shared_task
def collect_approval(*, tenant_id: str, approval_id: str, **_: object) -> None:
    approvals.collect(tenant_id=uuid.UUID(tenant_id), approval_id=uuid.UUID(approval_id))


@shared_task
def tell_superseded(**_: object) -> None:
    collisions.tell_superseded()


@shared_task
def revoke_grant(*, tenant_id: str, grant_id: str, **_: object) -> None:
    disconnecting.revoke(tenant_id=uuid.UUID(tenant_id), grant_id=uuid.UUID(grant_id))


@shared_task
def keep_tokens(**_: object) -> None:
    """The tick: what a dead worker or a lost message left behind."""
    tick = Tick()
    for keep in _KEEPING:
        with apart(keep):
            keep(tick)


@shared_task
def warm_tokens(**_: object) -> None:
    """A tick of its own: whatever hangs in the other one, tokens are refreshed ahead of expiry."""
    tokens.keep_warm()


def _forget(_: Tick) -> None:
    doorway.forget_old_attempts()


_KEEPING: tuple[Callable[[Tick], object], ...] = (
    approvals.recover,
    collisions.tell_superseded,
    disconnecting.revoke_due,
    _forget,
)
