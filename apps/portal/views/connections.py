import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from apps.checks import services as checks
from apps.core.htmx import render_part
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.guide_card import guide_card
from apps.portal.hub_page import hub_page
from apps.portal.result_page import result_of
from apps.portal.throttle import TOO_OFTEN, may_check
from apps.tenants.middleware import TenantRequest


@require_GET
@for_role("viewer")
def hub(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    walk = walk_of(connection_id)
    page = hub_page(
        walk,
        may_edit=request.membership.may("member"),
        may_disconnect=request.membership.may("admin"),
    )
    guide = guide_card(walk, may_lead=request.membership.may("admin"))
    return render(request, "portal/hub.html", {"page": page, "guide": guide})


@require_POST
@for_role("member")
def runs(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    walk = walk_of(connection_id)
    stop = walk.stop_at(request.GET.get("step", ""), request.GET.get("entity", ""))
    if not may_check(connection_id):
        return _too_often(request, back=stop.url if stop else walk.hub_url())
    try:
        checks.request_run(connection=walk.connection, actor=request.user.as_actor)
    except checks.NothingToCheck:
        messages.error(request, "Tell us your company first.")
        return redirect(walk.hub_url())
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


def _too_often(request: TenantRequest, *, back: str) -> HttpResponse:
    """Say to wait. htmx swaps the result alone, so it loads the page for the words to be seen."""
    messages.warning(request, TOO_OFTEN)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    return HttpResponseRedirect(back, status=303)
