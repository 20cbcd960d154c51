"""Answer a page, or only the part of it that htmx asked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

STOP_POLLING = 286


def render_part(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, last: bool = False
) -> HttpResponse:
    """Render a fragment; ``last`` ends htmx's polling (status 286)."""
    status = STOP_POLLING if last and request.headers.get("HX-Request") else 200
    return render(request, template, dict(context), status=status)
