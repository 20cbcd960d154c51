"""No code, state, verifier, token or cookie is anywhere in clear: tables, spool, messages, log."""

import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.db import connection, transaction

from apps.connections import tokens
from apps.connections.approvals import collecting
from apps.connections.approvals.sealing import open_verifier
from apps.intacct.rest import read_callback
from apps.tenants.unfenced import across_tenants
from apps.vault import services as vault
from tests.connections.approvals.intacct import CLIENT_SECRET, Intacct
from tests.connections.approvals.office import Attempt, Office


@pytest.fixture
def attempt(intacct: Intacct, office: Office) -> Attempt:
    return office.start()


def rows() -> Iterator[str]:
    """Every row of every table as text; binary columns are hexadecimal in it."""
    with across_tenants(), transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT kept::text FROM "{table}" AS kept')  # noqa: S608
            yield from (f"{table} {row}" for (row,) in cursor.fetchall())


def holders(secret: str) -> list[str]:
    """The tables with a row that holds the secret, as text or as bytes."""
    forms = (secret, secret.encode().hex())
    return [row.split(" ")[0] for row in rows() if any(form in row for form in forms)]


def secrets_of(attempt: Attempt, back: str) -> dict[str, str]:
    told = {name: values[0] for name, values in parse_qs(back).items()}
    return {**told, "cookie": attempt.browser, "client": CLIENT_SECRET}


def test_the_search_finds_what_is_there(office: Office) -> None:
    assert "tenants_tenant" in holders(office.tenant.name)


def test_while_it_is_under_way_the_tables_hold_nothing_in_clear(
    office: Office, attempt: Attempt, intacct: Intacct, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    back = intacct.walk(attempt.url)
    office.receive(attempt, back)
    secrets = secrets_of(attempt, back)
    secrets["verifier"] = open_verifier(office.approval(attempt)).reveal()

    found = {name: holders(secret) for name, secret in secrets.items()}

    assert set(found) == {"code", "state", "cookie", "client", "verifier"}
    assert [name for name in found if found[name]] == []


def test_after_the_grant_the_tables_and_the_log_hold_nothing_in_clear(
    office: Office, attempt: Attempt, intacct: Intacct, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="apps")
    back = intacct.walk(attempt.url)
    office.receive(attempt, back)
    office.work(attempt)
    [grant] = office.grants()
    secrets = secrets_of(attempt, back)
    for field, sealed in (("access", grant.access_sealed), ("refresh", grant.refresh_sealed)):
        place = grant.place(field, generation=grant.generation)
        secrets[field] = vault.open_obtained(bytes(sealed), place=place).reveal()

    found = {name: holders(secret) for name, secret in secrets.items()}

    assert [name for name in found if found[name]] == []
    assert [name for name, secret in secrets.items() if secret in caplog.text] == []


def test_the_spool_holds_nothing_in_clear(
    office: Office,
    attempt: Attempt,
    intacct: Intacct,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(collecting, "finish", lambda **_: None)
    office.receive(attempt, intacct.walk(attempt.url))

    office.work(attempt)

    [(_, _, received)] = tokens.recovered_approvals()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "spool").iterdir())
    assert kept
    assert received.access_token.encode() not in kept
    assert (received.refresh_token or "").encode() not in kept


def test_a_started_attempt_and_a_receipt_print_no_secret(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)

    receipt = office.receive(attempt, back)

    printed = repr((receipt, office.approval(attempt), read_callback(back)))
    assert not [secret for secret in secrets_of(attempt, back).values() if secret in printed]
