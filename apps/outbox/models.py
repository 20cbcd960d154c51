from django.db import models
from django.db.models import Q

from apps.core.clock import now
from apps.core.models import BaseModel


class Message(BaseModel):
    """Something to send, committed with the change that called for it (design.md D12).

    The payload holds ids only: what is sent is rendered when it is sent, so no link that opens a
    door and no secret is ever stored here.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        DROPPED = "dropped"  # no longer wanted when its turn came
        FAILED = "failed"  # given up

    tenant_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=80)
    to = models.CharField(max_length=2000)
    payload = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    # While queued, when it is due; while sending, when the lease of the sender runs out.
    next_attempt_at = models.DateTimeField(default=now)
    last_error = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_message_due",
                condition=Q(state__in=["queued", "sending"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "kind", "dedupe_key"],
                name="outbox_message_once",
                condition=~Q(dedupe_key=""),
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id} ({self.state})"
