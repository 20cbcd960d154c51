import uuid

from django.db import models

GENESIS = "0" * 64
"""What the first entry of a chain names as the hash before it."""


class Entry(models.Model):
    """One line of the audit log. It outlives what it tells of: ids and labels, no foreign keys.

    Entries form one chain per tenant, and one for the platform (`tenant_id` null). PostgreSQL
    refuses to change or remove them (migration 0002); `chain.py` says how the hashes are made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant_id = models.UUIDField(null=True)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    target_id = models.UUIDField(null=True)
    target_label = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["tenant_id", "target_id"], name="audit_entry_target")]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "seq"], name="audit_entry_seq", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.action} {self.target_label}"


class ChainHead(models.Model):
    """Where a chain ends. Locked while an entry is added, so no two entries share a number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant_id = models.UUIDField(null=True)
    seq = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id"], name="audit_chain_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id or 'platform'} at {self.seq}"
