"""The diagnosis matrix: every fault of the simulator, in every guide, however decided.

Right means: exactly the expected finding, and exactly the step of *this* guide that mends it
reopened, none where the trouble is Intacct's or ours. The yardstick is what the field does:
deciding by the error number alone (../shared/intacct/intacct-xml.md §5).
"""

from collections import Counter
from dataclasses import dataclass

from apps.checklists.guide.purposes import Purpose
from apps.checks.attribution import attributed
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Audience
from apps.checks.gathering import gathered
from apps.checks.interview import FAILED, UNCLEAR, Answer
from apps.checks.proving import outcomes
from apps.connections.models import Connection
from apps.ops.benches.conversations import over_rest, over_xml, sender_of
from apps.ops.benches.faults import CLIENT_ID, COMPANY, Setup, arranged, healthy
from apps.ops.benches.matrix import Case, cases
from apps.ops.benches.report import Report
from apps.ops.benches.stage import Stage, simulator
from apps.ops.benches.tickets import approved

NUMBERS = {
    "XL03000006": "sign_in.refused",
    "PL04000005": "permission.missing",
    "GW-0011": "company.unknown",
    "REST-1216": "client.unknown",
    "invalid_client": "client.unknown",
    "forbidden": "permission.missing",
}
OTHERWISE = {Connection.Auth.XML.value: "sign_in.refused"}
RECONNECT = "approval.ended"  # what products over OAuth show for everything else


@dataclass(frozen=True)
class Seen:
    """What the diagnosis made of a case."""

    codes: set[str]
    steps: set[str]
    unclear: bool
    by_number: str

    def is_right(self, case: Case) -> bool:
        expected = {case.code} if case.code else set()
        return self.codes == expected and self.steps == case.steps


def run() -> Report:
    """Play every case against a simulator over HTTP and compare."""
    with simulator() as stage:
        seen = [(case, play(stage, case)) for case in cases()]
    return _report(seen)


def play(stage: Stage, case: Case) -> Seen:
    """Arrange the fault in a fresh simulator, ask every question, and keep what we made of it."""
    modules = [each.code for each in case.guide.requirements.applications]
    well = healthy(sender_id=sender_of(case), modules=modules)
    setup = arranged(case.fault, sender_id=sender_of(case), modules=modules)
    stage.call("POST", "reset", {})
    if case.guide.auth == Connection.Auth.XML.value:
        _put(stage, case, setup)
        _trouble(stage, case)
        return _seen(case, list(over_xml(stage, case, setup["sent"]).answers()))
    by_approval = case.guide.auth == Connection.Auth.AUTHORIZATION_CODE.value
    if by_approval:
        stage.call("PATCH", "assumptions", {"web_services_user_may_approve": True})
        _put(stage, case, well)
    approval = approved(stage, well["sent"]) if by_approval else None
    _put(stage, case, setup)
    _trouble(stage, case)
    return _seen(case, list(over_rest(stage, case, setup["sent"], approval=approval).answers()))


def _put(stage: Stage, case: Case, setup: Setup) -> None:
    stage.call("PUT", f"senders/{sender_of(case)}", setup["sender"])
    stage.call("PUT", f"clients/{CLIENT_ID}", setup["client"])
    stage.call("PUT", f"companies/{COMPANY}", setup["company"])


def _trouble(stage: Stage, case: Case) -> None:
    if case.fault.mishap:
        stage.call("POST", "faults", case.fault.mishap)
    if case.fault.call:
        stage.call(*case.fault.call)


def _seen(case: Case, given: list[Answer]) -> Seen:
    answers = gathered(attributed(given))
    told = [answer.diagnosis for answer in answers if answer.diagnosis is not None]
    failed = {purpose for (purpose, _), seen in outcomes(answers).items() if FAILED in seen}
    steps = [case.guide.step_serving(Purpose(each), case.decisions) for each in failed]
    numbers = [diagnosis.values.get("errorno", "") for diagnosis in told]
    by_default = OTHERWISE.get(case.guide.auth, RECONNECT)
    return Seen(
        codes={diagnosis.code for diagnosis in told},
        steps={step.id for step in steps if step},
        unclear=any(answer.outcome == UNCLEAR for answer in answers),
        by_number=NUMBERS.get(numbers[0], by_default) if numbers else "",
    )


def _report(seen: list[tuple[Case, Seen]]) -> Report:
    wrong = [(case, each) for case, each in seen if not each.is_right(case)]
    yardstick = sum(each.by_number == case.code for case, each in seen)
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
