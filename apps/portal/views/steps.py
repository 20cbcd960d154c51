import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from apps.checklists import services as checklists
from apps.checks import services as checks
from apps.portal import approval_cookie
from apps.portal.answers import answers_form
from apps.portal.delegate_panel import delegate_panel
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.forms import AnswersForm
from apps.portal.messages_panel import letters_of
from apps.portal.step_page import step_page
from apps.portal.throttle import TOO_OFTEN, may_check
from apps.portal.walk import Stop, Walk
from apps.portal.way_out import render_with_way_out
from apps.tenants.middleware import TenantRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_role("viewer")
def step(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    if request.method == "POST":
        return _save_and_check(request, walk, stop)
    return _page(request, walk, stop, answers_form(walk, stop))


def _save_and_check(request: TenantRequest, walk: Walk, stop: Stop) -> HttpResponse:
    if not request.membership.may("member"):
        raise PermissionDenied
    form = answers_form(walk, stop, request.POST)
    if form is None or not form.is_valid():
        return _page(request, walk, stop, form, status=422)
    checklists.answer(
        checklist=walk.checklist,
        step=stop.place.step,
        entity_id=stop.place.entity_id,
        answers=form.answers,
        secrets=form.secrets,
        actor=request.user.as_actor,
    )
    if walk.connection.company_id and stop.place.step.serves:
        _check(request, walk)
    return redirect(f"{stop.url}#result")


def _check(request: TenantRequest, walk: Walk) -> None:
    if may_check(walk.connection.id):
        checks.request_run(connection=walk.connection, actor=request.user.as_actor)
    else:
        messages.warning(request, f"Saved. {TOO_OFTEN}")


def _page(
    request: TenantRequest, walk: Walk, stop: Stop, form: AnswersForm | None, status: int = 200
) -> HttpResponse:
    page = step_page(walk, stop, form, may_edit=request.membership.may("member"))
    context = {
        "page": page,
        "letters": letters_of(walk, stop),
        "delegate": delegate_panel(walk, stop, may_delegate=request.membership.may("admin")),
    }
    if page.approval is None:
        return render(request, "portal/step.html", context, status=status)
    response = render_with_way_out(request, "portal/step.html", context, status=status)
    if page.approval.over:
        approval_cookie.drop(response, page.approval.over)
    return response


@require_POST
@for_role("member")
def decision(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    chosen = stop.place.step.decision
    option = request.POST.get(chosen.variable, "") if chosen else ""
    if chosen is None or option not in {each.value for each in chosen.options}:
        messages.error(request, "Choose one of the options.")
        return redirect(stop.url)
    checklists.decide(
        checklist=walk.checklist,
        step=stop.place.step,
        option=option,
        actor=request.user.as_actor,
    )
    return redirect(_next_url(connection_id, stop))


@require_POST
@for_role("member")
def attestation(request: TenantRequest, connection_id: uuid.UUID, step_id: str) -> HttpResponse:
    walk = walk_of(connection_id)
    stop = stop_of(walk, request, step_id)
    if stop.place.step.attest is None:
        raise Http404
    try:
        checklists.attest(
            checklist=walk.checklist, step=stop.place.step, actor=request.user.as_actor
        )
    except checklists.TooEarly:
        messages.error(request, "Other steps come first.")
        return redirect(stop.url)
    return redirect(walk.hub_url())


def _next_url(connection_id: uuid.UUID, stop: Stop) -> str:
    """The step after this one, under the decision just made."""
    walk = walk_of(connection_id)
    later = [each for each in walk.stops if each.number > stop.number]
    return later[0].url if later else walk.hub_url()
