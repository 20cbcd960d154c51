from django.db import models

from apps.connections.models import Connection
from apps.tenants.scope import TenantModel


class Run(TenantModel):
    """One asking of every probe of a connection."""

    class Why(models.TextChoices):
        REQUESTED = "requested"
        SCHEDULED = "scheduled"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        DROPPED = "dropped"  # what it would have proven changed while it ran, or it never began

    class Verdict(models.TextChoices):
        NONE = "", "None yet"
        PASSED = "passed"
        FAILED = "failed"
        UNCLEAR = "unclear", "Could not tell"

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="runs")
    why = models.CharField(max_length=10, choices=Why.choices)
    requested_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    version = models.PositiveIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    woken_at = models.DateTimeField(null=True, blank=True)  # last told again to workers

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection", "version"],
                condition=models.Q(state="queued"),
                name="checks_run_queued_once",
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "connection", "-created_at"], name="checks_run_newest"),
            models.Index(
                fields=["created_at"],
                name="checks_run_waiting",
                condition=models.Q(state__in=["queued", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why} run of {self.connection_id}: {self.verdict or self.state}"

    @property
    def seconds(self) -> float | None:
        """How long it took, in seconds; None while it runs."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


class Evidence(TenantModel):
    """What one probe of a run answered about one subject."""

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        CHECKING = "checking"
        PASSED = "passed"
        FAILED = "failed"
        UNCLEAR = "unclear", "Could not tell"
        SKIPPED = "skipped", "Not reached"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    probe = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    entity_id = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "run", "position"], name="checks_evidence_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.probe} {self.subject}: {self.outcome}"
