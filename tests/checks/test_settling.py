"""What a run leaves behind: proofs, findings, and where the connection stands."""

import pytest

from apps.checklists.guide.purposes import PROBED
from apps.checklists.models import Checklist
from apps.checks import questions as ask
from apps.checks import settling
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import Answer
from apps.checks.models import Finding, Proof, Run
from apps.checks.questions import Question
from apps.connections import services as connections
from apps.connections.models import Connection, WebServicesUser
from tests.checks.runs import (
    actions,
    answered,
    begin_run,
    connect,
    failed,
    open_codes,
    proofs,
    settle,
    unclear,
)

OBJECTS = ("DEPARTMENT", "CHECKINGACCOUNT", "GLACCOUNT", "VENDOR", "CUSTOMER")
NO_VENDORS = failed("permission.missing", ask.READ, "VENDOR")
REFUSED = failed("sign_in.refused", ask.SIGN_IN)


def test_a_run_that_passes_proves_every_purpose(connection: Connection) -> None:
    run = settle(connection)

    assert set(proofs(connection).values()) == {"passed"}
    assert {purpose for purpose, _ in proofs(connection)} == set(PROBED["xml"])
    assert (run.state, run.verdict) == ("done", "passed")


def test_one_failure_fails_its_purpose_alone(connection: Connection) -> None:
    run = settle(connection, NO_VENDORS)

    failing = [key for key, outcome in proofs(connection).items() if outcome == "failed"]
    assert failing == [("role_permissions", "")]
    assert open_codes(connection) == ["permission.missing"]
    assert run.verdict == "failed"


def test_a_proof_that_stays_keeps_its_date(connection: Connection) -> None:
    settle(connection)
    before = dict(Proof.objects.values_list("purpose", "since"))

    again = settle(connection, REFUSED)

    after = dict(Proof.objects.values_list("purpose", "since"))
    assert after["company_id"] == before["company_id"]
    assert after["user_signs_in"] > before["user_signs_in"]
    assert set(Proof.objects.values_list("run", flat=True)) == {again.id}


def test_a_finding_stays_one_while_it_lasts_and_closes_when_disproven(
    connection: Connection,
) -> None:
    settle(connection, NO_VENDORS)
    settle(connection, NO_VENDORS)
    assert Finding.objects.count() == 1

    settle(connection)

    assert open_codes(connection) == []
    assert Finding.objects.get().closed_at is not None


def test_another_cause_takes_the_place_of_the_first(connection: Connection) -> None:
    settle(connection, REFUSED)

    settle(connection, failed("sign_in.locked", ask.SIGN_IN))

    assert open_codes(connection) == ["sign_in.locked"]


def test_a_finding_keeps_what_its_words_need(connection: Connection) -> None:
    plan = answered(connection)
    question = next(each.question for each in plan if each.question.subject == "VENDOR")
    diagnosis = Diagnosis("permission.missing", {"quote": "No"})

    settle(connection, Answer(question, "failed", diagnosis))

    values = Finding.objects.get().values
    assert (values["application"], values["activity"]) == ("Accounts Payable", "Vendors")
    assert values["quote"] == "No"


def test_a_user_who_may_read_nothing_has_one_problem(connection: Connection) -> None:
    settle(connection, *(failed("permission.missing", ask.READ, each) for each in OBJECTS))

    assert open_codes(connection) == ["permission.none"]
    assert proofs(connection)["role_permissions", ""] == "failed"


def test_the_one_problem_is_the_entity_s_own_and_goes_with_it(two_entities: Connection) -> None:
    nothing = [failed("permission.missing", ask.READ, each, "200") for each in OBJECTS]
    settle(two_entities, *nothing)
    assert open_codes(two_entities) == ["permission.none"]
    assert proofs(two_entities)["role_permissions", "100"] == "passed"

    run = settle(two_entities)

    assert open_codes(two_entities) == []
    assert run.verdict == "passed"


def test_unclear_answers_keep_what_is_known(connection: Connection) -> None:
    settle(connection, NO_VENDORS)
    before = proofs(connection)

    run = settle(connection, *(unclear(ask.READ, each) for each in OBJECTS))

    assert proofs(connection) == before
    assert "permission.missing" in open_codes(connection)
    assert run.verdict == "failed"


def test_a_purpose_answered_in_part_keeps_its_finding(connection: Connection) -> None:
    settle(connection, NO_VENDORS)

    settle(connection, unclear(ask.READ, "VENDOR"))

    assert "permission.missing" in open_codes(connection)
    assert proofs(connection)["role_permissions", ""] == "failed"


def test_a_user_who_may_not_read_its_own_rights_is_proven_by_what_it_reads(
    connection: Connection,
) -> None:
    settle(connection, NO_VENDORS)

    settle(connection, Answer(Question(ask.RIGHTS), "skipped"))

    assert proofs(connection)["role_permissions", ""] == "passed"
    assert open_codes(connection) == []


def test_what_was_not_reached_keeps_its_finding(connection: Connection) -> None:
    settle(connection, REFUSED)

    settle(connection, Answer(Question(ask.SIGN_IN), "skipped"))

    assert proofs(connection)["user_signs_in", ""] == "failed"
    assert open_codes(connection) == ["sign_in.refused"]


