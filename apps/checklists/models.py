from django.db import models

from apps.connections.models import Connection
from apps.tenants.scope import TenantModel


class Checklist(TenantModel):
    """A tenant's walk through one version of a vendor's guide, for one connection."""

    connection = models.OneToOneField(
        Connection, on_delete=models.CASCADE, related_name="checklist"
    )
    guide_slug = models.SlugField(max_length=60)
    guide_version = models.PositiveIntegerField()
    decisions = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)  # never a secret: those go to the vault

    def __str__(self) -> str:
        return f"{self.guide_slug} {self.guide_version} for {self.connection}"


class StepState(TenantModel):
    """Where one step stands; a step that repeats per entity has a row for each."""

    class State(models.TextChoices):
        TODO = "todo", "Not started"
        PROBLEM = "problem", "There is a problem"
        DONE = "done", "Completed"

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="states")
    step_id = models.SlugField(max_length=60)
    entity_id = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TODO)
    since = models.DateTimeField()
    attested_by = models.CharField(max_length=200, blank=True)
    attested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "checklist", "step_id", "entity_id"],
                name="checklists_step_once",
            )
        ]
        indexes = [models.Index(fields=["step_id", "state"], name="checklists_stuck")]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.state}"
