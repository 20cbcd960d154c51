"""What a step's page shows: instructions on the left, what to bring back and the result right."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from apps.portal import around_step as around
from apps.portal.approval_panel import ApprovalPanel, approval_panel
from apps.portal.decision_panel import decision_panel
from apps.portal.forms import AnswersForm
from apps.portal.good_to_know import GoodToKnow, Preface, good_to_know, preface, terms_in
from apps.portal.instruction_page import (
    InstructionPage,
    heading_of,
    instruction_pages,
    note_shown,
    paths_checked,
)
from apps.portal.permissions_panel import Panel, permission_panels
from apps.portal.result_page import Result, resource, result_of
from apps.portal.standing_line import StandingLine, standing_line
from apps.portal.wait_panel import WaitPanel, wait_panel
from apps.portal.walk import Stop, Walk


@dataclass(frozen=True)
class Attestation:
    url: str
    withdraw_url: str
    label: str
    by: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """A step in whatever state. Without a `hub_url` it leads nowhere else: see delegations."""

    number: int
    total: int
    section_title: str
    title: str
    hub_url: str
    vendor: str
    theirs: bool
    facts: list[str]
    standing: StandingLine | None
    error_summary: list[dict[str, str]]
    preface: Preface | None
    good_to_know: GoodToKnow | None
    user: dict[str, str] | None
    prerequisites: list[str]
    skip: str
    skip_url: str
    heading: str
    instructions: list[InstructionPage]
    paths_checked: tuple[date, date] | None
    notes: list[dict[str, Any]]
    hand_offs: list[around.HandOffPage]
    troubles: list[dict[str, str]]
    terms: list[dict[str, str]]
    decision: dict[str, Any] | None
    wait: WaitPanel | None
    form: AnswersForm | None
    form_url: str
    remarks: list[dict[str, Any]]
    attestation: Attestation | None
    approval: ApprovalPanel | None
    result: Result | None
    permissions: list[Panel]
    previous_url: str
    next_url: str
    blocked: str
    may_edit: bool

    @property
    def bare(self) -> bool:
        """Whether there is nothing to read: the choice, or the form, is the whole page."""
        told = (self.good_to_know, self.preface, self.skip, self.prerequisites, self.user)
        todo = (self.instructions, self.notes, self.hand_offs, self.troubles, self.terms)
        return not any((self.theirs, *told, *todo))


def step_page(walk: Walk, stop: Stop, form: AnswersForm | None, *, may_edit: bool) -> StepPage:
    """Assemble a step's page; ``form`` is bound after a refused submission."""
    approval = approval_panel(walk, stop, may_edit=may_edit)
    result = None if approval and approval.stands_alone else _result(walk, stop)
    return StepPage(
        number=stop.number,
        total=len(walk.stops),
        title=stop.title,
        hub_url=walk.hub_url(),
        vendor=walk.guide.vendor.name,
        theirs=stop.theirs,
        standing=standing_line(walk, stop),
        error_summary=_errors(form, approval, result),
        form_url=stop.url,
        approval=approval,
        result=result,
        permissions=permission_panels(walk, stop),
        previous_url=_neighbour(walk, stop, -1),
        next_url=_neighbour(walk, stop, 1),
        blocked=_blocked(walk, stop),
        may_edit=may_edit,
        **_told(walk, stop),
        **_asked(walk, stop, form),
        **_skipped(walk, stop),
    )


def _result(walk: Walk, stop: Stop) -> Result | None:
    """The result; of what the vendor does, nobody here need ask for another."""
    result = result_of(walk, stop)
    return replace(result, check_url="") if result and stop.theirs else result


def _told(walk: Walk, stop: Stop) -> dict[str, Any]:
    """What there is to read."""
    step, values = stop.place.step, walk.values_at(stop.place)
    return {
        "section_title": walk.guide.section_of(step.id).title.render(values),
        "facts": around.facts_of(walk, stop),
        "preface": preface(walk, stop),
        "good_to_know": good_to_know(walk, stop),
        "user": around.user_of(walk, step, values),
        "prerequisites": around.prerequisites_of(walk, step, values),
        "heading": heading_of(walk, step),
        "instructions": instruction_pages(walk, step, values),
        "paths_checked": paths_checked(step),
        "notes": [note_shown(note, values) for note in step.notes],
        "hand_offs": around.hand_offs_of(walk, step, values),
        "troubles": around.troubles_of(walk, step, values),
        "terms": terms_in(walk, step),
    }


def _asked(walk: Walk, stop: Stop, form: AnswersForm | None) -> dict[str, Any]:
    """What the customer decides, brings back, waits for or confirms; of a vendor's step nothing."""
    if stop.theirs:
        return {"decision": None, "wait": None, "form": None, "remarks": [], "attestation": None}
    return {
        "decision": decision_panel(walk, stop),
        "wait": wait_panel(walk, stop),
        "form": form,
        "remarks": around.remarks_of(walk, stop.place.step, walk.values_at(stop.place)),
        "attestation": _attestation(walk, stop),
    }


def _skipped(walk: Walk, stop: Stop) -> dict[str, Any]:
    """When the work may be skipped, and where to have it looked at right away."""
    skip = stop.place.step.skip_if_done
    if skip is None or not stop.open:
        return {"skip": "", "skip_url": ""}
    ready = walk.connection.company_id and stop.status != "blocked"
    url = resource(walk, stop, "portal:runs") if ready else ""
    return {"skip": skip.render(walk.values_at(stop.place)), "skip_url": url}


def _errors(
    form: AnswersForm | None, approval: ApprovalPanel | None, result: Result | None
) -> list[dict[str, str]]:
    if form is not None and form.errors:
        return form.problems()
    if approval is not None and approval.look.mark == "failed":
        return [{"href": "#approval", "text": approval.look.headline}]
    if result is not None and result.verdict == "failed":
        return [{"href": "#result", "text": result.headline}]
    return []


def _attestation(walk: Walk, stop: Stop) -> Attestation | None:
    attest = stop.place.step.attest
    if attest is None:
        return None
    return Attestation(
        url=walk.step_url(stop.place, "portal:step-attestation"),
        withdraw_url=walk.step_url(stop.place, "portal:attestation-withdrawal"),
        label=attest.label.render(walk.values_at(stop.place)),
        by=stop.state.attested_by if stop.state else "",
        at=stop.state.attested_at if stop.state else None,
    )


def _neighbour(walk: Walk, stop: Stop, distance: int) -> str:
    index = stop.number - 1 + distance
    return walk.stops[index].url if 0 <= index < len(walk.stops) else ""


def _blocked(walk: Walk, stop: Stop) -> str:
    if stop.status != "blocked":
        return ""
    needed = walk.needed_by(stop.place)
    return f"Do step {needed[0].number} first: {needed[0].title}." if needed else ""
