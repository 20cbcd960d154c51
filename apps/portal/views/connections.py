import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.checks import services as checks
from apps.core.htmx import render_part
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.hub_page import hub_page
from apps.portal.result_page import result_of
from apps.tenants.middleware import TenantRequest


@require_GET
@for_role("viewer")
def hub(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    page = hub_page(walk_of(connection_id), may_edit=request.membership.may("member"))
    return render(request, "portal/hub.html", {"page": page})


@require_POST
@for_role("member")
def runs(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    walk = walk_of(connection_id)
    try:
        checks.request_run(connection=walk.connection, actor=request.user.as_actor)
    except checks.NothingToCheck:
        messages.error(request, "Tell us your company first.")
        return redirect(walk.hub_url())
    stop = walk.stop_at(request.GET.get("step", ""), request.GET.get("entity", ""))
    if stop is None:
        messages.success(request, "Checking with Sage Intacct. Reload this page in a moment.")
        return redirect(walk.hub_url())
    return redirect(f"{stop.url}#result")


@require_GET
@for_role("viewer")
def result(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    walk = walk_of(connection_id)
    panel = result_of(walk, stop_of(walk, request, request.GET.get("step", "")))
    return render_part(
        request, "portal/_result.html", {"result": panel}, last=not (panel and panel.live)
    )
