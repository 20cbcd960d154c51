import pytest
from django.db import transaction

from apps.connections import tokens
from apps.connections.gateway import rest_client
from apps.connections.models import Connection, Grant
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for


def test_a_live_token_is_handed_out_without_a_request(
    connection: Connection, intacct: Intacct
) -> None:
    first = tokens.access_token(connection=connection)
    again = tokens.access_token(connection=connection)

    assert first == again
    assert first.generation == 1
    assert intacct.token_requests() == ["success"]  # the exchange of the code


@pytest.mark.parametrize("rotation", ["strict", "grace", "none"])
def test_five_refreshes_in_a_row(connection: Connection, intacct: Intacct, rotation: str) -> None:
    intacct.assume(refresh_rotation=rotation)

    for _ in range(5):
        expire(connection)
        tokens.access_token(connection=connection)

    assert grant_of(connection).generation == 6
    assert intacct.token_requests() == ["success"] * 6


def test_client_credentials_are_minted_on_demand(minting: Connection, intacct: Intacct) -> None:
    first = tokens.access_token(connection=minting)
    again = tokens.access_token(connection=minting)

    assert first == again
    assert (grant_of(minting).user_id, grant_of(minting).state) == ("ws", Grant.State.LIVE)
    assert intacct.token_requests() == ["success"]


def test_a_refused_token_is_refreshed_once(connection: Connection, intacct: Intacct) -> None:
    first = tokens.access_token(connection=connection)

    generations = []
    for _ in range(3):
        tokens.refused(connection=connection, generation=first.generation)
        generations.append(tokens.access_token(connection=connection).generation)

    assert generations == [2, 2, 2]
    assert intacct.token_requests() == ["success", "success"]


def test_a_token_of_a_minute_is_handed_out_as_long_as_half_of_it_is_left(
    connection: Connection, intacct: Intacct
) -> None:
    intacct.assume(access_token_seconds=60)
    expire(connection)

    first = tokens.access_token(connection=connection)

    assert tokens.access_token(connection=connection) == first


def test_a_reply_without_a_refresh_token_keeps_the_one_we_have(
    connection: Connection, intacct: Intacct
) -> None:
    expire(connection)
    intacct.trouble("token_no_refresh")
    tokens.access_token(connection=connection)

    expire(connection)
    again = tokens.access_token(connection=connection)

    assert again.generation == 3


@pytest.mark.parametrize("state", [each for each in Grant.State if each != Grant.State.LIVE])
def test_a_grant_that_ended_lets_nobody_in(
    connection: Connection, intacct: Intacct, state: str
) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(connection=connection).update(state=state)

    with pytest.raises(tokens.GrantEnded) as ended:
        tokens.access_token(connection=connection)

    assert ended.value.state == state
    assert intacct.token_requests() == ["success"]


def test_before_the_approval_there_is_no_grant(connection: Connection) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(connection=connection).delete()

    with pytest.raises(tokens.NoGrant):
        tokens.access_token(connection=connection)


def test_without_oauth_there_is_no_grant(connection: Connection) -> None:
    connection.auth = Connection.Auth.XML

    with pytest.raises(tokens.NoGrant):
        tokens.access_token(connection=connection)


def test_a_quarantined_approval_is_kept_and_not_used(
    connection: Connection, intacct: Intacct
) -> None:
    received = intacct.approved(connection.company_id, client=rest_client())
    with acting_for(connection.tenant_id), transaction.atomic():
        tokens.adopt(
            connection=connection,
            received=received,
            identity=received.identity,
            approved_by="Ana",
            quarantined=True,
        )

    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=connection)
    row = grant_of(connection)
    assert (row.generation, row.company_id, row.user_id) == (2, connection.company_id, "admin")
    assert row.identity_index


def test_the_handed_out_token_shows_nothing(connection: Connection) -> None:
    token = tokens.access_token(connection=connection)

    assert token.secret.reveal() not in repr(token)
