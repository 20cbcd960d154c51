"""What the hub says above everything else: something stopped, is under way, or is over."""

from dataclasses import dataclass

from apps.checks.findings import Audience
from apps.connections import approvals
from apps.connections.models import Connection, Grant
from apps.portal.approval_look import ENDS
from apps.portal.approval_panel import approval_url, grant_of, is_under_way
from apps.portal.walk import Stop, Walk

State = Connection.State


@dataclass(frozen=True)
class Banner:
    kind: str
    title: str
    text: str
    url: str = ""
    label: str = ""


def banner_of(walk: Walk) -> Banner | None:
    """The banner of a connection; None while there is nothing to say."""
    if walk.connection.state == State.DISCONNECTED:
        return _disconnected(walk)
    return _under_way(walk) or _stopped(walk) or _trouble(walk)


def reconnect_url(walk: Walk) -> str:
    """Where access is given anew: the approval, or the step that asks for what was destroyed."""
    if _by_approval(walk):
        return approval_url(walk)
    asking = (stop for stop in walk.stops if _asks_for_secret(walk, stop))
    return next((stop.url for stop in asking), walk.stops[0].url)


def _disconnected(walk: Walk) -> Banner:
    since = f"{walk.connection.state_since:%-d %B %Y at %H:%M} UTC"
    text = (
        f"Since {since}, nothing is read from **{walk.connection.company_id}**. Your steps, the "
        "history and the entities are kept."
    )
    return Banner("info", "Sage Intacct is disconnected", text)


def _under_way(walk: Walk) -> Banner | None:
    if not _by_approval(walk):
        return None
    newest = approvals.latest(walk.connection)
    if newest is None or not is_under_way(walk.connection, newest):
        return None
    title = f"Approved by {newest.started_by}. Checking…"
    text = "We look into Intacct with the new approval. This takes a few seconds."
    return Banner("info", title, text, approval_url(walk), "See how it goes")


def _stopped(walk: Walk) -> Banner | None:
    if walk.connection.state != State.BROKEN:
        return None
    grant = grant_of(walk.connection) if _by_approval(walk) else None
    title = "Sage Intacct stopped working"
    if grant is not None and grant.state in {Grant.State.REFUSED, Grant.State.SUPERSEDED}:
        why = ENDS[Grant.State(grant.state)].format(approved_by=grant.approved_by)
        return Banner("bad", title, why, approval_url(walk), "Approve again")
    first = next((words for purpose, _, words in walk.findings if purpose), None)
    told = first.title if first else "A step that was done needs your attention"
    return Banner("bad", title, f"{told}.")


def _trouble(walk: Walk) -> Banner | None:
    trouble = walk.trouble
    if trouble is None or trouble.audience not in {Audience.INTACCT, Audience.OPERATOR}:
        return None
    return Banner("warn", trouble.title, trouble.why)


def _asks_for_secret(walk: Walk, stop: Stop) -> bool:
    return any(walk.guide.variable(name).secret for name in stop.place.step.asks)


def _by_approval(walk: Walk) -> bool:
    return walk.connection.auth == Connection.Auth.AUTHORIZATION_CODE
