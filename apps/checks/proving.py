"""What a run's answers prove of each purpose (design D6), and the rows that keep it."""

from collections import defaultdict

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.interview import FAILED, PASSED, SKIPPED, Answer
from apps.checks.models import Proof, Run
from apps.core.clock import now


def prove(run: Run, answers: list[Answer]) -> None:
    """A purpose holds when all its questions passed, and fails with the first that failed."""
    for (purpose, entity_id), seen in outcomes(answers).items():
        outcome = FAILED if FAILED in seen else PASSED if seen - {SKIPPED} == {PASSED} else ""
        if outcome:
            _write_proof(run, purpose=purpose, entity_id=entity_id, outcome=outcome)


def outcomes(answers: list[Answer]) -> dict[tuple[str, str], set[str]]:
    """What was answered to the questions of each purpose, in each entity.

    A finding speaks of its own purpose: an entity that is closed to a sign-in says nothing about
    the user, who was not judged.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for answer in answers:
        entity_id, own = answer.question.entity_id, ask.PURPOSES[answer.question.probe]
        told = _purpose_of(answer) if answer.outcome == FAILED else ""
        elsewhere = bool(told) and told not in own
        for purpose in own:
            found[purpose, entity_id].add(SKIPPED if elsewhere else answer.outcome)
        if elsewhere:
            found[told, entity_id].add(FAILED)
    return found


def _purpose_of(answer: Answer) -> str:
    return CATALOGUE[answer.diagnosis.code].purpose if answer.diagnosis else ""


def _write_proof(run: Run, *, purpose: str, entity_id: str, outcome: str) -> None:
    known = Proof.objects.filter(
        connection_id=run.connection_id, purpose=purpose, entity_id=entity_id
    )
    if not known.filter(outcome=outcome).update(run=run):
        Proof.objects.update_or_create(
            tenant_id=run.tenant_id,
            connection_id=run.connection_id,
            purpose=purpose,
            entity_id=entity_id,
            defaults={"outcome": outcome, "since": now(), "run": run},
        )
