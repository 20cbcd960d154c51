"""What every view of a delegated step begins with: the browser's cookie, the tenant, the step."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from apps.audit.actor import Actor
from apps.checklists import doorway, queries
from apps.checklists.models import Delegation
from apps.portal import delegate_cookie
from apps.portal.walk import Stop, Walk
from apps.tenants.scope import acting_for


@dataclass(frozen=True)
class Visit:
    """A colleague at a browser that may do the step, and where the step stands."""

    delegation: Delegation
    name: str
    walk: Walk
    stop: Stop | None  # None where the step applies no more

    @property
    def actor(self) -> Actor:
        """How the audit log names them."""
        return self.delegation.actor_named(self.name)


View = Callable[[HttpRequest, Visit], HttpResponse]


def for_colleague(view: View) -> Callable[[HttpRequest, uuid.UUID], HttpResponse]:
    """Let in the browser that opened the delegation, whoever else is signed in there.

    To any other the address does not exist. The answer is made in the tenant's scope.
    """

    @wraps(view)
    def guarded(request: HttpRequest, delegation_id: uuid.UUID) -> HttpResponse:
        name = delegate_cookie.kept(request, delegation_id)
        found = doorway.delegation_with(delegation_id) if name else None
        if found is None:
            raise Http404
        with acting_for(found.tenant):
            response = view(request, visit_of(found, name=name))
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def visit_of(found: Delegation, *, name: str = "") -> Visit:
    """Read where the delegated step stands; call it in the tenant's scope."""
    walk = Walk(queries.checklist_of(found.checklist.connection))
    # After the walk: who sees the newest run over then sees what it ended, too.
    found.refresh_from_db(fields=["completed_at", "withdrawn_at"])
    stop = next((each for each in walk.stops if each.place.key == found.key), None)
    return Visit(found, name, walk, stop)
