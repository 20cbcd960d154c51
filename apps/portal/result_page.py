"""What a step's result panel shows: each question with its answer, and what to do about it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from apps.checks import questions as ask
from apps.checks.findings import Audience, Told
from apps.checks.models import Evidence, Run
from apps.checks.queries import said
from apps.connections.models import Connection
from apps.portal.approval_panel import serves_approval
from apps.portal.walk import Stop, Walk

KINDS = {Audience.CUSTOMER: "customer", Audience.OPERATOR: "ours", Audience.INTACCT: "intacct"}
LINES = {
    Evidence.Outcome.WAITING: "waiting",
    Evidence.Outcome.CHECKING: "checking",
    Evidence.Outcome.PASSED: "passed",
    Evidence.Outcome.FAILED: "failed",
    Evidence.Outcome.UNCLEAR: "unclear",
    Evidence.Outcome.SKIPPED: "skipped",
}


@dataclass(frozen=True)
class Result:
    state: str
    verdict: str
    headline: str
    tag: str
    checked_at: datetime | None = None
    took_seconds: float | None = None
    checks: list[dict[str, str]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    poll_url: str = ""
    check_url: str = ""
    previous_note: str = ""
    reference: str = ""
    is_aside: bool = False  # another button of the page leads

    @property
    def live(self) -> bool:
        """Whether a worker is still asking."""
        return self.state in {"queued", "running"}


def result_of(walk: Walk, stop: Stop) -> Result | None:
    """Assemble the panel for a step; None where no probe can tell anything about it."""
    if not _probes_of(stop):
        return None
    run = walk.run
    if run is None or walk.connection.state == Connection.State.DISCONNECTED:
        return Result("none", "", "What we will check", "Not checked", checks=_preview(walk, stop))
    if run.state in {Run.State.QUEUED, Run.State.RUNNING}:
        return _under_way(walk, stop, run)
    return _done(walk, stop, run)


def resource(walk: Walk, stop: Stop, name: str) -> str:
    """The address of something of the connection, that comes back to this step."""
    url = reverse(name, args=[walk.connection.tenant.slug, walk.connection.id])
    return f"{url}?{urlencode({'step': stop.place.step.id, 'entity': stop.place.item})}"


def _under_way(walk: Walk, stop: Stop, run: Run) -> Result:
    return Result(
        state=run.state,
        verdict="",
        headline="Checking with Sage Intacct…",
        tag="Checking",
        checks=_lines(stop, run),
        poll_url=resource(walk, stop, "portal:result"),
    )


def _done(walk: Walk, stop: Stop, run: Run) -> Result:
    verdict, headline, tag = _verdict(walk, stop)
    return Result(
        state="done",
        verdict=verdict,
        headline=headline,
        tag=tag,
        checked_at=run.finished_at,
        took_seconds=round(run.seconds, 1) if run.seconds is not None else None,
        checks=_lines(stop, run),
        findings=_findings(walk, stop),
        check_url=resource(walk, stop, "portal:runs"),
        previous_note=_previous(walk, stop),
        reference=f"RUN-{run.id.hex[:8].upper()}",
        is_aside=bool(stop.place.step.asks) or serves_approval(walk, stop),
    )


def _verdict(walk: Walk, stop: Stop) -> tuple[str, str, str]:
    mine, trouble = walk.findings_at(stop.place), walk.trouble
    if mine:
        return "failed", mine[0].title, "Not verified"
    if trouble is not None:
        return "unclear", trouble.title, "Could not check"
    if stop.status in {"done", "attested"}:
        return "passed", "Verified with Sage Intacct", "Verified"
    if _comes_first(walk, stop) is not None:
        return "unclear", "Another step comes first", "Could not check"
    return "unclear", "Not verified yet", "Waiting"


def _findings(walk: Walk, stop: Stop) -> list[dict[str, Any]]:
    mine = [
        {**_shown(words), **_in_the_guide(walk, stop, words)}
        for words in walk.findings_at(stop.place)
    ]
    trouble = walk.trouble
    if trouble is not None:
        return [*mine, _shown(trouble)]
    first = _comes_first(walk, stop)
    if mine or first is None or not stop.open:
        return mine
    return [
        {
            "title": f"Step {first.number} comes first",
            "saw": f"Intacct stopped us before we could check this: {first.hint}.",
            "why": "Fix that step, and we check this one in the same go.",
            "kind": "waits",
            "link": {"url": first.url, "label": f"Go to step {first.number}"},
        }
    ]


def _in_the_guide(walk: Walk, stop: Stop, words: Told) -> dict[str, Any]:
    """What the guide itself has to say to this purpose."""
    says = [
        trouble.text.render(walk.values_at(stop.place))
        for trouble in stop.place.step.troubles
        if trouble.purpose is not None and str(trouble.purpose) == words.purpose
    ]
    return {"guide_adds": says}


def _comes_first(walk: Walk, stop: Stop) -> Stop | None:
    problems = [each for each in walk.stops if each.status == "problem"]
    return next((each for each in problems if each is not stop), None)


def _shown(words: Told) -> dict[str, Any]:
    fix = {"minutes": words.minutes, "steps": [vars(act) for act in words.fix]}
    return {
        "title": words.title,
        "saw": words.saw,
        "why": words.why,
        "fix": fix if words.fix else None,
        "audience": str(words.audience),
        "may_lock": words.may_lock,
        "kind": KINDS[words.audience],
        "details": [{"label": label, "value": value} for label, value in words.details],
    }


def _lines(stop: Stop, run: Run) -> list[dict[str, str]]:
    """The lines up to the last that bears on this step, in the order they were asked."""
    probes, entity_id = _probes_of(stop), stop.place.entity_id
    rows = [row for row in run.evidence.all() if not entity_id or _concerns(row, entity_id)]
    last = max((row.position for row in rows if row.probe in probes), default=-1)
    return [
        {
            "id": str(row.position),
            "label": said(row),
            "state": LINES[Evidence.Outcome(row.outcome)],
            "note": "",
        }
        for row in rows
        if row.position <= last
    ]


def _concerns(row: Evidence, entity_id: str) -> bool:
    return row.probe in ask.COMPANY_WIDE or row.values.get("entity_id", "") in {"", entity_id}


def _probes_of(stop: Stop) -> set[str]:
    serves = {str(purpose) for purpose in stop.place.step.serves}
    return {probe for probe, purposes in ask.PURPOSES.items() if serves.intersection(purposes)}


def _preview(walk: Walk, stop: Stop) -> list[dict[str, str]]:
    plan = ask.plan(walk.connection, [])
    probes = _probes_of(stop)
    rows = [question for question in plan if question.probe in {*probes, ask.REACH}]
    return [
        {
            "id": str(number),
            "label": ask.WORDS[question.probe].format_map(question.values),
            "state": "waiting",
            "note": "",
        }
        for number, question in enumerate(rows)
    ]


def _previous(walk: Walk, stop: Stop) -> str:
    if walk.trouble is None or stop.state is None or stop.open:
        return ""
    return f"This step stays verified, as it was on {stop.state.since:%-d %B %Y at %H:%M} UTC."
