import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from apps.checks import entity_lists
from apps.core.htmx import render_part
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.entity_source import entity_source
from apps.portal.throttle import TOO_OFTEN, may_check
from apps.portal.walk import Stop, Walk
from apps.tenants.middleware import TenantRequest

PART = "portal/_entity_source.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role("viewer")
def entities(request: TenantRequest, connection_id: uuid.UUID) -> HttpResponse:
    """How the list of entities stands; a POST asks for it anew, and a worker reads it."""
    may_edit = request.membership.may("member")
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, request.GET.get("step", ""))
    if request.method == "POST":
        return _ask(request, walk, stop)
    source = entity_source(walk, stop, may_edit=may_edit)
    if source is None:
        raise Http404
    if not source.live and source.read_at and not request.GET.get("shown"):
        return HttpResponseClientRefresh()
    return render_part(request, PART, {"source": source}, last=not source.live)


def _ask(request: TenantRequest, walk: Walk, stop: Stop) -> HttpResponse:
    if not may_check(walk.connection.id):
        messages.warning(request, TOO_OFTEN)
    elif walk.connection.company_id:
        entity_lists.request(connection=walk.connection, actor=request.user.as_actor)
    if not request.headers.get("HX-Request"):
        return redirect(f"{stop.url}#entities")
    source = entity_source(walk, stop, may_edit=True)
    return render_part(request, PART, {"source": source})
