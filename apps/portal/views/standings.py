"""What a person says of a step that no probe can tell: it is done, it is not, it waits."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from apps.checklists import services as checklists
from apps.checklists import waiting
from apps.checklists.settling import WHY_LENGTH
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.walk import Stop, Walk
from apps.tenants.middleware import TenantRequest


@require_POST
@for_role("member")
def attestation(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    walk = walk_of(connection_id)
    stop = _attested(stop_of(walk, request, step_id))
    try:
        checklists.attest(
            checklist=walk.checklist,
            step=stop.place.step,
            actor=request.user.as_actor,
            entity_id=stop.place.item,
        )
    except checklists.TooEarly:
        messages.error(request, "Other steps come first.")
        return redirect(stop.url)
    return redirect(walk.hub_url())


@require_POST
@for_role("member")
def attestation_withdrawal(
    request: TenantRequest, connection_id: uuid.UUID, step_id: str
) -> HttpResponse:
    walk = walk_of(connection_id)
    stop = _attested(stop_of(walk, request, step_id))
    checklists.withdraw(
        checklist=walk.checklist,
        step=stop.place.step,
        actor=request.user.as_actor,
        entity_id=stop.place.item,
    )
    messages.success(request, "Taken back. The step is to be done again.")
    return redirect(stop.url)


@require_POST
@for_role("member")
def wait(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    """Note that the step waits for whom its guide names, or that what it waited for is there."""
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    if stop.theirs:
        raise Http404
    if request.POST.get("state") == "arrived":
        actor = request.user.as_actor
        waiting.resume(checklist=walk.checklist, place=stop.place, actor=actor)
        messages.success(request, "Good. Go on with this step.")
    else:
        _pause(request, walk, stop)
    return redirect(stop.url)


def _attested(stop: Stop) -> Stop:
    if stop.place.step.attest is None or stop.theirs:
        raise Http404
    return stop


def _pause(request: TenantRequest, walk: Walk, stop: Stop) -> None:
    wanted = stop.place.step.wait
    if wanted is None:
        raise Http404
    waiting.pause(
        checklist=walk.checklist,
        place=stop.place,
        on=wanted.who,
        why=wanted.what.render(walk.values_at(stop.place))[:WHY_LENGTH],
        actor=request.user.as_actor,
    )
