"""Plant what runs would have shown, and read how the portal assembles it."""

from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.settling import settle
from apps.checks.catalogue import CATALOGUE
from apps.checks.models import Finding, Proof, Run
from apps.checks.services import queue_run
from apps.connections.models import Connection
from apps.core.clock import now
from apps.portal.walk import Stop, Walk
from tests.factories import ROBOT


def walk_of(connection: Connection) -> Walk:
    return Walk(queries.checklist_of(connection))


def stop_at(walk: Walk, step_id: str, entity_id: str = "") -> Stop:
    stop = walk.stop_at(step_id, entity_id)
    assert stop is not None
    return stop


def decide(connection: Connection, **options: str) -> None:
    """Decide `role_kind` and `level`."""
    checklist = queries.checklist_of(connection)
    for variable, option in options.items():
        step = next(
            each
            for each in queries.known_of(checklist).steps
            if each.decision and each.decision.variable == variable
        )
        checklists.decide(checklist=checklist, step=step, option=option, actor=ROBOT)


def name_company(connection: Connection, company_id: str) -> None:
    checklist = queries.checklist_of(connection)
    step = stop_at(Walk(checklist), "company").place.step
    checklists.answer(
        checklist=checklist,
        step=step,
        entity_id="",
        answers={"company_id": company_id},
        secrets={},
        actor=ROBOT,
    )
    connection.refresh_from_db()


def plant_run(connection: Connection, *, state: str = "done", **outcomes: str) -> Run:
    """A run of this state, with the outcome of each purpose given; the steps settle by it."""
    run = queue_run(connection=connection, why=Run.Why.SCHEDULED)
    run.state, run.started_at, run.finished_at = state, now(), now()
    run.save()
    for purpose, outcome in outcomes.items():
        Proof.objects.update_or_create(
            tenant_id=connection.tenant_id,
            connection=connection,
            purpose=purpose,
            defaults={"outcome": outcome, "since": now(), "run": run},
        )
    settle(checklist=queries.checklist_of(connection))
    return run


def plant_finding(run: Run, code: str, **values: str) -> None:
    Finding.objects.create(
        tenant_id=run.tenant_id,
        connection_id=run.connection_id,
        code=code,
        purpose=CATALOGUE[code].purpose,
        values=values,
        run=run,
        last_seen_at=now(),
    )
