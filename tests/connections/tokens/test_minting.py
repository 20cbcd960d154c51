import pytest
from django.db import transaction

from apps.connections import services, tokens
from apps.connections.models import Connection, Grant, WebServicesUser
from apps.intacct import Refused
from apps.intacct.rest import Refusal, refusal_of
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import CLIENT_ID, Intacct
from apps.tenants.scope import acting_for
from apps.vault.secret import Secret
from tests.factories import ROBOT


def rename_user(connection: Connection, user_id: str, *, entity_id: str = "") -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        services.save_user(
            connection=connection,
            entity_id=entity_id,
            user_id=user_id,
            password=None,
            actor=ROBOT,
        )


def save_secret(connection: Connection, secret: str) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        services.name_client(
            connection=connection, client_id=CLIENT_ID, secret=Secret(secret), actor=ROBOT
        )


def test_an_expired_token_is_minted_anew(minting: Connection, intacct: Intacct) -> None:
    tokens.access_token(connection=minting)
    expire(minting)

    assert tokens.access_token(connection=minting).generation == 2
    assert intacct.token_requests() == ["success", "success"]


def test_each_entity_has_a_row_of_its_own(minting: Connection, intacct: Intacct) -> None:
    intacct.tell(
        "PATCH", f"companies/{minting.company_id}", {"entities": [{"id": "100", "name": "North"}]}
    )
    rename_user(minting, "ws", entity_id="100")

    top = tokens.access_token(connection=minting)
    entity = tokens.access_token(connection=minting, entity_id="100")

    assert top.secret != entity.secret
    assert grant_of(minting, entity_id="100").entity_id == "100"


def test_a_refusal_is_raised_each_time_and_mended_by_the_next(
    minting: Connection, intacct: Intacct
) -> None:
    company = f"companies/{minting.company_id}"
    intacct.tell("PATCH", company, {"clients": []})

    for _ in range(2):
        with pytest.raises(Refused) as refused:
            tokens.access_token(connection=minting)
        assert refusal_of(refused.value) is Refusal.CLIENT

    intacct.tell("PATCH", company, {"clients": [{"clientId": CLIENT_ID, "userId": "ws"}]})
    assert tokens.access_token(connection=minting).generation == 1


def test_another_user_gets_a_token_of_their_own(minting: Connection, intacct: Intacct) -> None:
    first = tokens.access_token(connection=minting)
    rename_user(minting, "nobody")

    with pytest.raises(Refused):
        tokens.access_token(connection=minting)
    rename_user(minting, "ws")

    assert tokens.access_token(connection=minting).secret != first.secret


def test_a_new_secret_is_proven_by_a_new_token(minting: Connection, intacct: Intacct) -> None:
    tokens.access_token(connection=minting)
    save_secret(minting, "wrong")

    with pytest.raises(Refused):
        tokens.access_token(connection=minting)
    save_secret(minting, intacct.client_secret)

    assert tokens.access_token(connection=minting).generation == 2


def test_without_a_user_there_is_nothing_to_ask_with(minting: Connection, intacct: Intacct) -> None:
    with acting_for(minting.tenant_id), transaction.atomic():
        WebServicesUser.objects.filter(connection=minting).delete()

    with pytest.raises(tokens.NoGrant):
        tokens.access_token(connection=minting)
    assert intacct.token_requests() == []


def test_a_disconnected_connection_mints_nothing(minting: Connection, intacct: Intacct) -> None:
    with acting_for(minting.tenant_id), transaction.atomic():
        Connection.objects.filter(id=minting.id).update(state=Connection.State.DISCONNECTED)

    with pytest.raises(tokens.GrantEnded) as ended:
        tokens.access_token(connection=minting)

    assert ended.value.state == Grant.State.DISCONNECTED
    assert intacct.token_requests() == []


def test_a_token_that_is_not_needed_is_not_kept(minting: Connection) -> None:
    tokens.access_token(connection=minting)

    assert bytes(grant_of(minting).refresh_sealed) == b""
