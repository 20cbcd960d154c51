"""The cookie that ties an approval to the browser it was started in: one for each approval.

Lax, since Intacct sends the person back by a link (../shared/reference/security-reliability.md E1).
"""

import secrets
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def new_secret() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


def keep(response: HttpResponse, approval_id: uuid.UUID, *, secret: str) -> None:
    """Let the browser show this secret for as long as the approval may take."""
    response.set_cookie(
        name_for(approval_id),
        secret,
        max_age=int(settings.APPROVAL_SECONDS),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kept(request: HttpRequest, approval_id: uuid.UUID) -> str:
    """Return the secret this browser shows for the approval; empty where it has none."""
    return request.COOKIES.get(name_for(approval_id), "")


def drop(response: HttpResponse, approval_id: uuid.UUID) -> None:
    """Let the browser forget an approval that is over."""
    response.delete_cookie(name_for(approval_id), samesite="Lax")


def name_for(approval_id: uuid.UUID) -> str:
    """Return the cookie's name; over https it is bound to this host alone."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}approval-{approval_id.hex[:12]}"
