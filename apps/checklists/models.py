from django.db import models

from apps.checklists.delegation_models import Delegation
from apps.checks.models import Run
from apps.connections.models import Connection
from apps.tenants.scope import TenantModel

__all__ = ["Checklist", "Delegation", "StepState"]


class Checklist(TenantModel):
    """A tenant's walk through one version of a vendor's guide, for one connection."""

    connection = models.OneToOneField(
        Connection, on_delete=models.CASCADE, related_name="checklist"
    )
    guide_slug = models.SlugField(max_length=60)
    guide_version = models.PositiveIntegerField()
    decisions = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)  # what the customer found out about the company
    answers = models.JSONField(default=dict)  # never a secret: those go to the vault
    promoted_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, related_name="promoted_to", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"{self.guide_slug} {self.guide_version} for {self.connection}"


class StepState(TenantModel):
    """Where one step stands; a step that repeats has a row for each thing it is done for.

    `state` is what the standing comes to: whether it is to do, wrong or over.
    """

    class State(models.TextChoices):
        TODO = "todo", "Not started"
        PROBLEM = "problem", "There is a problem"
        DONE = "done", "Completed"

    class Standing(models.TextChoices):
        TODO = "todo", "Not started"
        WAITING = "waiting", "Waiting for someone"
        REOPENED = "reopened", "To be done again"
        FAILED = "failed", "There is a problem"
        ATTESTED = "attested", "Confirmed"  # a person's word, decision or answer stands for it
        VERIFIED = "verified", "Verified"  # a run showed it

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="states")
    step_id = models.SlugField(max_length=60)
    entity_id = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TODO)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.TODO)
    since = models.DateTimeField()
    moved_by = models.CharField(max_length=200, blank=True)  # into its present standing
    run = models.ForeignKey(  # the evidence: which run moved it there
        Run, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    done_at = models.DateTimeField(null=True, blank=True)  # it was done once, whatever came after
    attested_by = models.CharField(max_length=200, blank=True)
    attested_at = models.DateTimeField(null=True, blank=True)
    waiting_on = models.CharField(max_length=120, blank=True)
    waiting_why = models.CharField(max_length=300, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "checklist", "step_id", "entity_id"],
                name="checklists_step_once",
            )
        ]
        indexes = [models.Index(fields=["step_id", "state"], name="checklists_stuck")]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.standing}"
