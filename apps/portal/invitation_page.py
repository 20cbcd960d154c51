"""What an invitation's page shows, in each of its states."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from apps.tenants.models import Invitation, User


@dataclass(frozen=True)
class InvitationPage:
    state: str
    tenant: str = ""
    inviter: str = ""
    email: str = ""
    expires_at: datetime | None = None
    has_account: bool = False
    signed_in: bool = False
    signed_in_as: str = ""
    sign_in_url: str = ""


def invitation_page(request: HttpRequest, found: Invitation | None) -> InvitationPage:
    """Assemble the page; an unknown link tells nothing about any tenant."""
    sign_in_url = f"{reverse('account_login')}?next={request.path}"
    if found is None:
        return InvitationPage(state="unknown", sign_in_url=sign_in_url)
    account = User.objects.filter(email__iexact=found.email).first()
    return InvitationPage(
        state="used" if found.state == "revoked" else found.state,
        tenant=found.tenant.name,
        inviter=found.invited_by,
        email=found.email,
        expires_at=found.expires_at,
        has_account=account is not None,
        signed_in=account is not None and request.user == account,
        signed_in_as=stranger_to(request, found),
        sign_in_url=sign_in_url,
    )


def stranger_to(request: HttpRequest, found: Invitation) -> str:
    """The address of who is signed in, where the invitation is for somebody else; else empty."""
    user = request.user
    if not isinstance(user, User) or user.email.lower() == found.email.lower():
        return ""
    return user.email
