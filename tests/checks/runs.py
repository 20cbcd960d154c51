"""Runs of one connection, with the answers a test wants them to bring."""

from apps.audit.models import Entry
from apps.checks import gateway, services, settling
from apps.checks import questions as ask
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import Answer
from apps.checks.models import Finding, Proof, Run
from apps.checks.questions import Question
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.tenants.scope import acting_for
from apps.vault.secret import Secret
from tests.factories import ROBOT, Customer, canary, make_customer


def make_signed_up(*entities: str) -> Customer:
    """A customer whose company and Web Services users are named, and not yet checked."""
    customer = make_customer()
    with acting_for(customer.tenant):
        connection = customer.connection
        connections.name_company(connection=connection, company_id="AlderFinch", actor=ROBOT)
        level = Connection.Level.ENTITY if entities else Connection.Level.TOP
        connections.require(
            connection=connection, level=level, requirements=connection.requirements
        )
        for entity_id in entities or ("",):
            connections.save_user(
                connection=connection,
                entity_id=entity_id,
                user_id=f"Craftable{entity_id}",
                password=Secret(canary("user")),
                actor=ROBOT,
            )
    return customer


def begin_run(connection: Connection) -> Run:
    return services.queue_run(connection=connection, why=Run.Why.SCHEDULED)


def answered(connection: Connection, *odd: Answer) -> list[Answer]:
    """Every question of the plan passed, but for the odd ones given."""
    plan = ask.plan(connection, gateway.callers_of(connection))
    instead = {key_of(answer.question): answer for answer in odd}
    return [instead.get(key_of(each), Answer(each, "passed")) for each in plan]


def key_of(question: Question) -> tuple[str, str, str]:
    return question.probe, question.subject, question.entity_id


def failed(code: str, probe: str, subject: str = "", entity_id: str = "") -> Answer:
    return Answer(Question(probe, subject, entity_id), "failed", Diagnosis(code))


def unclear(probe: str, subject: str = "", entity_id: str = "") -> Answer:
    question = Question(probe, subject, entity_id)
    return Answer(question, "unclear", Diagnosis("intacct.unreachable"))


def settle(connection: Connection, *odd: Answer) -> Run:
    """Finish a run of the connection with these answers."""
    connection.refresh_from_db()
    run = begin_run(connection)
    settling.finish(run=run, answers=answered(connection, *odd))
    connection.refresh_from_db()
    return run


def proofs(connection: Connection) -> dict[tuple[str, str], str]:
    rows = Proof.objects.filter(connection=connection)
    return {(row.purpose, row.entity_id): row.outcome for row in rows}


def open_codes(connection: Connection) -> list[str]:
    rows = Finding.objects.filter(connection=connection, closed_at=None)
    return sorted(rows.values_list("code", flat=True))


def actions(connection: Connection, subject: str) -> list[str]:
    """What the audit log tells of a subject of the connection, in order."""
    rows = Entry.objects.filter(target_id=connection.id, action__startswith=f"{subject}.")
    return list(rows.order_by("seq").values_list("action", flat=True))


def connect(connection: Connection) -> None:
    connections.move(connection=connection, state=Connection.State.CONNECTED)
