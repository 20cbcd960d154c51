"""The tokens themselves are the canaries: they stand in no table, file, log or repr."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection as database
from django.db import transaction

from apps.connections import tokens
from apps.connections.models import Connection
from apps.connections.tokens import killpoints
from apps.connections.tokens.lease import claim
from apps.connections.tokens.parcels import the_spool
from apps.connections.tokens.ways import way_of
from apps.intacct import IntacctError
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault import services as vault


@pytest.fixture
def spooled() -> Iterator[list[bytes]]:
    """What the spool held each time an entry was in it."""
    seen: list[bytes] = []

    def look(point: str) -> None:
        if point == "K5":
            seen.extend(path.read_bytes() for path in the_spool().folder.iterdir())

    killpoints.watchers.append(look)
    yield seen
    killpoints.watchers.remove(look)


def both_tokens(connection: Connection) -> list[str]:
    row = grant_of(connection)
    sealed = {"access": row.access_sealed, "refresh": row.refresh_sealed}
    return [
        vault.open_obtained(
            bytes(value), place=row.place(field, generation=row.generation)
        ).reveal()
        for field, value in sealed.items()
    ]


def everything_stored() -> str:
    """Every row of every table, as text; bytes as they are and as hex."""
    told = []
    with across_tenants(), transaction.atomic(), database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                told += [_text(value) for value in row]
    return "\n".join(told)


def _text(value: object) -> str:
    raw = bytes(value) if isinstance(value, bytes | memoryview) else None
    return str(value) if raw is None else raw.decode(errors="replace")


def test_no_token_is_readable_anywhere(
    connection: Connection,
    intacct: Intacct,
    spooled: list[bytes],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    canaries = both_tokens(connection)
    for trouble in ("", "html", ""):
        expire(connection)
        if trouble:
            intacct.trouble(trouble)
        try:
            tokens.access_token(connection=connection)
        except IntacctError:
            logging.getLogger("test").exception("as a worker would log it")
        canaries += both_tokens(connection)

    shown = everything_stored() + caplog.text + b"".join(spooled).decode(errors="replace")

    assert len(set(canaries)) == 6
    assert len(spooled) == 2
    assert [each for each in canaries if each in shown] == []
    assert [each for each in canaries if each.split(".")[-1][:40] in shown] == []


def test_no_repr_shows_one(connection: Connection) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        row = way_of(connection).row()
    held = claim(row, kind=way_of(connection).kind)
    assert held is not None
    held.slot.discard()

    shown = repr(held) + str(held.grant) + repr(way_of(connection))

    assert [each for each in both_tokens(connection) if each in shown] == []
