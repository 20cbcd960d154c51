"""Whose visit to the callback it is: the one who left for Intacct, in the same browser, or not.

RFC 9700 as its draft update has it: who begins an attempt must be who ends it, since neither state
nor PKCE stops a forwarded address (../shared/reference/security-reliability.md §1, B1 to B4).
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from apps.audit.actor import Actor
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.sealing import hashed
from apps.connections.models import Approval, Connection
from apps.tenants.models import Membership, User

ANYBODY = Actor(id=None, label="A visitor")
"""How a tenant's audit log names whoever is no member: of people elsewhere it tells nothing."""

BrowserOf = Callable[[UUID], str]
"""The secret in the cookie of one attempt; empty where the browser has none."""


@dataclass(frozen=True)
class Visit:
    """Who came to the callback of which application, in what browser."""

    application_id: UUID
    user: User | None
    browser_of: BrowserOf

    @property
    def actor(self) -> Actor:
        return self.user.as_actor if self.user else ANYBODY


def stranger(visit: Visit, approval: Approval) -> Reason | None:
    """Why the visitor is not the one who began the attempt; None where it is that person."""
    browser = visit.browser_of(approval.id)
    if visit.application_id != approval.application_id:
        return Reason.OTHER_APPLICATION
    if not browser or not hmac.compare_digest(hashed(browser), approval.browser_hash):
        return Reason.OTHER_BROWSER
    return _other_person(visit.user, approval)


def is_starter(visit: Visit, approval: Approval) -> bool:
    """Whether it is the person who began the attempt, be it in another browser."""
    return _other_person(visit.user, approval) is None


def outsider(user: User | None, approval: Approval) -> Reason | None:
    """Why a person may not approve for this tenant; call it in the tenant's scope."""
    membership = Membership.objects.filter(tenant_id=approval.tenant_id, user=user).first()
    if membership is None:
        return Reason.NOT_A_MEMBER
    return None if membership.may(Membership.Role.MEMBER) else Reason.NOT_ALLOWED


def overtaken(approval: Approval, connection: Connection) -> Reason | None:
    """Why the attempt no longer counts, whoever brings it back."""
    patience = timedelta(seconds=settings.APPROVAL_SECONDS)
    if not Approval.objects.filter(id=approval.id, created_at__gt=Now() - patience).exists():
        return Reason.EXPIRED
    return None if approval.version == connection.version else Reason.CHANGED


def _other_person(user: User | None, approval: Approval) -> Reason | None:
    if user is None:
        return Reason.SIGNED_OUT
    if not user.is_active:
        return Reason.INACTIVE
    return None if user.id == approval.started_by_id else Reason.OTHER_USER
