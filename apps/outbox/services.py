"""Post a message with the change that calls for it; deliver what is due, at least once."""

from datetime import timedelta
from random import SystemRandom
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from apps.core.clock import now
from apps.outbox.models import Message
from apps.outbox.rendering import Email, rendered

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
ATTEMPTS = 12  # some fifteen hours in all
RANDOM = SystemRandom()


def post(
    *,
    kind: str,
    to: str,
    payload: dict[str, str],
    dedupe_key: str = "",
    tenant_id: UUID | None = None,
) -> None:
    """Queue one message inside the caller's transaction. `payload` holds ids, never secrets.

    With a `dedupe_key`, a second message of the same tenant and kind is quietly the first one.
    """
    message = Message(kind=kind, to=to, payload=payload, dedupe_key=dedupe_key, tenant_id=tenant_id)
    Message.objects.bulk_create([message], ignore_conflicts=bool(dedupe_key))


def deliver_due(*, limit: int = 20) -> int:
    """Send up to `limit` due messages; returns how many were taken on.

    Call inside `acting_as_everyone()` and outside any transaction: each message is claimed, sent
    and marked in three steps, so a crash between them means a second letter with the same
    Message-ID, never a lost one.
    """
    claimed = _claim(limit)
    for message in claimed:
        _deliver(message)
    return len(claimed)


@transaction.atomic(durable=True)
def _claim(limit: int) -> list[Message]:
    _give_up_on_lost()
    waiting = [Message.State.QUEUED, Message.State.SENDING]
    due = Message.objects.filter(state__in=waiting, next_attempt_at__lte=now())
    claimed = list(due.order_by("next_attempt_at").select_for_update(skip_locked=True)[:limit])
    for message in claimed:
        message.state = Message.State.SENDING
        message.attempts += 1
        message.next_attempt_at = now() + LEASE
    Message.objects.bulk_update(claimed, ["state", "attempts", "next_attempt_at"])
    return claimed


def _give_up_on_lost() -> None:
    # A letter that ends its sender every time leaves no error behind, only a lease run out.
    lost = Message.objects.filter(state=Message.State.SENDING, next_attempt_at__lte=now())
    lost.filter(attempts__gte=ATTEMPTS).update(state=Message.State.FAILED, last_error="LeaseRanOut")


def _deliver(message: Message) -> None:
    try:
        with transaction.atomic():
            email = rendered(message)
        if email:
            _send(email, message)
    except Exception as error:  # noqa: BLE001 one message that cannot be sent stops no other
        _mark_unsent(message, error)
    else:
        state = Message.State.SENT if email else Message.State.DROPPED
        _mark(message, state=state, sent_at=now() if email else None, last_error="")


def _send(email: Email, message: Message) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    EmailMessage(
        subject=email.subject,
        body=email.text,
        to=[email.to or message.to],
        headers={"Message-ID": f"<{message.id}@{host}>"},
    ).send()


def _mark_unsent(message: Message, error: Exception) -> None:
    # The class alone: the text of an error may quote the letter.
    seen = type(error).__name__[:80]
    if message.attempts >= ATTEMPTS:
        _mark(message, state=Message.State.FAILED, last_error=seen)
    else:
        due = now() + _wait_after(message.attempts)
        _mark(message, state=Message.State.QUEUED, next_attempt_at=due, last_error=seen)


def _wait_after(attempts: int) -> timedelta:
    doublings = attempts - 1
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * RANDOM.uniform(0.75, 1.25)


@transaction.atomic
def _mark(message: Message, **columns: object) -> None:
    # The attempt is the fence: whoever took the message over after our lease decides, not we.
    ours = Message.objects.filter(
        id=message.id, state=Message.State.SENDING, attempts=message.attempts
    )
    ours.update(**columns)
