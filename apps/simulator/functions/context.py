"""What a function of the gateway works with, and what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass

from apps.simulator import directory, objects, permissions
from apps.simulator.assumptions import Assumptions
from apps.simulator.authentication import Caller
from apps.simulator.books import Row
from apps.simulator.company import Company, User
from apps.simulator.objects import ObjectType
from apps.simulator.records import Records
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.simulation import Simulation
from apps.simulator.xml import Element


@dataclass(frozen=True)
class Bare:
    """An answer without an envelope: what `returnformat` json and csv bring back."""

    content_type: str
    body: bytes


@dataclass(frozen=True)
class Context:
    """One caller inside one company; `endpoint` is the URL getAPISession gives out."""

    simulation: Simulation
    caller: Caller
    endpoint: str
    alone: bool

    @property
    def assumptions(self) -> Assumptions:
        return self.simulation.assumptions

    @property
    def company(self) -> Company:
        return self.simulation.companies[self.caller.company_id]

    @property
    def user(self) -> User:
        user = self.company.user(self.caller.user_id)
        if user is None:
            raise ValueError("A caller was admitted who is not in the company.")
        return user

    @property
    def records(self) -> Records:
        return self.simulation.records_of(self.caller.company_id)

    def object(self, name: str, *, unknown: str, verb: str | None = None) -> ObjectType:
        """The object of that name, once the caller may use the verb on it.

        `unknown` is the errorno of "Object definition X not found"; without a verb, as in lookup,
        nothing is asked of the caller.
        """
        kind = objects.find(name)
        if kind is None:
            raise FunctionRefusal(Problem(unknown, f"Object definition {name} not found"))
        if verb is not None:
            permissions.require(
                verb, kind, company=self.company, user=self.user, assumptions=self.assumptions
            )
        return kind

    def rows(self, kind: ObjectType) -> list[Row]:
        return list(directory.rows_of(kind.name, self.company, self.records))


Answer = Element | Bare | None
Imitation = Callable[[Element, Context], Answer]
