from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from apps.audit.actor import Actor
from apps.core.clock import now
from apps.tenants.scope import TenantModel

NOT_ENDED = Q(completed_at=None, withdrawn_at=None, lapsed_at=None)


class Delegation(TenantModel):
    """One step of a checklist, in the hands of a colleague who has no account here.

    The link and the code that open it are derived from the row when they are mailed
    (`delegations.links`), so nothing that opens the door is stored.
    """

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"

    checklist = models.ForeignKey(
        "checklists.Checklist", on_delete=models.CASCADE, related_name="delegations"
    )
    step_id = models.SlugField(max_length=60)
    entity_id = models.CharField(max_length=80, blank=True)  # as the step's state has it
    email = models.EmailField(max_length=100)
    name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    invited_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    mails = models.PositiveSmallIntegerField(default=1)  # the code of the newest one opens
    wrong_codes = models.PositiveSmallIntegerField(default=0)  # since the newest mail
    opened_at = models.DateTimeField(null=True, blank=True)  # first
    opened_as = models.CharField(max_length=80, blank=True)  # the name given last
    completed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)  # it ran out, and we took note

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "tenant",
                "checklist",
                "step_id",
                "entity_id",
                Lower("email"),
                condition=NOT_ENDED,
                name="checklists_delegation_once",
            )
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=NOT_ENDED, name="checklists_to_lapse")
        ]

    def __str__(self) -> str:
        return f"{self.step_id} to {self.email} ({self.state})"

    @property
    def state(self) -> str:
        """One of open, done, withdrawn, expired."""
        if self.completed_at:
            return self.State.DONE
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if self.expires_at > now() else self.State.EXPIRED

    @property
    def key(self) -> tuple[str, str]:
        """The place in the checklist, as `standing.Place.key` has it."""
        return self.step_id, self.entity_id

    @property
    def person(self) -> str:
        """The colleague in words: the name they gave, else the one they were given."""
        name = self.opened_as or self.name
        return f"{name} ({self.email})" if name else self.email

    def actor_named(self, name: str) -> Actor:
        """How the audit log names whoever opened the link under this name."""
        return Actor(id=None, label=f"{name} ({self.email}), delegated")
