"""How an approval stands, in words: on its way, given, ended, or come to nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from apps.connections.approvals import Reason
from apps.connections.models import Approval, Grant
from apps.core.clock import now
from apps.portal.approval_words import TO_STARTER, Side, Words

State = Approval.State
CONTINUE, AGAIN, RETRY = "Continue to Sage Intacct", "Start the approval again", "Try again"
SAVED = "Your steps are saved."
TAGS = {Side.CUSTOMER: "Not approved", Side.OURS: "Our problem", Side.INTACCT: "Could not tell"}
ENDS = {
    Grant.State.REFUSED: "Sage Intacct ended the approval of {approved_by}.",
    Grant.State.SUPERSEDED: "Somebody approved another connection with the same Intacct user. That "
    "ended the approval of {approved_by}.",
    Grant.State.DISCONNECTED: "The connection was disconnected here. Your steps, its history and "
    "its entities are kept.",
}


@dataclass(frozen=True, kw_only=True)
class Look:
    """A headline with its mark and tag, what is to be said, and what to do about it."""

    headline: str
    mark: str = ""
    tag: str = ""
    text: tuple[str, ...] = ()
    do: str = ""
    calm: bool = False
    button: str = CONTINUE
    live: bool = False
    given: bool = False
    leads: bool = True  # whether to tell what happens on Intacct's pages


def look_of(
    newest: Approval | None, grant: Grant | None, *, values: Mapping[str, str], under_way: bool
) -> Look:
    """Return how the newest attempt and what is held of an earlier one look together."""
    if newest is not None and under_way:
        headline = f"Approved by {newest.started_by}. Checking…"
        return Look(headline=headline, mark="checking", tag="Checking", live=True)
    reason = reason_of(newest)
    if reason is not None:
        return _failed(TO_STARTER[reason].told(values), _kept(newest, grant))
    if newest is not None and newest.state == State.STARTED:
        return _waiting()
    return _held(grant, values)


def reason_of(approval: Approval | None) -> Reason | None:
    """Why the attempt came to nothing; None where it did not, or is not over."""
    if approval is None:
        return None
    patience = timedelta(seconds=settings.APPROVAL_SECONDS)
    if approval.state == State.STARTED and approval.created_at < now() - patience:
        return Reason.EXPIRED
    return Reason(approval.reason) if approval.reason else None


def _failed(words: Words, kept: str) -> Look:
    calm = words.side != Side.CUSTOMER
    return Look(
        headline=words.title,
        mark="unclear" if calm else "failed",
        tag=TAGS[words.side],
        text=(words.text, kept),
        do=words.do,
        calm=calm,
        button=RETRY if kept == SAVED else AGAIN,
        leads=False,
    )


def _kept(newest: Approval | None, grant: Grant | None) -> str:
    """What the failure left as it was."""
    if grant is not None and grant.state == Grant.State.LIVE:
        return f"The earlier approval of {grant.approved_by} still works."
    if newest is not None and newest.state == State.QUARANTINED:
        return SAVED
    return "Nothing has changed, and your steps are saved."


def _waiting() -> Look:
    return Look(
        headline="Waiting for your approval in Sage Intacct",
        mark="info",
        tag="Waiting",
        text=(
            "Intacct's page is open in another tab, or was left. If you cannot find it, start "
            "again: only the newest approval counts.",
        ),
        button=AGAIN,
        leads=False,
    )


def _held(grant: Grant | None, values: Mapping[str, str]) -> Look:
    if grant is None:
        return Look(headline="You are going to Sage Intacct to approve")
    if grant.state == Grant.State.LIVE:
        text = "**{vendor}** may read **{company}** as the Intacct user **{grant_user}**."
        return Look(
            headline=f"Approved by {grant.approved_by}",
            mark="passed",
            tag="Approved",
            text=(text.format_map(values),),
            given=True,
        )
    why = ENDS.get(Grant.State(grant.state), "").format_map(values)
    if grant.state == Grant.State.DISCONNECTED:
        return Look(headline="Approve to connect again", mark="off", text=(why,))
    return Look(headline="The approval has ended", mark="failed", tag="Ended", text=(why,))
