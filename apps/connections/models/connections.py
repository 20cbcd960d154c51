from typing import Any

from django.db import models

from apps.connections.models.vendor import ClientApplication, Sender
from apps.core.clock import now
from apps.tenants.scope import TenantModel


def no_requirements() -> dict[str, Any]:
    return {"applications": [], "objects": []}


class Connection(TenantModel):
    """One tenant's link to one Intacct company in one environment."""

    class Environment(models.TextChoices):
        PRODUCTION = "production"
        SANDBOX = "sandbox"
        IMPLEMENTATION = "implementation"

    class State(models.TextChoices):
        SETTING_UP = "setting_up", "Setting up"
        CONNECTED = "connected", "Connected"
        BROKEN = "broken", "Broken"
        UNCLEAR = "unclear", "Could not tell"
        DISCONNECTED = "disconnected", "Disconnected"

    class Level(models.TextChoices):
        TOP = "top", "Top level"
        ENTITY = "entity", "Entity level"

    class Auth(models.TextChoices):
        XML = "xml", "Web Services user and sender ID"
        AUTHORIZATION_CODE = "authorization_code", "Approval in Intacct (OAuth)"
        CLIENT_CREDENTIALS = "client_credentials", "Client credentials (OAuth)"

    auth = models.CharField(max_length=20, choices=Auth.choices, default=Auth.XML)
    sender = models.ForeignKey(
        Sender, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    own_sender_id = models.CharField(max_length=80, blank=True)  # the customer bought its own
    application = models.ForeignKey(
        ClientApplication, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    client_id = models.CharField(max_length=120, blank=True)  # of the customer's own application
    environment = models.CharField(
        max_length=20, choices=Environment.choices, default=Environment.PRODUCTION
    )
    company_id = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.TOP)
    requirements = models.JSONField(default=no_requirements)
    version = models.PositiveIntegerField(default=1)

    state = models.CharField(max_length=12, choices=State.choices, default=State.SETTING_UP)
    state_since = models.DateTimeField(default=now)
    cause = models.CharField(max_length=80, blank=True)
    connected_at = models.DateTimeField(null=True, blank=True)
    company_seen_at = models.DateTimeField(null=True, blank=True)

    last_checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_check_at"],
                name="connections_due",
                condition=models.Q(next_check_at__isnull=False),
            ),
            models.Index(fields=["state", "-state_since", "id"], name="connections_by_state"),
            models.Index(fields=["tenant", "created_at"], name="connections_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id or 'new company'} ({self.get_environment_display()})"

    @property
    def sender_name(self) -> str:
        """The sender ID used here: the customer's own or the vendor's; empty for an application."""
        return self.own_sender_id or (self.sender.sender_id if self.sender else "")

    @property
    def title(self) -> str:
        """What people call it: the company, or the tenant until one is named."""
        return self.company_id or "New connection"


class WebServicesUser(TenantModel):
    """The Intacct user we sign in as: one for the top level, or one for each entity."""

    connection = models.ForeignKey(
        Connection, on_delete=models.CASCADE, related_name="web_services_users"
    )
    entity_id = models.CharField(max_length=80, blank=True)
    user_id = models.CharField(max_length=80)
    signed_in_at = models.DateTimeField(null=True, blank=True)  # with what is stored now
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "connection", "entity_id"], name="connections_user_per_entity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.entity_id or 'the top level'}"

    @property
    def password_field(self) -> str:
        """The name of the password's place in the vault."""
        return f"user_password/{self.entity_id}"
