"""A client that answers from a script, and the refusals of ../shared/intacct/intacct-errors.tsv."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from apps.core.clock import now
from apps.intacct import (
    Client,
    Entity,
    ErrorDetail,
    IntacctError,
    Layer,
    Permission,
    QueryProbe,
    Refused,
    Session,
    UserLogin,
)

T = TypeVar("T")


def refused(layer: Layer, *errors: tuple[str, str]) -> Refused:
    """A refusal with errors of (errorno, description2)."""
    details = tuple(ErrorDetail(errorno=number, description2=text) for number, text in errors)
    return Refused(layer=layer, http_status=200, errors=details)


WRONG_PASSWORD = refused(Layer.AUTHENTICATION, ("XL03000006", "Sign-in information is incorrect"))
NO_PERMISSION = refused(
    Layer.FUNCTION,
    ("PL04000005", "You do not have permission for API operation QUERY on objects of type vendor"),
)


def session(*, user_id: str = "Craftable", entity_id: str = "") -> Session:
    return Session("canary-session", "https://api.intacct.com", "Acme", user_id, entity_id, now())


def entity(entity_id: str) -> Entity:
    return Entity(entity_id, f"Entity {entity_id}", *[""] * 5)


@dataclass
class Scripted(Client):
    """Each answer is a value to return, an error to raise, or a function of what was asked."""

    sign_in: Any = field(default_factory=session)
    modules: Any = ("CO", "GL")
    totals: Any = 2
    open_entities: Any = (entity("100"), entity("200"))
    entered: Any = field(default_factory=session)
    permissions: Any = ()
    asked: list[str] = field(default_factory=list)

    def open_session(self, login: UserLogin) -> Session:
        return self._answer(Session, self.sign_in, login.user_id)

    def enter_entity(self, session: Session, entity_id: str) -> Session:
        return self._answer(Session, self.entered, entity_id)

    def applications(self, session: Session) -> tuple[str, ...]:
        return self._answer(tuple, self.modules, "applications")

    def entities(self, session: Session) -> tuple[Entity, ...]:
        return self._answer(tuple, self.open_entities, "entities")

    def probe_query(self, session: Session, object_name: str) -> QueryProbe:
        return QueryProbe(object_name, self._answer(int, self.totals, object_name))

    def user_permissions(self, session: Session, user_id: str) -> tuple[Permission, ...]:
        return self._answer(tuple, self.permissions, user_id)

    def _answer(self, kind: type[T], scripted: Any, asked: str) -> T:
        self.asked.append(asked)
        answer = scripted(asked) if callable(scripted) else scripted
        if isinstance(answer, IntacctError):
            raise answer
        assert isinstance(answer, kind)
        return answer


def refusing(*names: str, error: IntacctError) -> Callable[[str], object]:
    """Answer these names with the error, and everything else with 2."""
    return lambda asked: error if asked in names else 2
