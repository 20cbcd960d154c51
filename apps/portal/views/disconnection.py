import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from apps.connections.disconnecting import disconnect
from apps.portal.disconnection_page import disconnection_page
from apps.portal.doors import for_role, walk_of
from apps.tenants.middleware import TenantRequest


@require_http_methods(["GET", "POST"])
@for_role("viewer")
def disconnection(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Ask whether to disconnect, and tell first what else ends by it; do it."""
    walk = walk_of(connection_id)
    may_disconnect = request.membership.may("admin")
    if request.method == "POST":
        if not may_disconnect:
            raise PermissionDenied
        disconnect(connection=walk.connection, actor=request.user.as_actor)
        messages.success(request, "Disconnected.")
        return HttpResponseRedirect(walk.hub_url(), status=303)
    context = {"page": disconnection_page(walk), "may_disconnect": may_disconnect}
    return render(request, "portal/disconnection.html", context)
