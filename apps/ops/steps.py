"""A checklist's steps as operators see them: where each stands, and since when."""

from typing import Any

from apps.checklists import queries
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import places

_STATUS = {"done": ("done", "Completed"), "problem": ("problem", "There is a problem")}


def step_rows(checklist: Checklist) -> list[dict[str, Any]]:
    """List every step that applies, numbered."""
    known = queries.known_of(checklist)
    states = queries.states_of(checklist)
    values = {**known.guide.values, "sender_id": checklist.connection.sender_name}
    rows = []
    for number, place in enumerate(places(known), start=1):
        state = states.get(place.key)
        rows.append(_row(number, place.step.title.render(values), place.entity_id, state))
    return rows


def _row(number: int, title: str, entity_id: str, state: StepState | None) -> dict[str, Any]:
    status, text = _STATUS.get(state.state if state else "", ("todo", "Not started"))
    hint = f"Confirmed by {state.attested_by}" if state and state.attested_by else ""
    return {
        "number": number,
        "title": f"{title}: entity {entity_id}" if entity_id else title,
        "hint": hint,
        "url": "",
        "status": status,
        "status_text": text,
        "since": state.since if state else None,
    }
