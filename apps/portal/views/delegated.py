"""The one step that a delegation opens, for the browser that has its cookie."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from apps.checklists import delegations
from apps.checklists import services as checklists
from apps.checks import services as checks
from apps.core.htmx import render_part
from apps.portal.answers import answers_form
from apps.portal.delegate_doors import Visit, for_colleague
from apps.portal.delegate_page import (
    OPEN,
    confined_result,
    delegated_page,
    left_page,
    state_of,
)
from apps.portal.forms import AnswersForm
from apps.portal.messages_panel import letters_of
from apps.portal.result_page import result_of
from apps.portal.throttle import TOO_OFTEN, may_check
from apps.portal.walk import Stop

UNFIT = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleague
def delegated(request: HttpRequest, visit: Visit) -> HttpResponse:
    stop = _open_stop(visit)
    if stop is None:
        return _left(request, visit)
    if request.method == "POST":
        return _save_and_check(request, visit, stop)
    form = answers_form(visit.walk, stop, find=request.GET.get("find", ""))
    return _page(request, visit, stop, form)


@require_GET
@for_colleague
def delegated_result(request: HttpRequest, visit: Visit) -> HttpResponse:
    stop = _open_stop(visit)
    if stop is None:  # done: the page is to say so
        return HttpResponseClientRefresh()
    panel = confined_result(result_of(visit.walk, stop), visit.delegation)
    live = panel is not None and panel.live
    return render_part(request, "portal/_result.html", {"result": panel}, last=not live)


@require_POST
@for_colleague
def delegated_runs(request: HttpRequest, visit: Visit) -> HttpResponse:
    if _held(visit) is not None:
        _check(request, visit, refusal=TOO_OFTEN)
    return _back(visit)


@require_POST
@for_colleague
def delegated_decision(request: HttpRequest, visit: Visit) -> HttpResponse:
    stop = _held(visit)
    decision = stop.place.step.decision if stop else None
    if stop is None or decision is None:
        return _back(visit)
    try:
        checklists.decide(
            checklist=visit.walk.checklist,
            step=stop.place.step,
            option=request.POST.get(decision.variable, ""),
            actor=visit.actor,
        )
    except ValueError:
        messages.error(request, "Choose one of the options.")
    return _back(visit)


@require_POST
@for_colleague
def delegated_attestation(request: HttpRequest, visit: Visit) -> HttpResponse:
    stop = _held(visit)
    if stop is None:
        return _back(visit)
    if stop.place.step.attest is None:
        raise Http404
    try:
        checklists.attest(
            checklist=visit.walk.checklist,
            step=stop.place.step,
            actor=visit.actor,
            entity_id=visit.delegation.entity_id,
        )
    except checklists.TooEarly:
        messages.error(request, "Other steps come first.")
    return _back(visit)


@require_POST
@for_colleague
def delegated_completion(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The colleague is done, whatever the step came to; the link ends."""
    with suppress(delegations.Ended):
        delegations.complete(delegation=visit.delegation, actor=visit.actor)
    return _back(visit)


def _open_stop(visit: Visit) -> Stop | None:
    """The step while it may be worked on; None once the delegation is over."""
    return visit.stop if state_of(visit) == OPEN else None


def _held(visit: Visit) -> Stop | None:
    """The same, and it stays so for the rest of the request."""
    try:
        delegations.hold_open(delegation=visit.delegation)
    except delegations.Ended:
        return None
    return visit.stop


def _save_and_check(request: HttpRequest, visit: Visit, stop: Stop) -> HttpResponse:
    form = answers_form(visit.walk, stop, request.POST)
    if form is None or not form.is_valid():
        return _page(request, visit, stop, form, status=UNFIT)
    if _held(visit) is None:
        return _back(visit)
    checklists.answer(
        checklist=visit.walk.checklist,
        step=stop.place.step,
        entity_id=stop.place.entity_id,
        answers=form.answers,
        secrets=form.secrets,
        actor=visit.actor,
    )
    if stop.place.step.serves or stop.place.step.asks:
        _check(request, visit, refusal=f"Saved. {TOO_OFTEN}")
    return _back(visit)


def _check(request: HttpRequest, visit: Visit, *, refusal: str) -> None:
    connection = visit.walk.connection
    if not connection.company_id:
        return
    if may_check(connection.id):
        checks.request_run(connection=connection, actor=visit.actor)
    else:
        messages.warning(request, refusal)


def _page(
    request: HttpRequest, visit: Visit, stop: Stop, form: AnswersForm | None, status: int = 200
) -> HttpResponse:
    page = delegated_page(visit, stop, form)
    context = {"delegated": page, "page": page.step, "letters": letters_of(visit.walk, stop)}
    return render(request, "portal/delegated.html", context, status=status)


def _left(request: HttpRequest, visit: Visit) -> HttpResponse:
    return render(request, "portal/delegation.html", {"page": left_page(visit)})


def _back(visit: Visit) -> HttpResponse:
    url = reverse("portal:delegated", args=[visit.delegation.id])
    return HttpResponseRedirect(f"{url}#result", status=303)
