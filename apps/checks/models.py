from django.db import models

from apps.connections.models import Connection
from apps.core.models import BaseModel
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

    class Meta:
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


class Finding(TenantModel):
    """An answer worth telling: a code and values, never a sentence (`findings` renders it)."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    purpose = models.CharField(max_length=30, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    entity_id = models.CharField(max_length=80, blank=True)
    values = models.JSONField(default=dict)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    last_seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection", "code", "subject", "entity_id"],
                condition=models.Q(closed_at__isnull=True),
                name="checks_finding_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "connection", "-created_at"], name="checks_finding_new"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}".strip()


class PermissionSnapshot(TenantModel):
    """What a Web Services user may do, as last seen, and as last seen good.

    Rows are ``[application, activity, [rights…]]`` (`permissions.Holding`).
    """

    class Source(models.TextChoices):
        INTACCT = "intacct", "Intacct's own list"
        PROBES = "probes", "one harmless question each"

    connection = models.ForeignKey(
        Connection, on_delete=models.CASCADE, related_name="permission_snapshots"
    )
    entity_id = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    held = models.JSONField(default=list)
    met = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    excess = models.JSONField(default=list)
    taken_at = models.DateTimeField()
    good = models.JSONField(default=list)
    good_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection", "entity_id"], name="checks_snapshot_once"
            )
        ]

    def __str__(self) -> str:
        return f"{len(self.met)} of {len(self.met) + len(self.missing)} permissions"


class UnknownAnswer(BaseModel):
    """Something Intacct said that no rule of the diagnosis knows, counted for operators.

    Of no tenant: company and user names are taken out of the text before it is kept.
    """

    layer = models.CharField(max_length=20)
    errorno = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300)
    times = models.PositiveIntegerField(default=1)
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["layer", "errorno", "text"], name="checks_unknown_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.errorno} {self.text}".strip()


class Outbreak(BaseModel):
    """The same trouble beginning at many connections within minutes: one cause, not theirs."""

    code = models.CharField(max_length=60)
    connections = models.PositiveIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(ended_at__isnull=True),
                name="checks_outbreak_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} at {self.connections} connections"


class Proof(TenantModel):
    """What is known now about one purpose of a connection, and which run showed it."""

    class Outcome(models.TextChoices):
        PASSED = "passed"
        FAILED = "failed"

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="proofs")
    purpose = models.CharField(max_length=30)
    entity_id = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    since = models.DateTimeField()
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="proofs")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection", "purpose", "entity_id"], name="checks_proof_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.outcome}"
