"""What stopped working is told apart from what never worked (market.md §5, E12 and E19)."""

import pytest

from apps.checks import questions as ask
from apps.checks.interview import Answer
from apps.checks.models import Finding
from apps.connections import services as connections
from apps.connections.models import Connection, WebServicesUser
from apps.vault.secret import Secret
from tests.checks.runs import failed, open_codes, settle
from tests.factories import ROBOT, canary

REFUSED = failed("sign_in.refused", ask.SIGN_IN)
UNKNOWN = failed("company.unknown", ask.COMPANY)


@pytest.mark.parametrize(
    ("answer", "never_worked", "stopped"),
    [
        (REFUSED, "sign_in.refused", "sign_in.stopped"),
        (UNKNOWN, "company.unknown", "company.gone"),
    ],
    ids=["sign-in", "company"],
)
def test_only_what_worked_can_stop(
    connection: Connection, answer: Answer, never_worked: str, stopped: str
) -> None:
    settle(connection, answer)
    assert open_codes(connection) == [never_worked]

    settle(connection)
    settle(connection, answer)

    assert open_codes(connection) == [stopped]
    assert " UTC" in Finding.objects.get(code=stopped).values["until"]


def test_it_stays_stopped_while_it_lasts(connection: Connection) -> None:
    settle(connection)
    settle(connection, UNKNOWN)

    settle(connection, UNKNOWN)

    assert open_codes(connection) == ["company.gone"]
    assert Finding.objects.count() == 1


def test_a_new_password_has_not_worked_yet(connection: Connection) -> None:
    settle(connection)
    new = Secret(canary("user"))
    connections.save_user(
        connection=connection, entity_id="", user_id="Craftable", password=new, actor=ROBOT
    )

    settle(connection, REFUSED)

    assert open_codes(connection) == ["sign_in.refused"]


def test_another_company_id_has_not_worked_yet(connection: Connection) -> None:
    settle(connection)
    connections.name_company(connection=connection, company_id="Other", actor=ROBOT)

    settle(connection, UNKNOWN)

    assert open_codes(connection) == ["company.unknown"]


def test_each_entity_s_user_has_its_own_past(two_entities: Connection) -> None:
    settle(two_entities, failed("sign_in.refused", ask.SIGN_IN, "", "200"))

    settle(
        two_entities,
        failed("sign_in.refused", ask.SIGN_IN, "", "100"),
        failed("sign_in.refused", ask.SIGN_IN, "", "200"),
    )

    rows = Finding.objects.filter(closed_at=None).values_list("entity_id", "code")
    assert dict(rows) == {"100": "sign_in.stopped", "200": "sign_in.refused"}


def test_a_user_that_stopped_is_held_like_one_refused(connection: Connection) -> None:
    settle(connection)

    settle(connection, REFUSED)

    assert WebServicesUser.objects.exclude(refused_at=None).exists()


def test_other_troubles_have_no_past(connection: Connection) -> None:
    settle(connection)

    settle(connection, failed("sender.not_authorized", ask.SENDER))

    assert open_codes(connection) == ["sender.not_authorized"]
