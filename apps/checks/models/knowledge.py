from django.db import models

from apps.checks.models.runs import Run
from apps.connections.models import Connection
from apps.tenants.scope import TenantModel


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