def test_trouble_is_over_once_everything_answers(connection: Connection) -> None:
    run = settle(connection, unclear(ask.READ, "VENDOR"))
    assert (run.verdict, open_codes(connection)) == ("unclear", ["intacct.unreachable"])

    settle(connection, NO_VENDORS)

    assert open_codes(connection) == ["permission.missing"]


@pytest.mark.parametrize("code", ["entity.closed", "entity.top_level_only"])
def test_a_closed_entity_says_nothing_about_the_user(two_entities: Connection, code: str) -> None:
    run = settle(two_entities, failed(code, ask.SIGN_IN, "", "200"), *unreached("200"))

    known = proofs(two_entities)
    assert known["entity_access", "200"] == "failed"
    assert {("user_exists", "200"), ("user_signs_in", "200")}.isdisjoint(known)
    assert run.verdict == "failed"


def test_the_lines_say_what_the_findings_say(connection: Connection) -> None:
    late = failed("sender.not_authorized", ask.READ, "VENDOR")

    run = settle(connection, late)

    lines = {(row.probe, row.subject): row.outcome for row in run.evidence.all()}
    assert open_codes(connection) == ["sender.not_authorized"]
    assert (lines[ask.SENDER, ""], lines[ask.READ, "VENDOR"]) == ("failed", "skipped")
    assert lines[ask.READ, "CUSTOMER"] == "passed"


def unreached(entity_id: str) -> list[Answer]:
    """What a sign-in would have led to, not reached."""
    inside = [(ask.ENTITY, ""), (ask.RIGHTS, ""), *((ask.READ, each) for each in OBJECTS)]
    return [Answer(Question(probe, subject, entity_id), "skipped") for probe, subject in inside]


def test_what_failed_for_a_user_no_longer_asked_does_not_count(two_entities: Connection) -> None:
    settle(two_entities, failed("sign_in.refused", ask.SIGN_IN, "", "200"))
    WebServicesUser.objects.filter(entity_id="200").delete()

    assert settle(two_entities).verdict == "passed"


@pytest.mark.parametrize("code", ["sign_in.refused", "sign_in.locked"])
def test_after_a_refused_sign_in_that_user_is_held(two_entities: Connection, code: str) -> None:
    settle(two_entities, failed(code, ask.SIGN_IN, "", "200"))

    held = WebServicesUser.objects.exclude(refused_at=None)
    assert [user.entity_id for user in held] == ["200"]


def test_a_missing_permission_holds_nobody(connection: Connection) -> None:
    settle(connection, NO_VENDORS)

    assert not WebServicesUser.objects.exclude(refused_at=None).exists()


def test_until_it_was_connected_it_is_being_set_up(connection: Connection) -> None:
    settle(connection, REFUSED)

    assert (connection.state, connection.cause) == ("setting_up", "sign_in.refused")


def test_it_breaks_and_recovers(connection: Connection) -> None:
    Checklist.objects.all().delete()  # whose steps would have their say
    connect(connection)

    settle(connection, failed("sender.not_authorized", ask.SENDER))
    assert (connection.state, connection.cause) == ("broken", "sender.not_authorized")

    settle(connection)
    assert (connection.state, connection.cause) == ("connected", "")
    assert actions(connection, "connection")[-2:] == [
        "connection.broke",
        "connection.recovered",
    ]


def test_trouble_alone_makes_it_unclear_not_broken(connection: Connection) -> None:
    connect(connection)

    settle(connection, unclear(ask.READ, "VENDOR"))

    assert (connection.state, connection.cause) == ("unclear", "intacct.unreachable")


def test_the_cause_disproves_before_it_is_unclear(connection: Connection) -> None:
    connect(connection)
    settle(connection, unclear(ask.ENTITIES))

    settle(connection, unclear(ask.ENTITIES), NO_VENDORS)

    assert (connection.state, connection.cause) == ("broken", "permission.missing")


def test_a_finished_run_sets_the_next_and_frees_the_lease(connection: Connection) -> None:
    settle(connection)

    assert connection.next_check_at is not None
    assert connection.last_checked_at is not None
    assert connection.leased_until is None


def test_a_run_that_could_not_ask_says_why_and_keeps_the_rest(connection: Connection) -> None:
    settle(connection, NO_VENDORS)
    run = begin_run(connection)

    settling.abandon(run=run, diagnosis=Diagnosis("vault.closed"))

    outcomes = list(run.evidence.values_list("outcome", flat=True))
    assert outcomes == ["unclear"] + ["skipped"] * (len(outcomes) - 1)
    assert open_codes(connection) == ["permission.missing", "vault.closed"]
    assert run.verdict == Run.Verdict.FAILED


def test_a_run_that_ends_later_leaves_a_disconnected_connection_alone(
    connection: Connection,
) -> None:
    connections.move(connection=connection, state=Connection.State.DISCONNECTED)

    settle(connection, REFUSED)

    connection.refresh_from_db()
    assert (connection.state, connection.next_check_at) == ("disconnected", None)
