from django.conf import settings
from django.db import models

from apps.connections.models.connections import Connection
from apps.connections.models.vendor import ClientApplication
from apps.tenants.scope import TenantModel


class Approval(TenantModel):
    """One attempt of one person to approve a connection on Intacct's pages.

    The state it was sent out with is known by its hash alone; the verifier and the code that
    came back are sealed to the workers, and go when the attempt is over.
    """

    class State(models.TextChoices):
        STARTED = "started", "Waiting for the approval in Intacct"
        RETURNED = "returned", "Approved, not collected yet"
        EXCHANGING = "exchanging", "Collecting the approval"
        GRANTED = "granted", "Granted"
        QUARANTINED = "quarantined", "For another company, user or entity"
        DECLINED = "declined", "Not given"
        FAILED = "failed", "Failed"

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="approvals")
    application = models.ForeignKey(ClientApplication, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    version = models.PositiveIntegerField()  # of the connection, as it was meant
    state_hash = models.CharField(max_length=64)
    browser_hash = models.CharField(max_length=64)
    verifier_sealed = models.BinaryField(default=b"")
    code_sealed = models.BinaryField(default=b"")
    state = models.CharField(max_length=12, choices=State.choices, default=State.STARTED)
    reason = models.CharField(max_length=40, blank=True)  # a code of `approvals.reasons`
    found = models.JSONField(default=dict)  # whose approval it turned out to be
    returned_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)  # by the worker that collects it
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state_hash"], name="connections_approval_state"),
            models.Index(
                fields=["tenant", "connection", "-created_at"], name="connections_approval_new"
            ),
            models.Index(
                fields=["created_at"],
                name="connections_approval_open",
                condition=models.Q(state__in=["started", "returned", "exchanging"]),
            ),
            models.Index(
                fields=["finished_at"],
                name="connections_approval_over",
                condition=models.Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"approval of {self.connection_id}: {self.state} {self.reason}".strip()

    @property
    def open(self) -> bool:
        """Whether something can still come of it."""
        return self.state in {self.State.STARTED, self.State.RETURNED, self.State.EXCHANGING}
