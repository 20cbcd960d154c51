"""What a step's page shows: instructions on the left, what to bring back and the result right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.checklists.guide.instructions import Instruction, Note
from apps.portal.approval_panel import ApprovalPanel, approval_panel
from apps.portal.forms import AnswersForm
from apps.portal.permissions_panel import Panel, permission_panels
from apps.portal.result_page import Result, result_of
from apps.portal.walk import Stop, Walk


@dataclass(frozen=True)
class Attestation:
    url: str
    label: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class StepPage:
    number: int
    total: int
    section_title: str
    title: str
    hub_url: str
    vendor: str
    error_summary: list[dict[str, str]]
    instructions: list[dict[str, Any]]
    matrix: dict[str, Any] | None
    notes: list[dict[str, Any]]
    in_intacct: bool
    troubles: list[dict[str, str]]
    decision: dict[str, Any] | None
    form: AnswersForm | None
    form_url: str
    attestation: Attestation | None
    approval: ApprovalPanel | None
    result: Result | None
    permissions: list[Panel]
    previous_url: str
    next_url: str
    blocked: str
    may_edit: bool


def step_page(walk: Walk, stop: Stop, form: AnswersForm | None, *, may_edit: bool) -> StepPage:
    """Assemble a step's page; ``form`` is bound after a refused submission."""
    step, values = stop.place.step, {**walk.values, "entity_id": stop.place.entity_id}
    approval = approval_panel(walk, stop, may_edit=may_edit)
    result = None if approval and approval.stands_alone else result_of(walk, stop)
    matrices = [each.matrix for each in step.instructions if each.matrix]
    return StepPage(
        number=stop.number,
        total=len(walk.stops),
        section_title=walk.guide.section_of(step.id).title.render(values),
        title=stop.title,
        hub_url=walk.hub_url(),
        vendor=walk.guide.vendor.name,
        error_summary=_errors(form, approval, result),
        instructions=[_instruction(walk, each, values) for each in step.instructions],
        matrix=_matrix(walk, matrices[0]) if matrices else None,
        notes=[_note(note, values) for note in step.notes],
        in_intacct=step.in_intacct,
        troubles=[
            {"symptom": each.symptom.render(values), "text": each.text.render(values)}
            for each in step.troubles
        ],
        decision=_decision(walk, stop, values),
        form=form,
        form_url=stop.url,
        attestation=_attestation(walk, stop, values),
        approval=approval,
        result=result,
        permissions=permission_panels(walk, stop),
        previous_url=_neighbour(walk, stop, -1),
        next_url=_neighbour(walk, stop, 1),
        blocked=_blocked(walk, stop),
        may_edit=may_edit,
    )


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


def _instruction(walk: Walk, item: Instruction, values: dict[str, str]) -> dict[str, Any]:
    return {
        "title": item.title.render(values),
        "path": list(item.path or ()),
        "path_variants": [{"label": each.label, "path": each.path} for each in item.path_variants],
        "text": [text.render(values) for text in item.text],
        "values": [
            {
                "label": each.label,
                "value": values.get(each.variable, ""),
                "mono": walk.guide.variable(each.variable).exact_case,
                "note": "Capital letters matter"
                if walk.guide.variable(each.variable).exact_case
                else "",
            }
            for each in item.values
        ],
        "notes": [_note(note, values) for note in item.notes],
        "optional": item.optional,
    }


def _note(note: Note, values: dict[str, str]) -> dict[str, Any]:
    """A remark; what is ours is marked, since everything else is the vendor's word."""
    return {
        "text": note.text.render(values),
        "ours": note.by == "editor",
        "warning": note.severity == "warning",
    }


def _matrix(walk: Walk, matrix_id: str) -> dict[str, Any]:
    matrix = walk.guide.matrix(matrix_id)
    return {
        "columns": ["Application or module", "Permissions"],
        "rows": [
            [walk.guide.application(row.application).name, row.preset or matrix.preset]
            for row in matrix.rows
        ],
    }


def _decision(walk: Walk, stop: Stop, values: dict[str, str]) -> dict[str, Any] | None:
    decision = stop.place.step.decision
    if decision is None:
        return None
    chosen = walk.checklist.decisions.get(decision.variable)
    return {
        "name": decision.variable,
        "legend": decision.legend.render(values),
        "url": walk.step_url(stop.place, "portal:step-decision"),
        "options": [
            {
                "value": option.value,
                "label": option.label,
                "consequence": option.consequence.render(values),
                "recommended": option.recommended,
                "chosen": option.value == chosen,
            }
            for option in decision.options
        ],
    }


def _attestation(walk: Walk, stop: Stop, values: dict[str, str]) -> Attestation | None:
    attest = stop.place.step.attest
    if attest is None:
        return None
    return Attestation(
        url=walk.step_url(stop.place, "portal:step-attestation"),
        label=attest.label.render(values),
        by=stop.state.attested_by if stop.state else "",
        at=stop.state.attested_at if stop.state else None,
    )


def _neighbour(walk: Walk, stop: Stop, distance: int) -> str:
    index = stop.number - 1 + distance
    return walk.stops[index].url if 0 <= index < len(walk.stops) else ""


def _blocked(walk: Walk, stop: Stop) -> str:
    if stop.status != "blocked":
        return ""
    needed = [
        each for each in walk.stops if each.open and each.place.step.id in stop.place.step.needs
    ]
    return f"Do step {needed[0].number} first: {needed[0].title}." if needed else ""
