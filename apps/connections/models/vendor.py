from django.db import models

from apps.core.models import BaseModel


class Sender(BaseModel):
    """The vendor's own identity at Intacct: a sender ID; its password lies in the vault."""

    sender_id = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.sender_id


def no_origins() -> list[str]:
    return []


class ClientApplication(BaseModel):
    """The vendor's application in Sage's developer console; its secret lies in the vault.

    Its own id is part of its redirect URI, so that an answer for one never serves another.
    """

    class Scope(models.TextChoices):
        PRODUCTION = "production", "Production"
        NON_PRODUCTION = "non-production", "Non-production"

    class Standing(models.TextChoices):
        UNCHECKED = "unchecked", "Not checked yet"
        KNOWN = "known", "Known to Intacct"
        UNKNOWN = "unknown", "Not known to Intacct"
        CANNOT_TELL = "cannot_tell", "Could not tell"

    name = models.CharField(max_length=80, unique=True)
    scope = models.CharField(max_length=20, choices=Scope.choices)  # fixed once registered
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="+")
    client_id = models.CharField(max_length=120, blank=True)
    allowed_origins = models.JSONField(default=no_origins)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.UNCHECKED)
    standing_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)  # an approval came back: URI proven

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client_id"],
                condition=~models.Q(client_id=""),
                name="connections_client_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
