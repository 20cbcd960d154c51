"""Pages whose form leads out of the portal, to Intacct, and the policy that lets it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def intacct_origins() -> list[str]:
    """Return where the pages may be on which a connection is approved.

    All of Intacct's hosts: nobody documents to which of them the first page sends the browser on.
    """
    begins = urlsplit(settings.INTACCT_REST_URL)
    origin = f"{begins.scheme}://{begins.netloc}"
    others = [f"https://{host}" for host in settings.INTACCT_HOSTS if host != begins.netloc]
    return [origin, *(other for other in others if other != origin and ":" not in other[8:])]


def render_with_way_out(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page whose form may lead to Intacct.

    Chromium holds form-action against where a form's answer redirects to as well.
    """
    page = render(request, template, dict(context), status=status)
    csp_update({"form-action": intacct_origins()})(lambda _: page)(request)
    return page
