"""A step's page for a colleague who has that step alone: no way to any other, nobody's name."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from apps.checklists import delegations
from apps.checklists.guide.actors import WORDS
from apps.checklists.models import Delegation, StepState
from apps.portal.delegate_doors import Visit
from apps.portal.forms import AnswersForm
from apps.portal.result_page import Result
from apps.portal.step_page import Attestation, StepPage, step_page
from apps.portal.walk import Stop

OPEN = Delegation.State.OPEN
VERIFIED = "Verified with Sage Intacct"
GONE = "gone"  # the step applies no more
COMES_FIRST = "Tell {inviter}, and come back once it is done. What you save here is kept."


@dataclass(frozen=True)
class DelegationPage:
    """A delegation in each of its states; once it is over, it tells whom to ask and no more."""

    state: str
    link_url: str = ""
    inviter: str = ""
    tenant: str = ""
    vendor: str = ""
    title: str = ""
    person: str = ""
    note: str = ""
    needs: str = ""
    expires_at: datetime | None = None
    step: StepPage | None = None
    completion_url: str = ""
    verdict: str = ""
    locked: bool = False  # too many wrong codes
    can_mail: bool = False


def landing_page(visit: Visit, *, url: str) -> DelegationPage:
    """What the link shows before anybody has typed a code."""
    stop, delegation = visit.stop, visit.delegation
    state = state_of(visit)
    if stop is None or state != OPEN:
        return ended_page(delegation, state)
    return DelegationPage(
        state=state,
        link_url=url,
        inviter=delegation.invited_by,
        tenant=delegation.tenant.name,
        vendor=visit.walk.guide.vendor.name,
        title=stop.title,
        needs=needs_of(stop),
        expires_at=delegation.expires_at,
        locked=delegation.wrong_codes >= delegations.MOST_TRIES,
        can_mail=delegation.mails < delegations.MOST_MAILS,
    )


def delegated_page(visit: Visit, stop: Stop, form: AnswersForm | None) -> DelegationPage:
    """The step itself, as its own page shows it, with no way to anything else."""
    delegation = visit.delegation
    whole = step_page(visit.walk, stop, form, may_edit=True)
    return DelegationPage(
        state=OPEN,
        inviter=delegation.invited_by,
        tenant=delegation.tenant.name,
        person=visit.name,
        note=delegation.note,
        expires_at=delegation.expires_at,
        step=_confined(whole, delegation),
        completion_url=_url("delegated-completion", delegation),
    )


def left_page(visit: Visit) -> DelegationPage:
    """What whoever did the step sees once it is over."""
    page = ended_page(visit.delegation, state_of(visit))
    stop = visit.stop
    if stop is None or page.state != Delegation.State.DONE:
        return page
    proven = bool(stop.state and stop.state.standing == StepState.Standing.VERIFIED)
    said = VERIFIED if proven else "" if stop.open else "Completed"
    return replace(page, title=stop.title, verdict=said)


def ended_page(delegation: Delegation, state: str) -> DelegationPage:
    """What is said once it is over: whom to ask, and nothing of the tenant."""
    return DelegationPage(
        state=state, inviter=delegation.invited_by, expires_at=delegation.expires_at
    )


def state_of(visit: Visit) -> str:
    """One of open, done, withdrawn, expired, gone."""
    is_open = visit.delegation.state == OPEN
    return GONE if is_open and visit.stop is None else visit.delegation.state


def needs_of(stop: Stop) -> str:
    """Who can do the step, in the words of its guide."""
    if stop.place.step.in_intacct:
        return "You sign in to Sage Intacct with your own user, as you always do."
    return f"This step is for {WORDS[stop.place.step.actor]}."


def confined_result(result: Result | None, delegation: Delegation) -> Result | None:
    """The result with addresses of the delegation's own, and no finding that leads elsewhere."""
    if result is None:
        return None
    return replace(
        result,
        poll_url=_url("delegated-result", delegation) if result.poll_url else "",
        check_url=_url("delegated-runs", delegation) if result.check_url else "",
        findings=[each for each in result.findings if not each.get("link")],
    )


def _confined(page: StepPage, delegation: Delegation) -> StepPage:
    if page.form is not None:
        _forget_who_saved(page.form)
    return replace(
        page,
        hub_url="",
        previous_url="",
        next_url="",
        skip_url="",
        standing=None,  # it names who moved it
        wait=None,  # it names who is waited for
        approval=None,
        form_url=_url("delegated", delegation),
        blocked=COMES_FIRST.format(inviter=delegation.invited_by) if page.blocked else "",
        troubles=[{**each, "step": "", "url": ""} for each in page.troubles],
        decision=_confined_decision(page.decision, delegation),
        attestation=_confined_attestation(page.attestation, delegation),
        result=confined_result(page.result, delegation),
    )


def _forget_who_saved(form: AnswersForm) -> None:
    """Of a stored secret, say when it was saved, not by whom."""
    for field in form.fields.values():
        when, saved, _ = str(field.help_text).partition(" by ")
        if saved and when.startswith("Saved on "):
            field.help_text = f"{when}. Leave blank to keep it."


def _confined_decision(
    decision: dict[str, Any] | None, delegation: Delegation
) -> dict[str, Any] | None:
    """The alternatives without the other steps that each would bring or take away."""
    if decision is None:
        return None
    options = [{**each, "effect": ""} for each in decision["options"]]
    return {**decision, "options": options, "url": _url("delegated-decision", delegation)}


def _confined_attestation(
    attestation: Attestation | None, delegation: Delegation
) -> Attestation | None:
    """What only a person can tell; once somebody told it, nobody is named."""
    if attestation is None or attestation.by:
        return None
    return replace(attestation, url=_url("delegated-attestation", delegation), withdraw_url="")


def _url(name: str, delegation: Delegation) -> str:
    return reverse(f"portal:{name}", args=[delegation.id])
