"""Pages whose form leads out of the portal, to Intacct, and the policy that lets it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def intacct_origin() -> str:
    """Return the origin of the pages on which a connection is approved."""
    parts = urlsplit(settings.INTACCT_REST_URL)
    return f"{parts.scheme}://{parts.netloc}"


def render_with_way_out(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page whose form may lead to Intacct.

    Chromium holds form-action against where a form's answer redirects to as well.
    """
    page = render(request, template, dict(context), status=status)
    csp_update({"form-action": [intacct_origin()]})(lambda _: page)(request)
    return page
