"""What the processes of a drill are sent to do; everything here is said in JSON."""

import hashlib
import time
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction

from apps.audit.actions import Action
from apps.audit.models import Entry
from apps.connections import tokens
from apps.connections.gateway import rest_client
from apps.connections.models import Connection, Grant, TokenRequest
from apps.connections.tokens import killpoints
from apps.connections.tokens.parcels import the_spool
from apps.intacct import IntacctError
from apps.ops.drills import connecting, crowd
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for

PROBED = "general-ledger/account"
ENTRY_BYTES = 4096


def run(*, errand: str, **details: Any) -> Any:
    """Do one errand and return what there is to say. Raises KeyError for an unknown one."""
    return ERRANDS[errand](**details)


def prepare(*, url: str, client_secret: str) -> dict[str, str]:
    """A connection with a live grant whose access token has just expired."""
    intacct = Intacct(url, client_secret)
    connection = connecting.approved(intacct, application=connecting.registered(intacct))
    connecting.expire(connection)
    return {"tenant": str(connection.tenant_id), "connection": str(connection.id)}


def call(*, tenant: str, connection: str, kill: str = "", expire: bool = False) -> dict[str, Any]:
    """Ask for a token and use it; die at `kill`."""
    settings.TOKEN_KILL_POINT = kill
    found = _connection(tenant, connection)
    if expire:
        connecting.expire(found)
    try:
        token = tokens.access_token(connection=found)
    except (IntacctError, tokens.GrantEnded, tokens.NoGrant) as error:
        return {"error": type(error).__name__}
    rest_client().probe_query(access_token=token.secret.reveal(), object_name=PROBED)
    digest = hashlib.sha256(token.secret.to_bytes()).hexdigest()
    return {"generation": token.generation, "token": digest}


def recover() -> int:
    """The tick's part: bring in what lies in the spool."""
    return tokens.recover()


def look(*, tenant: str, connection: str) -> dict[str, Any]:
    """The grant's row, its token requests by how they ended, and how many notices there were."""
    with acting_for(uuid.UUID(tenant)), transaction.atomic():
        grant = Grant.objects.get(connection_id=connection)
        requests = Counter(TokenRequest.objects.filter(grant=grant).values_list("state", flat=True))
        notices = Entry.objects.filter(action=Action.GRANT_REFUSED, target_id=connection)
        return {
            "state": grant.state,
            "generation": grant.generation,
            "requests": dict(requests),
            "notices": notices.count(),
        }


def measure(*, tenant: str, connection: str, times: int) -> dict[str, list[float]]:
    """Milliseconds from a reply that was read to its entry in the spool, over many refreshes.

    The yardstick, after each, is the disk alone: as many bytes written and flushed.
    """
    seen: dict[str, float] = {}
    windows: list[float] = []
    disk: list[float] = []
    killpoints.watchers.append(lambda point: seen.update({point: time.perf_counter()}))
    found = _connection(tenant, connection)
    for _ in range(times):
        connecting.expire(found)
        tokens.access_token(connection=found)
        windows.append((seen["K5"] - seen["K4"]) * 1000)
        disk.append(_flushed() * 1000)
    return {"windows": sorted(windows), "disk": sorted(disk)}


def rush(*, tenant: str, connection: str, processes: int, threads: int) -> list[dict[str, Any]]:
    """What each of a crowd got that wants the token at once."""
    return crowd.rush(_connection(tenant, connection), processes=processes, threads=threads)


ERRANDS: dict[str, Callable[..., Any]] = {
    "prepare": prepare,
    "call": call,
    "recover": recover,
    "look": look,
    "measure": measure,
    "rush": rush,
}


def _flushed() -> float:
    """Seconds that an entry takes of itself."""
    name = f"yardstick.{uuid.uuid4()}"
    slot = the_spool().reserve(name)
    began = time.perf_counter()
    slot.keep(bytes(ENTRY_BYTES))
    took = time.perf_counter() - began
    the_spool().remove(name)
    return took


def _connection(tenant: str, connection: str) -> Connection:
    with acting_for(uuid.UUID(tenant)), transaction.atomic():
        return Connection.objects.select_related("application").get(id=connection)
