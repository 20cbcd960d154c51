"""A disconnected connection keeps no secret that signs in."""

import pytest

from apps.connections import services as connections
from apps.connections import tokens
from apps.connections.disconnecting import revoke_due
from apps.connections.models import Connection
from apps.vault import queries as vault_queries
from apps.vault.secret import Secret
from tests.connections.approvals.intacct import CLIENT_ID, CLIENT_SECRET, Intacct
from tests.connections.approvals.office import Office
from tests.connections.revocations import outcomes
from tests.factories import ROBOT, canary

State = Connection.State


@pytest.fixture
def minting(office: Office, intacct: Intacct) -> Office:
    """A connection by the customer's own client application."""
    pairs = [{"clientId": CLIENT_ID, "userId": "ws"}]
    intacct.found("Acme", clients=pairs, users=[{"id": "ws", "password": canary("user")}])
    with office.scope():
        connection = office.fresh()
        connection.auth, connection.application = Connection.Auth.CLIENT_CREDENTIALS, None
        connection.save()
        connections.name_client(
            connection=connection,
            client_id=CLIENT_ID,
            secret=Secret(CLIENT_SECRET),
            actor=ROBOT,
        )
        connections.save_user(
            connection=connection, entity_id="", user_id="ws", password=None, actor=ROBOT
        )
    return office


def test_a_client_secret_goes_once_the_grant_is_ended_with_it(
    minting: Office, intacct: Intacct
) -> None:
    tokens.access_token(connection=minting.fresh())

    minting.disconnect()
    before = stored(minting)
    revoke_due()

    assert (before, stored(minting)) == ({"client_secret"}, set())
    assert outcomes(minting) == ["revoked"]


def test_a_client_secret_that_opens_nothing_goes_at_once(minting: Office) -> None:
    minting.disconnect()

    assert stored(minting) == set()


def test_the_secrets_of_a_web_services_user_are_shredded(office: Office) -> None:
    save_user(office)

    office.disconnect()

    assert stored(office) == set()
    with office.scope():
        assert office.connection.web_services_users.count() == 1


def test_saving_credentials_sets_it_up_again(office: Office) -> None:
    save_user(office)
    office.disconnect()

    save_user(office)

    assert office.fresh().state == State.SETTING_UP


def save_user(office: Office) -> None:
    with office.scope():
        connections.save_user(
            connection=office.fresh(),
            entity_id="",
            user_id="Craftable",
            password=Secret(canary("user")),
            actor=ROBOT,
        )


def stored(office: Office) -> set[str]:
    with office.scope():
        place = {"tenant_id": office.tenant.id, "connection_id": office.connection.id}
        return set(vault_queries.described(**place))
