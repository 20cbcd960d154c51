"""Two checklists of one guide in one table, such as a test company's and production's."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.checklists import queries
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import USER_ID, Known, places
from apps.connections.models import WebServicesUser

NOT_THERE = ""


@dataclass(frozen=True)
class Row:
    """One line: of which kind ("decision", "value", "step"), about what, and how each has it.

    A secret is told as "Stored" or "Not stored", a step as its standing in words; empty means that
    this side does not have the line at all, or that nothing is given yet.
    """

    kind: str
    label: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        return self.left != self.right


def side_by_side(left: Checklist, right: Checklist) -> tuple[Row, ...]:
    """Decisions, values and steps of both, in the guide's order; never a secret."""
    one, other = queries.known_of(left), queries.known_of(right)
    return (
        *_rows("decision", dict(_decisions(one)), dict(_decisions(other))),
        *_rows("value", dict(_values(one)), dict(_values(other))),
        *_rows("step", dict(_steps(one)), dict(_steps(other))),
    )


def _rows(kind: str, left: dict[str, str], right: dict[str, str]) -> Iterator[Row]:
    for label in dict.fromkeys([*left, *right]):
        yield Row(kind, label, left.get(label, NOT_THERE), right.get(label, NOT_THERE))


def _decisions(known: Known) -> Iterator[tuple[str, str]]:
    for step in known.steps:
        if step.decision is not None:
            labels = {each.value: each.label for each in step.decision.options}
            taken = known.context.get(step.decision.variable, "")
            yield step.title.render(known.answers), labels.get(taken, NOT_THERE)


def _values(known: Known) -> Iterator[tuple[str, str]]:
    asked = dict.fromkeys(name for step in known.steps for name in step.asks)
    sealed = queries.sealed_for(known.checklist.connection)
    for variable in map(known.guide.variable, asked):
        if variable.name == USER_ID:
            yield from _users(known, variable.label)
        elif variable.secret:
            yield variable.label, _is_stored(variable.name, sealed)
        else:
            yield variable.label, known.answers.get(variable.name, NOT_THERE)


def _users(known: Known, label: str) -> Iterator[tuple[str, str]]:
    users = WebServicesUser.objects.filter(connection=known.checklist.connection)
    named = dict(users.values_list("entity_id", "user_id"))
    for entity_id in known.entities if known.per_entity else ("",):
        about = f"{label}: entity {entity_id}" if entity_id else label
        yield about, named.get(entity_id, NOT_THERE)


def _is_stored(name: str, sealed: frozenset[str]) -> str:
    there = name in sealed or any(field.startswith(f"{name}/") for field in sealed)
    return "Stored" if there else "Not stored"


def _steps(known: Known) -> Iterator[tuple[str, str]]:
    states = queries.states_of(known.checklist)
    for place in places(known):
        title = place.step.title.render(known.guide.filled(known.answers))
        row = states.get(place.key)
        standing = row.get_standing_display() if row else StepState.Standing.TODO.label
        yield f"{title}: {place.item}" if place.item else title, standing
