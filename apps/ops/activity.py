"""The audit log in the operators' words: a sentence and a mark for every action."""

from typing import Any

from apps.audit.actions import Action
from apps.audit.models import Entry

OK, BAD, WARN, INFO = "ok", "bad", "warn", "info"

SENTENCES: dict[Action, tuple[str, str]] = {
    Action.TENANT_FOUNDED: (INFO, "**{target}** was added by {actor}"),
    Action.MEMBER_INVITED: (INFO, "{actor} invited **{target}**"),
    Action.INVITATION_ACCEPTED: (OK, "**{target}** accepted the invitation"),
    Action.INVITATION_REVOKED: (WARN, "{actor} withdrew the invitation of **{target}**"),
    Action.OPERATOR_ADDED: (INFO, "{actor} added the operator **{target}**"),
    Action.CONNECTION_CREATED: (INFO, "{actor} began a connection"),
    Action.CONNECTION_REOPENED: (WARN, "**{target}** is being set up again"),
    Action.CONNECTION_CONNECTED: (OK, "**{target}** is connected"),
    Action.CONNECTION_BROKE: (BAD, "**{target}** stopped working"),
    Action.CONNECTION_RECOVERED: (OK, "**{target}** works again"),
    Action.CONNECTION_UNCLEAR: (WARN, "**{target}** could not be checked"),
    Action.COMPANY_NAMED: (INFO, "{actor} named the company **{target}**"),
    Action.USER_NAMED: (INFO, "{actor} gave the Web Services user of **{target}**"),
    Action.CREDENTIAL_STORED: (INFO, "{actor} saved a secret, sealed"),
    Action.CREDENTIAL_OPENED: (WARN, "{actor} was shown a secret"),
    Action.CREDENTIAL_FORGOTTEN: (WARN, "{actor} had secrets destroyed"),
    Action.SENDER_SAVED: (INFO, "{actor} saved the sender **{target}**"),
    Action.RUN_REQUESTED: (INFO, "{actor} asked to check **{target}**"),
    Action.STEP_VERIFIED: (OK, "**{target}** is verified"),
    Action.STEP_REOPENED: (BAD, "**{target}** was reopened"),
    Action.STEP_ATTESTED: (OK, "{actor} confirmed **{target}**"),
    Action.DECISION_MADE: (INFO, "{actor} decided in **{target}**"),
}


def told(entry: Entry) -> dict[str, Any]:
    """One line of the feed: mark, sentence, time."""
    kind, sentence = SENTENCES[Action(entry.action)]
    text = sentence.format(target=entry.target_label, actor=entry.actor_label)
    return {"kind": kind, "text": text, "at": entry.at}
