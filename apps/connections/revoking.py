"""One request to end a grant at Intacct, and what became of it.

Intacct's revoke ends every token of that user, company and client
(../shared/intacct/intacct-rest.md §4.7).
"""

from collections.abc import Callable
from datetime import timedelta

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM
from apps.connections.gateway import rest_client
from apps.connections.models import Connection
from apps.intacct import IntacctError, Refused
from apps.intacct.rest import ClientLogin
from apps.vault.keyring import CannotOpen, VaultClosed
from apps.vault.queries import NotSet

PATIENCE = timedelta(hours=1)
SECONDS = 10.0  # it is tried again, so that it need not wait for long
REVOKED, REFUSED, NO_ANSWER, UNOPENED = "revoked", "refused", "no_answer", "unopened"
SUPERSEDED = "superseded"
"""Not asked for: a newer approval of the same user lives by what it would have ended."""


def outcome(opened: Callable[[], tuple[ClientLogin, str]]) -> str:
    """Ask once; ``opened`` gives the client and one of its tokens. Outside any transaction."""
    try:
        login, token = opened()
        rest_client(seconds=SECONDS).revoke(client=login, token=token)
    except (VaultClosed, CannotOpen, NotSet):
        return UNOPENED
    except Refused:
        return REFUSED
    except IntacctError:
        return NO_ANSWER
    return REVOKED


def record(connection: Connection, outcome: str) -> None:
    """Write down how it ended. Call it in the tenant's scope."""
    audit.record(
        Action.GRANT_REVOKED,
        actor=SYSTEM,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
        outcome=outcome,
    )
