"""What every view of a connection begins with: the tenant's own, or 404; the role, or 403."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from apps.checklists import queries
from apps.checklists.models import Checklist
from apps.portal.walk import Stop, Walk
from apps.tenants.middleware import TenantRequest

P = ParamSpec("P")
View = Callable[Concatenate[TenantRequest, P], HttpResponse]


def for_role(role: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Let members of at least this role in; the tenant itself was fenced by the middleware."""

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, tenant: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            inside = cast(TenantRequest, request)
            if not inside.membership.may(role):
                raise PermissionDenied
            return view(inside, *args, **kwargs)

        return guarded

    return decorate


def walk_of(connection_id: uuid.UUID) -> Walk:
    """The walk of a connection of this tenant; any other is not there."""
    try:
        return Walk(queries.checklist_of(connection_id))
    except Checklist.DoesNotExist as error:
        raise Http404 from error


def stop_of(walk: Walk, request: HttpRequest, step_id: str) -> Stop:
    """The step named in the address; 404 where it does not apply."""
    stop = walk.stop_at(step_id, request.GET.get("entity", ""))
    if stop is None:
        raise Http404
    return stop
