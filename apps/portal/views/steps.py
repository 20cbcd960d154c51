import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from apps.checklists import services as checklists
from apps.checklists.facts import Unsuitable
from apps.checks import services as checks
from apps.portal import approval_cookie
from apps.portal.answers import answers_form
from apps.portal.delegate_panel import delegate_panel
from apps.portal.doors import for_role, stop_of, walk_of
from apps.portal.entity_source import entity_source
from apps.portal.forms import AnswersForm
from apps.portal.help_offer import help_of
from apps.portal.messages_panel import letters_of
from apps.portal.result_page import result_of
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
    form = answers_form(walk, stop, find=request.GET.get("find", ""))
    return _page(request, walk, stop, form)


def _save_and_check(request: TenantRequest, walk: Walk, stop: Stop) -> HttpResponse:
    if stop.theirs or not request.membership.may("member"):
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
    if walk.connection.company_id:  # also where the step serves nothing: others use what it asks
        _check(request, walk)
    if result_of(walk, stop) is None:
        messages.success(request, "Saved.")
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
        "help": help_of(walk, stop),
        "source": entity_source(walk, stop, may_edit=page.may_edit),
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
    if chosen is None or stop.theirs:
        messages.error(request, "There is nothing to choose here.")
        return redirect(stop.url)
    try:
        checklists.decide(
            checklist=walk.checklist,
            step=stop.place.step,
            option=request.POST.get(chosen.variable, ""),
            actor=request.user.as_actor,
        )
    except Unsuitable as refusal:
        messages.error(request, str(refusal))
        return redirect(stop.url)
    except ValueError:
        messages.error(request, "Choose one of the options.")
        return redirect(stop.url)
    return redirect(_next_url(connection_id, stop))


def _next_url(connection_id: uuid.UUID, stop: Stop) -> str:
    """The step after this one, under the decision just made."""
    walk = walk_of(connection_id)
    later = [each for each in walk.stops if each.number > stop.number and not each.theirs]
    return later[0].url if later else walk.hub_url()
