import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from apps.checklists import services as checklists
from apps.portal.done_page import done_page
from apps.portal.doors import for_role, walk_of
from apps.portal.review_page import last_stop, review_page
from apps.portal.walk import Walk
from apps.tenants.middleware import TenantRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_role("viewer")
def review(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Show all that was told and proven; a POST is the last word, where one is wanted."""
    walk = walk_of(connection_id)
    may_edit = request.membership.may("member")
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        return _finish(request, walk)
    page = review_page(walk, may_edit=may_edit)
    return render(request, "portal/review.html", {"page": page})


@require_GET
@for_role("viewer")
def done(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Show what is connected; before anything ever was, the steps."""
    walk = walk_of(connection_id)
    if walk.connection.connected_at is None:
        return redirect(walk.hub_url())
    return render(request, "portal/done.html", {"page": done_page(walk)})


def _finish(request: TenantRequest, walk: Walk) -> HttpResponse:
    stop = last_stop(walk)
    if stop is None:
        return redirect(walk.url("portal:done"))
    try:
        checklists.attest(
            checklist=walk.checklist, step=stop.place.step, actor=request.user.as_actor
        )
    except checklists.TooEarly:
        messages.error(request, "Other steps come first.")
        return redirect(walk.url("portal:review"))
    return redirect(walk.url("portal:done"))
