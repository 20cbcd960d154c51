"""The customer's side of a delegation: send a step to a colleague, and take it back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from apps.checklists import delegations as delegating
from apps.checklists.models import Delegation
from apps.portal.delegate_forms import DelegateForm
from apps.portal.delegate_panel import AUTO_ID, delegate_panel
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.walk import Stop, Walk
from apps.tenants.middleware import TenantRequest

TOO_MANY = "You have sent as many steps as you may. Withdraw one, then send this."


@require_http_methods(["GET", "POST"])
@for_role("viewer")
def delegations(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    """Show an admin to whom the step was sent; send it to one more."""
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    if request.method == "POST" and not request.membership.may("admin"):
        raise PermissionDenied
    if request.method == "POST":
        return _send(request, walk, stop)
    return _page(request, walk, stop)


@require_POST
@for_role("admin")
def delegation_withdrawal(
    request: TenantRequest, connection_id: uuid.UUID, step_id: str, delegation_id: uuid.UUID
) -> HttpResponse:
    """Take the step back from one colleague."""
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    found = Delegation.objects.filter(id=delegation_id, checklist=walk.checklist).first()
    if found is None or found.key != stop.place.key:
        raise Http404
    delegating.withdraw(delegation=found, actor=request.user.as_actor)
    messages.success(request, f"{found.email} cannot open this step any more.")
    return HttpResponseRedirect(stop.url, status=303)


def _send(request: TenantRequest, walk: Walk, stop: Stop) -> HttpResponse:
    form = DelegateForm(request.POST, auto_id=AUTO_ID)
    if not form.is_valid():
        return _page(request, walk, stop, form)
    try:
        made = delegating.delegate(
            checklist=walk.checklist,
            place=stop.place,
            actor=request.user.as_actor,
            **form.cleaned_data,
        )
    except (delegating.CannotDelegate, delegating.TooManyOpen) as refused:
        messages.error(request, str(refused) or TOO_MANY)
    else:
        messages.success(request, f"This step is on its way to {made.email}.")
    return HttpResponseRedirect(stop.url, status=303)


def _page(
    request: TenantRequest, walk: Walk, stop: Stop, form: DelegateForm | None = None
) -> HttpResponse:
    panel = delegate_panel(walk, stop, may_delegate=request.membership.may("admin"), form=form)
    if panel is None:
        raise Http404
    context = {"delegate": panel, "title": stop.title, "step_url": stop.url}
    return render(request, "portal/delegations.html", context, status=422 if form else 200)
