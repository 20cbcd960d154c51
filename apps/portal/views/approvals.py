import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from apps.connections import approvals
from apps.core.htmx import render_part
from apps.portal import approval_cookie
from apps.portal.approval_panel import approval_panel, serves_approval
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.throttle import STARTED_TOO_OFTEN, may_start
from apps.portal.walk import Stop, Walk
from apps.tenants.middleware import TenantRequest

NOT_NOW: dict[type[approvals.CannotStart], str] = {
    approvals.NoCompany: "Tell us your company first.",
    approvals.NoApplication: "The vendor has not finished its own part yet.",
    approvals.NotByApproval: "This connection is not approved in Intacct.",
    approvals.UnderWay: "Your approval is being collected. Look again in a minute.",
}


@require_http_methods(["GET", "POST"])
@for_role("viewer")
def approval(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    """Tell how the approval stands; begin one, and lead the browser to Intacct."""
    if request.method == "POST" and not request.membership.may("member"):
        raise PermissionDenied
    walk, stop = _step_of_approval(request, connection_id, step_id)
    if request.method == "POST":
        return _leave(request, walk, stop)
    panel = approval_panel(walk, stop, may_edit=request.membership.may("member"))
    over = panel is None or not panel.look.live
    response = render_part(request, "portal/_approval.html", {"panel": panel}, last=over)
    if over:  # the whole page tells of the outcome: its title, its summary, its result
        response["HX-Refresh"] = "true"
    return response


@require_POST
@for_role("member")
def approval_company(
    request: TenantRequest, connection_id: uuid.UUID, step_id: str
) -> HttpResponse:
    """Ask the vendor to use the company that was approved instead of the one that was meant."""
    walk, stop = _step_of_approval(request, connection_id, step_id)
    newest = approvals.latest(walk.connection)
    try:
        if newest is None:
            raise Http404
        approvals.ask_for_company(approval=newest, actor=request.user.as_actor)
    except approvals.CannotAccept:
        messages.error(request, "This can no longer be asked. Look at how the approval stands.")
    return redirect(f"{stop.url}#approval")


def _step_of_approval(
    request: TenantRequest, connection_id: uuid.UUID, step_id: str
) -> tuple[Walk, Stop]:
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    if not serves_approval(walk, stop):
        raise Http404
    return walk, stop


def _leave(request: TenantRequest, walk: Walk, stop: Stop) -> HttpResponse:
    if not may_start(walk.connection.id):
        messages.warning(request, STARTED_TOO_OFTEN)
        return redirect(stop.url)
    secret = approval_cookie.new_secret()
    try:
        started = approvals.start(connection=walk.connection, user=request.user, browser=secret)
    except approvals.CannotStart as refusal:
        messages.error(request, NOT_NOW[type(refusal)])
        return redirect(stop.url)
    response = HttpResponseRedirect(started.url, status=303)
    approval_cookie.keep(response, started.approval_id, secret=secret)
    return response
