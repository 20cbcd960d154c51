from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from apps.audit.actor import Actor
from apps.core.clock import now
from apps.core.models import BaseModel
from apps.tenants.scope import TenantModel


class Tenant(BaseModel):
    """One customer, an organization; the fence around its data."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person who signs in with this e-mail address."""
        user = self.model(email=email.strip(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, BaseModel):
    """A person who signs in: a member of tenants, an operator, or both."""

    class OperatorRole(models.TextChoices):
        NONE = "", "Not an operator"
        VIEWER = "viewer"
        OPERATOR = "operator"
        ADMIN = "admin"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    operator_role = models.CharField(max_length=10, choices=OperatorRole.choices, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="tenants_user_email")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def as_actor(self) -> Actor:
        """How the audit log names this person."""
        return Actor(id=self.id, label=str(self))

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        words = (self.name or self.email).replace("@", " ").split()
        return "".join(word[0] for word in words[:2]).upper()


class Membership(TenantModel):
    """A person's place in a tenant."""

    class Role(models.TextChoices):
        ADMIN = "admin"
        MEMBER = "member"
        VIEWER = "viewer"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="tenants_membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"

    def may(self, role: str) -> bool:
        """Whether this membership reaches at least ``role``."""
        order = [self.Role.VIEWER, self.Role.MEMBER, self.Role.ADMIN]
        return order.index(self.Role(self.role)) >= order.index(self.Role(role))


class Invitation(TenantModel):
    """An offer of membership to one e-mail address: single-use, and it expires.

    The link's token is derived from the row when it is mailed (`invitations.token_for`),
    so nothing that opens the door is stored.
    """

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Membership.Role.choices)
    invited_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "-created_at"], name="tenants_invitation_newest")]

    def __str__(self) -> str:
        return f"{self.email} to {self.tenant}"

    @property
    def state(self) -> str:
        """One of open, used, revoked, expired."""
        if self.accepted_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > now() else "expired"
