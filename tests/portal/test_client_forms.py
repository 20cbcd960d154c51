"""The form of a guide whose way in is the customer's own client application."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.library import newest
from apps.connections import services as connections
from apps.connections.models import Connection, WebServicesUser
from apps.portal.answers import answers_form
from apps.portal.forms import AnswersForm
from apps.tenants.scope import acting_for
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.factories import ROBOT, canary, make_tenant
from tests.portal.planting import stop_at, walk_of

RIGHT = {"user_name": "ws@Acme", "client_id": "b59.app.sage.com", "client_secret": "canary-55"}


@pytest.fixture
def connection(db: None) -> Iterator[Connection]:
    tenant = make_tenant()
    with acting_for(tenant):
        made = connections.draft(
            tenant=tenant,
            environment="production",
            auth=Connection.Auth.CLIENT_CREDENTIALS,
            actor=ROBOT,
        )
        checklists.begin(connection=made, guide=newest("oleria"))
        yield made


def form(connection: Connection, **posted: str) -> AnswersForm:
    walk = walk_of(connection)
    data = QueryDict(mutable=True)
    data.update(posted)
    made = answers_form(walk, stop_at(walk, "hand-over"), data if posted else None)
    assert made is not None
    return made


def problems(connection: Connection, **changes: str) -> list[str]:
    return [each["text"] for each in form(connection, **{**RIGHT, **changes}).problems()]


def save(connection: Connection, **changes: str) -> None:
    given = form(connection, **{**RIGHT, **changes})
    assert given.is_valid()
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk_of(connection), "hand-over").place.step,
        entity_id="",
        answers=given.answers,
        secrets=given.secrets,
        actor=ROBOT,
    )
    connection.refresh_from_db()


def secret_of(connection: Connection) -> Secret:
    return vault.open_for_check(
        tenant_id=connection.tenant_id, connection_id=connection.id, field="client_secret"
    )


@pytest.mark.parametrize(
    "pasted", ["ws@Acme", "  ws@Acme\t", '"ws@Acme"', "username=ws@Acme", "User Name: ws%40Acme"]
)
def test_a_pasted_user_name_is_split_into_its_parts(connection: Connection, pasted: str) -> None:
    save(connection, user_name=pasted)

    user = WebServicesUser.objects.get(connection=connection)
    assert (user.user_id, user.entity_id, connection.company_id) == ("ws", "", "Acme")
    assert queries.checklist_of(connection).answers["user_name"] == "ws@Acme"


def test_the_keys_go_to_the_connection_and_the_vault(connection: Connection) -> None:
    save(connection)

    assert connection.client_id == RIGHT["client_id"]
    assert secret_of(connection) == Secret("canary-55")
    assert "canary-55" not in str(queries.checklist_of(connection).answers)


def test_a_blank_secret_keeps_the_stored_one_and_the_hint_says_since_when(
    connection: Connection,
) -> None:
    save(connection)
    save(connection, client_secret="")

    assert secret_of(connection) == Secret("canary-55")
    assert "by Robot. Leave blank to keep it." in form(connection).as_p()


def test_what_is_known_fills_the_form_again(connection: Connection) -> None:
    save(connection)

    again = form(connection)
    assert again["user_name"].initial == "ws@Acme"
    assert again["client_id"].initial == RIGHT["client_id"]
    assert "canary-55" not in again.as_p()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"user_name": "ws"}, "The company ID is missing. Write it after the user ID, with an @"),
        ({"user_name": "ws @ Acme"}, "Take it out. Did you mean ws@Acme?"),
        ({"user_name": "ws@acme.com"}, "This looks like an email address."),
        ({"user_name": "ws@Acme|100"}, "Write ws@Acme, without the | and the entity ID."),
        ({"user_name": "x" * 81 + "@Acme"}, "80 characters or fewer"),
        ({"user_name": "w\u200bs@Acme"}, "character you cannot see"),
        ({"client_id": "b59 .app"}, "must not contain spaces"),
        ({"client_secret": "canary-55 "}, "It ends with a space or another character"),
        ({"client_secret": ""}, "Client Secret must not be empty."),
    ],
)
def test_a_mistake_is_explained_next_to_its_field(
    connection: Connection, changes: dict[str, str], told: str
) -> None:
    said = problems(connection, **changes)

    assert len(said) == 1
    assert told in said[0]


def test_nothing_typed_is_lost_by_a_mistake(connection: Connection) -> None:
    given = form(connection, **{**RIGHT, "user_name": "ws @ Acme"})

    assert not given.is_valid()
    assert given["user_name"].value() == "ws @ Acme"
    assert given["client_id"].value() == RIGHT["client_id"]
    assert "canary-55" not in given.as_p()


def test_another_company_than_the_one_named_before_is_told(connection: Connection) -> None:
    connections.name_company(connection=connection, company_id="Alder", actor=ROBOT)

    assert "You named the company Alder before" in problems(connection)[0]


def test_the_browser_knows_the_form_of_a_user_name(connection: Connection) -> None:
    html = str(form(connection)["user_name"])

    assert 'pattern=".*(@|%40).+"' in html


def test_a_secret_of_another_name_is_sealed_under_it(connection: Connection) -> None:
    secret = Secret(canary("key"))
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk_of(connection), "hand-over").place.step,
        entity_id="",
        answers={},
        secrets={"web_services_key": secret},
        actor=ROBOT,
    )

    assert secret == vault.open_for_check(
        tenant_id=connection.tenant_id, connection_id=connection.id, field="web_services_key"
    )
