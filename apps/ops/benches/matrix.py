"""The cases of the diagnosis matrix: every fault, in every guide, however it is decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.checklists.guide.coverage import combinations
from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import PROBED, Purpose
from apps.checklists.library import newest_of_each
from apps.checklists.requirements import requirements_of
from apps.checklists.standing import repeats_per_entity
from apps.checks.permissions import READ
from apps.connections.models import Connection
from apps.ops.benches.faults import Fault
from apps.ops.benches.mishaps import MISHAPS, REST_MISHAPS
from apps.ops.benches.mistakes import MISTAKES
from apps.ops.benches.rest_mistakes import APPROVAL_MISTAKES, CLIENT_MISTAKES

FAULTS = {
    Connection.Auth.XML.value: (*MISTAKES, *MISHAPS),
    Connection.Auth.AUTHORIZATION_CODE.value: (*APPROVAL_MISTAKES, *REST_MISHAPS),
    Connection.Auth.CLIENT_CREDENTIALS.value: (*CLIENT_MISTAKES, *REST_MISHAPS),
}
Decisions = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One fault, in one guide, under one way to decide."""

    guide: Guide
    decisions: Decisions
    fault: Fault

    def __str__(self) -> str:
        how = ", ".join(self.decisions.values())
        return f"{self.guide.slug} ({how}): {self.fault.name}"

    @property
    def level(self) -> str:
        """`top`, or `entity` where the customer's users each sign in to one."""
        return _level(self.guide, self.decisions)

    @property
    def code(self) -> str:
        """The finding to expect. Of a single object, no permission is the one that is missing."""
        objects = requirements_of(self.guide, self.decisions)["objects"]
        alone = len(objects) == 1 and self.fault.code == "permission.none"
        return "permission.missing" if alone else self.fault.code

    @property
    def steps(self) -> set[str]:
        """The steps that must be reopened: one, or none."""
        if not self.fault.purpose:
            return set()
        step = self.guide.step_serving(Purpose(self.fault.purpose), self.decisions)
        return {step.id} if step else set()


def cases() -> Iterator[Case]:
    """Every fault in every guide, under every way to decide that changes what it comes to."""
    for guide in newest_of_each():
        for decisions in _ways(guide):
            for fault in FAULTS[guide.auth]:
                if _can_happen(fault, guide, decisions):
                    yield Case(guide, decisions, fault)


def _ways(guide: Guide) -> list[Decisions]:
    """One way to decide for each that sends findings to other steps or asks for other things."""
    found: dict[str, Decisions] = {}
    for decisions in combinations(guide):
        homes = [guide.step_serving(purpose, decisions) for purpose in PROBED[guide.auth]]
        steps = [step.id if step else "" for step in homes]
        wanted = requirements_of(guide, decisions)
        found.setdefault(repr((steps, wanted, _level(guide, decisions))), decisions)
    return list(found.values())


def _level(guide: Guide, decisions: Decisions) -> str:
    return "entity" if any(map(repeats_per_entity, guide.steps_for(decisions))) else "top"


def _can_happen(fault: Fault, guide: Guide, decisions: Decisions) -> bool:
    wanted = requirements_of(guide, decisions)
    read = {row["application"] for row in wanted["objects"]}
    written = {row["application"] for row in wanted["permissions"] if set(row["rights"]) - {*READ}}
    names = {row["code"]: row["name"] for row in wanted["applications"]}
    return (
        _level(guide, decisions) in fault.levels
        and {names.get(code) for code in fault.reads} <= read
        and {names.get(code) for code in fault.writes} <= written
    )
