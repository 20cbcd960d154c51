"""The diagnosis matrix: every fault of the simulator, in every guide, however decided.

Right means: exactly the expected finding, and exactly the step of *this* guide that mends it
reopened, none where the trouble is Intacct's or ours. The yardstick is what the field does:
deciding by the error number alone (../shared/intacct/intacct-xml.md §5).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import Purpose
from apps.checklists.library import newest_of_each
from apps.checklists.requirements import requirements_of
from apps.checks import questions
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Audience
from apps.checks.gateway import demands_of
from apps.checks.gathering import gathered
from apps.checks.interview import FAILED, UNCLEAR, Answer, Caller, Interview
from apps.connections.models import Connection, Sender
from apps.intacct import AllowedHosts, Client, RequestsTransport, SenderLogin
from apps.ops.benches.faults import Fault, Setup, arranged
from apps.ops.benches.mishaps import MISHAPS
from apps.ops.benches.mistakes import MISTAKES
from apps.ops.benches.report import Report
from apps.ops.benches.stage import Stage, simulator
from apps.vault.secret import Secret

DEADLINE_SECONDS = 5.0
SILENCE_SECONDS = 0.3  # the deadline where no answer comes: nothing is gained by waiting for it
NUMBERS = {"XL03000006": "sign_in.refused", "PL04000005": "permission.missing"}


@dataclass(frozen=True)
class Case:
    """One fault, in one guide, under one way to decide."""

    guide: Guide
    decisions: dict[str, str]
    fault: Fault

    def __str__(self) -> str:
        how = ", ".join(self.decisions.values())
        return f"{self.guide.slug} ({how}): {self.fault.name}"

    @property
    def steps(self) -> set[str]:
        """The steps that must be reopened: one, or none."""
        if not self.fault.purpose:
            return set()
        step = self.guide.step_serving(Purpose(self.fault.purpose), self.decisions)
        return {step.id} if step else set()


@dataclass(frozen=True)
class Seen:
    """What the diagnosis made of a case."""

    codes: set[str]
    steps: set[str]
    unclear: bool
    by_number: str

    def is_right(self, case: Case) -> bool:
        expected = {case.fault.code} if case.fault.code else set()
        return self.codes == expected and self.steps == case.steps


def run() -> Report:
    """Play every case against a simulator over HTTP and compare."""
    with simulator() as stage:
        seen = [(case, play(stage, case)) for case in cases()]
    return _report(seen)


def cases() -> Iterator[Case]:
    """Every fault in every guide, under every decision it can happen under."""
    for guide in newest_of_each():
        for role in ("restricted", "admin"):
            for level in ("top", "entity"):
                decisions = {"role_kind": role, "level": level}
                for fault in (*MISTAKES, *MISHAPS):
                    if level in fault.levels and role in fault.roles:
                        yield Case(guide, decisions, fault)


def play(stage: Stage, case: Case) -> Seen:
    """Arrange the fault in a fresh simulator, ask every question, and keep what we made of it."""
    modules = [each.code for each in case.guide.requirements.applications]
    sender_id = case.guide.values["sender_id"]
    setup = arranged(case.fault, sender_id=sender_id, modules=modules)
    stage.call("POST", "reset", {})
    stage.call("PUT", f"senders/{sender_id}", setup["sender"])
    stage.call("PUT", "companies/Bench", setup["company"])
    if case.fault.mishap:
        stage.call("POST", "faults", case.fault.mishap)
    answers = gathered(list(_interview(stage, case, setup).answers()))
    return _seen(case, answers)


def _interview(stage: Stage, case: Case, setup: Setup) -> Interview:
    sent = setup["sent"]
    entity_id = sent["entity_id"] if case.decisions["level"] == "entity" else ""
    connection = Connection(
        sender=Sender(sender_id=case.guide.values["sender_id"]),
        company_id=sent["company_id"],
        level=case.decisions["level"],
        requirements=requirements_of(case.guide, case.decisions),
    )
    deadline = SILENCE_SECONDS if case.fault.code == "intacct.unreachable" else DEADLINE_SECONDS
    transport = RequestsTransport(hosts=AllowedHosts.of([stage.host]), deadline=deadline)
    sender = SenderLogin(connection.sender.sender_id, sent["sender_password"])
    return Interview(
        client=Client(sender=sender, transport=transport, endpoint=stage.gateway),
        company_id=connection.company_id,
        callers=(Caller(entity_id, sent["user_id"], Secret(sent["password"])),),
        questions=questions.plan(connection, [questions.Caller(entity_id, sent["user_id"])]),
        demands=demands_of(connection),
    )


def _seen(case: Case, answers: list[Answer]) -> Seen:
    told = [answer.diagnosis for answer in answers if answer.diagnosis is not None]
    failed = {
        purpose
        for answer in answers
        if answer.outcome == FAILED
        for purpose in questions.PURPOSES[answer.question.probe]
    }
    steps = [case.guide.step_serving(Purpose(each), case.decisions) for each in failed]
    numbers = [diagnosis.values.get("errorno", "") for diagnosis in told]
    return Seen(
        codes={diagnosis.code for diagnosis in told},
        steps={step.id for step in steps if step},
        unclear=any(answer.outcome == UNCLEAR for answer in answers),
        by_number=NUMBERS.get(numbers[0], "sign_in.refused") if numbers else "",
    )


def _report(seen: list[tuple[Case, Seen]]) -> Report:
    wrong = [(case, each) for case, each in seen if not each.is_right(case)]
    yardstick = sum(each.by_number == case.fault.code for case, each in seen)
    right = len(seen) - len(wrong)
    figures = {
        "bench": "diagnosis",
        "cases": len(seen),
        "right": right,
        "wrong": len(wrong),
        "could_not_tell": sum(each.unclear for _, each in seen),
        "intacct_blamed_on_customer": _blamed(seen, Audience.INTACCT),
        "ours_shown_to_customer": _blamed(seen, Audience.OPERATOR),
        "yardstick_right_by_number_alone": yardstick,
        "ratio": round(right / max(1, yardstick), 2),
        "codes": dict(Counter(code for _, each in seen for code in sorted(each.codes))),
    }
    return Report(
        figures=figures,
        lines=[_line(case, each) for case, each in seen],
        failures=[f"{case}: saw {each.codes or 'nothing'}, {each.steps}" for case, each in wrong],
    )


def _blamed(seen: list[tuple[Case, Seen]], audience: Audience) -> int:
    """Cases of this audience in which a customer was shown a finding or a reopened step."""
    theirs = [
        each
        for case, each in seen
        if case.fault.code and CATALOGUE[case.fault.code].audience == audience
    ]
    return sum(bool(each.steps) or _is_for_customer(each.codes) for each in theirs)


def _is_for_customer(codes: set[str]) -> bool:
    return any(CATALOGUE[code].audience == Audience.CUSTOMER for code in codes)


def _line(case: Case, each: Seen) -> str:
    mark = "right" if each.is_right(case) else "WRONG"
    return f"{mark}  {case!s:60} {', '.join(sorted(each.codes)) or '–':28} {', '.join(each.steps)}"
