from datetime import timedelta

from django.db import models

from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.scope import TenantModel

LONGEST_READING = timedelta(minutes=2)


class EntityList(TenantModel):
    """The entities of a connection's company, as Intacct last listed them, and how it is asked.

    The row is also the record of the sign-in that the listing took.
    """

    class State(models.TextChoices):
        IDLE = "idle"
        ASKED = "asked", "Waiting for a worker"
        READING = "reading"

    connection = models.OneToOneField(
        Connection, on_delete=models.CASCADE, related_name="entity_list"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.IDLE)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=60, blank=True)  # why the last reading brought nothing
    company_id = models.CharField(max_length=80, blank=True)  # whose entities these are
    entities = models.JSONField(default=list)  # [entity ID, name, whether it is active]
    total = models.PositiveIntegerField(default=0)  # how many Intacct has: more than are kept
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{len(self.entities)} entities of {self.company_id}"

    @property
    def under_way(self) -> bool:
        """Whether a worker is to bring it, or is at it; one that died is no longer."""
        if self.state == self.State.IDLE or self.asked_at is None:
            return False
        return self.asked_at > now() - LONGEST_READING
