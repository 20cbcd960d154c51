"""What a connection was told at each step, in words for a page; of a secret, only that it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.checklists.answering import USER_PASSWORD, answer_key
from apps.checklists.guide.variables import Variable
from apps.checklists.standing import USER_ID
from apps.connections.models import WebServicesUser
from apps.portal.walk import Stop, Walk
from apps.vault import queries as vault
from apps.vault.queries import SetSecret

NOT_GIVEN = "Not given yet"


@dataclass(frozen=True)
class Answer:
    label: str
    value: str
    exact: bool = False  # an ID or a name that is copied elsewhere
    missing: bool = False


@dataclass(frozen=True)
class Kept:
    """Everything that was told about a connection, read at once."""

    walk: Walk
    secrets: Mapping[str, SetSecret]

    @classmethod
    def of(cls, walk: Walk) -> "Kept":
        connection = walk.connection
        secrets = vault.described(tenant_id=connection.tenant_id, connection_id=connection.id)
        return cls(walk, secrets)

    def at(self, stop: Stop) -> list[Answer]:
        """What the step decided and asked, in the guide's order."""
        return [*self._decided(stop), *self._asked(stop)]

    def secret(self, variable: Variable, stop: Stop) -> SetSecret | None:
        """When a secret of a step was saved, and by whom; None while there is none."""
        place = variable.name
        if place == USER_PASSWORD:
            place = WebServicesUser(entity_id=stop.place.entity_id).password_field
        return self.secrets.get(place)

    def _decided(self, stop: Stop) -> Iterator[Answer]:
        decision = stop.place.step.decision
        if decision is None:
            return
        chosen = self.walk.known.context.get(decision.variable)
        taken = next((each for each in decision.options if each.value == chosen), None)
        told = "You found" if decision.kind == "fact" else "You chose"
        yield Answer(told, taken.label if taken else NOT_GIVEN, missing=taken is None)

    def _asked(self, stop: Stop) -> Iterator[Answer]:
        for name in stop.place.step.asks:
            variable = self.walk.guide.variable(name)
            if variable.secret:
                yield self._sealed(variable, stop)
            else:
                yield self._plain(variable, stop)

    def _sealed(self, variable: Variable, stop: Stop) -> Answer:
        kept = self.secret(variable, stop)
        return Answer(variable.label, saved(kept) if kept else NOT_GIVEN, missing=kept is None)

    def _plain(self, variable: Variable, stop: Stop) -> Answer:
        given = self._given(variable, stop)
        if given:
            shown = ", ".join(given.split()) if variable.kind == "list" else given
            return Answer(variable.label, shown, exact=variable.exact_case)
        blank = given is not None and variable.may_be_blank
        return Answer(variable.label, "Left blank" if blank else NOT_GIVEN, missing=not blank)

    def _given(self, variable: Variable, stop: Stop) -> str | None:
        entity_id, answers = stop.place.entity_id, self.walk.known.answers
        if variable.name == USER_ID:
            told = self.walk.values_at(stop.place).get(USER_ID)
            return told if entity_id in self.walk.known.named_users else None
        return answers.get(answer_key(variable.name, entity_id), answers.get(variable.name))


def saved(kept: SetSecret) -> str:
    """When a secret was saved, and by whom: never the value, nor its length."""
    return f"Saved on {kept.set_at:%-d %B %Y at %H:%M} UTC by {kept.set_by}"
