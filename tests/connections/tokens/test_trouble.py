"""Trouble is never taken for an end: whatever comes instead of an answer, the tokens stay."""

import pytest
from django.db import transaction
from pytest_django import Settings

from apps.connections import tokens
from apps.connections.models import Connection, Grant, TokenRequest
from apps.intacct import IntacctError, Offline, Refused, Unclear, Unreachable
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for

ANSWERS = {
    "token_html": Unclear,
    "html": Unclear,
    "redirect_307": Unclear,
    "oversize": IntacctError,  # or a deadline, whichever is met first
    "gzip_bomb": IntacctError,
    "truncated": Unclear,
    "http_503": Offline,
    "http_500_empty": Unclear,
    "drip": Unreachable,
    "hang": Unreachable,
    "reset": Unreachable,
    "rate_limited": IntacctError,
}


def requests_of(connection: Connection) -> list[tuple[str, str]]:
    with acting_for(connection.tenant_id), transaction.atomic():
        rows = TokenRequest.objects.filter(grant__connection=connection).order_by("epoch")
        return list(rows.values_list("state", "reason"))


@pytest.mark.parametrize(("kind", "error"), ANSWERS.items(), ids=list(ANSWERS))
def test_the_token_is_kept(
    connection: Connection,
    intacct: Intacct,
    settings: Settings,
    kind: str,
    error: type[IntacctError],
) -> None:
    settings.TOKEN_DEADLINE_SECONDS = 0.7
    intacct.assume(refresh_rotation="grace")  # some of these replies were lost after the fact
    expire(connection)
    intacct.trouble(kind, seconds=3)

    with pytest.raises(error):
        tokens.access_token(connection=connection)

    assert [state for state, _ in requests_of(connection)] == ["unclear"]
    assert (grant_of(connection).state, grant_of(connection).generation) == (Grant.State.LIVE, 1)
    assert tokens.access_token(connection=connection).generation == 2


def test_a_redirect_takes_the_secrets_nowhere(connection: Connection, intacct: Intacct) -> None:
    expire(connection)
    intacct.trouble("redirect_307")

    with pytest.raises(Unclear):
        tokens.access_token(connection=connection)

    paths = {call["path"] for call in intacct.tell("GET", "ledger")["calls"]}
    assert not any("elsewhere" in path for path in paths)


def test_a_client_that_intacct_does_not_know_ends_no_grant(
    connection: Connection, intacct: Intacct
) -> None:
    expire(connection)
    intacct.assume(dead_refresh_answer="invalid_client")
    intacct.tell("POST", "tokens", {"company": connection.company_id, "state": "killed"})

    with pytest.raises(Refused):
        tokens.access_token(connection=connection)

    assert grant_of(connection).state == Grant.State.LIVE
    assert requests_of(connection) == [("unclear", "Refused token 401 invalid_client")]


def test_a_closed_spool_spends_nothing(
    connection: Connection, intacct: Intacct, settings: Settings
) -> None:
    expire(connection)
    settings.TOKEN_SPOOL_DIR.parent.mkdir(exist_ok=True)
    settings.TOKEN_SPOOL_DIR.write_text("in the way")

    with pytest.raises(tokens.SpoolClosed):
        tokens.access_token(connection=connection)

    assert intacct.token_requests() == ["success"]  # the exchange of the code
    assert (grant_of(connection).epoch, requests_of(connection)) == (1, [])
