"""The next token of a row: one caller fetches it, all others wait for that one's token.

The road of ../shared/reference/security-reliability.md §3: look, claim, ask, spool, store. Nobody
holds a transaction, a row or a database connection while Intacct is asked.
"""

import math
import random
import time

from django.conf import settings

from apps.connections.gateway import rest_client
from apps.connections.models import Grant, TokenRequest
from apps.connections.tokens import ending, killpoints, recovery, storing
from apps.connections.tokens.errors import ClientChanged, GrantEnded
from apps.connections.tokens.lease import Lease, claim, is_held
from apps.connections.tokens.transactions import acting, insist, let_go
from apps.connections.tokens.troubles import retold
from apps.connections.tokens.undisturbed import undisturbed
from apps.connections.tokens.ways import Way
from apps.intacct import IntacctError, Unreachable, UnreachableReason
from apps.intacct.rest import ClientLogin

SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 0.25
GRACE_SECONDS = 2.0  # more than a lease lasts, so that a dead holder's can be taken over
RESTART_SECONDS = 5.0
ENDLESS = math.inf

_BADLY = (TokenRequest.State.UNCLEAR, TokenRequest.State.REFUSED)


def current(way: Way) -> Grant:
    """The row as it is now. Raises NoGrant, GrantEnded."""

    def read() -> Grant:
        with acting(way.connection.tenant_id):
            return way.row()

    return insist(read, seconds=RESTART_SECONDS)


def renewed(way: Way, grant: Grant, *, until: float = ENDLESS) -> Grant:
    """The row once it holds a newer generation than `grant`, whoever fetched it.

    By `until`, in seconds of time.monotonic(), every request is over: none is begun that might
    last longer. Raises NoGrant, GrantEnded, SpoolClosed, and the IntacctError of the one request
    that was made meanwhile, by us or by whom we waited for; Unreachable too when nobody got
    anywhere in time.
    """
    stale, patience = grant, _Patience(until)
    while grant.generation <= stale.generation:
        if is_held(grant) or not _advance(way, grant, until=until):
            patience.wait()
        grant = current(way)
        if not is_held(grant):
            _heed(grant, since=stale)
    return grant


def _heed(grant: Grant, *, since: Grant) -> None:
    """Raise what the last request came to, if it failed while we looked on: once is enough."""
    known = since.epoch - 1 if is_held(since) else since.epoch
    if grant.generation > since.generation or grant.epoch <= known:
        return
    with acting(grant.tenant_id):
        rows = TokenRequest.objects.filter(grant=grant, epoch__gt=known)
        last = rows.order_by("epoch").last()
    if last is not None and last.state in _BADLY:
        raise retold(last.reason)


def _advance(way: Way, grant: Grant, *, until: float) -> bool:
    """Do what brings the row on; False where somebody else was faster."""
    if insist(lambda: recovery.merge(grant), seconds=RESTART_SECONDS):
        return True
    login = insist(way.login, seconds=RESTART_SECONDS)
    held = insist(lambda: _claimed(way, grant, until=until), seconds=RESTART_SECONDS)
    if held is None:
        return False
    let_go()
    with undisturbed():
        failure = _asked(way, held, login)
    if failure is not None:
        _settle(way, held, failure)
    return True


def _claimed(way: Way, grant: Grant, *, until: float) -> Lease | None:
    """Take the lease while a request, slow as it may be, ends in time. Raises Unreachable."""
    if time.monotonic() + settings.TOKEN_DEADLINE_SECONDS > until:
        raise Unreachable(UnreachableReason.TIMEOUT)
    return claim(grant, kind=way.kind)


def _asked(way: Way, held: Lease, login: ClientLogin) -> IntacctError | None:
    """Make the one request and keep what it brings; or what it came to instead."""
    if held.grant.client_id != login.client_id:
        return ClientChanged()
    try:
        with killpoints.waiting("K3"):
            received = way.ask(held, client=rest_client(), login=login)
    except IntacctError as error:
        return error
    except BaseException:  # a mistake of ours, a signal: what Intacct made of it is unknown
        held.slot.discard()
        raise
    killpoints.reached("K4")
    storing.keep(held, received)
    return None


def _settle(way: Way, held: Lease, error: IntacctError) -> None:
    """Raise what the failed request means; return where the row has moved on without us."""
    held.slot.discard()
    if way.kind == TokenRequest.Kind.REFRESH and ending.says_so(error):
        if ending.is_over(held, error):
            raise GrantEnded(Grant.State.REFUSED) from None
    else:
        ending.put_back(held, error, kind=way.kind)
        raise error


class _Patience:
    """Short pauses of uneven length, as long as it makes sense to wait for somebody else."""

    def __init__(self, until: float) -> None:
        longest = time.monotonic() + settings.TOKEN_LEASE_SECONDS + GRACE_SECONDS
        self._deadline = min(longest, until)

    def wait(self) -> None:
        """Let others have the processor and the connection. Raises Unreachable at the end."""
        if time.monotonic() > self._deadline:
            raise Unreachable(UnreachableReason.TIMEOUT)
        let_go()
        time.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))  # noqa: S311
