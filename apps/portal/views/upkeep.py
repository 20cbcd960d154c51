import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from apps.portal.credentials_page import credentials_page
from apps.portal.doors import for_role, walk_of
from apps.portal.next_visit import way_on
from apps.portal.support_notes import support_page
from apps.tenants.middleware import TenantRequest


@require_GET
@for_role("viewer")
def credentials(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    page = credentials_page(walk_of(connection_id))
    may_edit = request.membership.may("member")
    return render(request, "portal/credentials.html", {"page": page, "may_edit": may_edit})


@require_GET
@for_role("viewer")
def support(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    page = support_page(walk_of(connection_id))
    return render(request, "portal/support.html", {"page": page})


@require_GET
@for_role("viewer")
def resume(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Go on where something is left to do; the list of steps where nothing is."""
    return redirect(way_on(walk_of(connection_id)))
