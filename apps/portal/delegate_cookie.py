"""The cookie that lets one browser do one delegated step, under the name given there.

Signed, not stored; it ends with the delegation, since every request asks for its state. One for
each delegation; over https bound to this host alone.
"""

import uuid

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from apps.checklists.models import Delegation
from apps.core.clock import now

_SALT = "portal.delegation"


def keep(response: HttpResponse, delegation: Delegation, *, name: str) -> None:
    """Let the browser do the step for as long as the delegation may last."""
    response.set_cookie(
        name_for(delegation.id),
        signing.dumps([delegation.id.hex, name], salt=_SALT),
        max_age=max(0, int((delegation.expires_at - now()).total_seconds())),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kept(request: HttpRequest, delegation_id: uuid.UUID) -> str:
    """Return the name under which this browser may do the step; empty where it may not."""
    try:
        signed = request.COOKIES.get(name_for(delegation_id), "")
        of, name = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(name) if of == delegation_id.hex else ""


def name_for(delegation_id: uuid.UUID) -> str:
    """Return the cookie's name."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}step-{delegation_id.hex[:12]}"
