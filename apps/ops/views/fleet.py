import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from apps.checks import services as checks
from apps.connections.models import Connection
from apps.ops.doors import OperatorRequest, for_operators, may
from apps.ops.overview_page import overview_page
from apps.ops.tenants_page import tenants_page
from apps.tenants.scope import acting_for


@require_GET
@for_operators("viewer")
def overview(request: OperatorRequest) -> HttpResponse:
    page = overview_page(can_operate=may(request.user, "operator"))
    return render(request, "ops/overview.html", {"page": page})


@require_GET
@for_operators("viewer")
def tenants(request: OperatorRequest) -> HttpResponse:
    page = tenants_page(request.GET, can_operate=may(request.user, "operator"))
    return render(request, "ops/tenants.html", {"page": page})


@require_POST
@for_operators("operator")
def runs(request: OperatorRequest, connection_id: uuid.UUID) -> HttpResponse:
    """Re-check one connection now."""
    rows = Connection.objects.select_related("tenant", "sender")
    connection = get_object_or_404(rows, id=connection_id)
    try:
        with acting_for(connection.tenant):
            checks.request_run(connection=connection, actor=request.user.as_actor)
        messages.success(request, f"Checking {connection.tenant.name} now.")
    except checks.NothingToCheck:
        messages.error(request, f"{connection.tenant.name} has not named its company yet.")
    return redirect(_back(request) or "ops:overview")


def _back(request: OperatorRequest) -> str:
    asked = request.POST.get("back", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else ""
