"""A grant was given to one client ID; with another's, Intacct would end it. So nobody asks."""

import pytest
from django.db import transaction

from apps.connections import tokens
from apps.connections.models import ClientApplication, Connection, Grant, TokenRequest
from apps.connections.tokens.errors import ClientChanged
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import CLIENT_ID, Intacct
from apps.tenants.scope import acting_for


def rename(connection: Connection, client_id: str) -> Connection:
    """The connection as a worker would find it after the application got another client ID."""
    ClientApplication.objects.update(client_id=client_id)
    with acting_for(connection.tenant_id), transaction.atomic():
        return Connection.objects.select_related("application").get(id=connection.id)


def reasons(connection: Connection) -> list[tuple[str, str]]:
    with acting_for(connection.tenant_id), transaction.atomic():
        rows = TokenRequest.objects.filter(grant__connection=connection).order_by("epoch")
        return list(rows.values_list("state", "reason"))


def test_a_token_is_never_sent_with_another_client(
    connection: Connection, intacct: Intacct
) -> None:
    expire(connection)

    with pytest.raises(ClientChanged):
        tokens.access_token(connection=rename(connection, "another.app.sage.com"))

    assert intacct.token_requests() == ["success"]  # the exchange of the code
    assert (grant_of(connection).state, grant_of(connection).generation) == (Grant.State.LIVE, 1)
    assert reasons(connection) == [("unclear", "client_changed")]


def test_with_its_own_client_it_goes_on(connection: Connection, intacct: Intacct) -> None:
    expire(connection)
    with pytest.raises(ClientChanged):
        tokens.access_token(connection=rename(connection, "another.app.sage.com"))

    token = tokens.access_token(connection=rename(connection, CLIENT_ID))

    assert token.generation == 2
    assert intacct.token_requests() == ["success", "success"]
