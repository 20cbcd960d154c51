from django.db import models

from apps.connections.models.connections import Connection
from apps.intacct.rest.claims import LONGEST_CLAIM
from apps.tenants.scope import TenantModel
from apps.vault.place import Place


class Grant(TenantModel):
    """What lets us in by OAuth: an access token, and how to come by the next one.

    One for each connection, and where users sign in to entities, one for each entity. The tokens
    are sealed under a key that only workers hold, bound to this row and its generation.
    """

    class State(models.TextChoices):
        LIVE = "live", "Live"
        QUARANTINED = "quarantined", "For another company, user or entity"
        REFUSED = "refused", "Ended by Intacct"
        SUPERSEDED = "superseded", "Replaced by a newer approval"
        DISCONNECTED = "disconnected", "Disconnected"

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="grants")
    entity_id = models.CharField(max_length=80, blank=True)
    client_id = models.CharField(max_length=LONGEST_CLAIM)
    company_id = models.CharField(max_length=LONGEST_CLAIM, blank=True)
    user_id = models.CharField(max_length=LONGEST_CLAIM, blank=True)
    identity_index = models.CharField(max_length=100, blank=True)  # keyed: equal for equal users
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.LIVE)
    state_since = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # its people know of its end

    generation = models.PositiveIntegerField(default=0)  # how many token sets it has held
    access_sealed = models.BinaryField(default=b"")
    refresh_sealed = models.BinaryField(default=b"")
    obtained_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    refresh_at = models.DateTimeField(null=True, blank=True)  # when to refresh ahead of expiry
    refused_generation = models.PositiveIntegerField(default=0)  # a call was refused its token

    epoch = models.PositiveIntegerField(default=0)  # counts leases: fences what comes too late
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection", "entity_id"], name="connections_grant_per_entity"
            )
        ]
        indexes = [
            models.Index(
                fields=["refresh_at"],
                name="connections_grant_due",
                condition=models.Q(state="live", refresh_at__isnull=False),
            ),
            models.Index(
                fields=["identity_index"],
                name="connections_grant_identity",
                condition=~models.Q(identity_index=""),
            ),
            models.Index(
                fields=["state_since"],
                name="connections_grant_untold",
                condition=models.Q(state="superseded", told_at__isnull=True),
            ),
            models.Index(
                fields=["state_since"],
                name="connections_grant_to_revoke",
                condition=models.Q(state="disconnected")
                & ~models.Q(access_sealed=b"", refresh_sealed=b""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} grant of {self.connection_id}, generation {self.generation}"

    def place(self, field: str, *, generation: int) -> Place:
        """Where one token of one generation is sealed to."""
        return Place(self.tenant_id, self.connection_id, f"{field}/{self.id}", generation)


class TokenRequest(TenantModel):
    """One request to the token endpoint: written before the token is spent, closed after."""

    class Kind(models.TextChoices):
        REFRESH = "refresh"
        MINT = "mint"

    class State(models.TextChoices):
        OPEN = "open", "No answer yet"
        ANSWERED = "answered", "Answered"
        REFUSED = "refused", "Refused"
        UNCLEAR = "unclear", "Could not tell"
        LOST = "lost", "Outcome unknown"

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="token_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    epoch = models.PositiveIntegerField()
    generation = models.PositiveIntegerField()  # of the token that was sent
    fingerprint = models.CharField(max_length=32, blank=True)  # of the token that was sent
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "grant", "epoch"], name="connections_token_request_once"
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="connections_token_request_at"),
            models.Index(
                fields=["grant"],
                name="connections_token_request_open",
                condition=models.Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.epoch}: {self.state}"
