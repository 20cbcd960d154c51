"""The audit log in the operators' words: a sentence and a mark for every action."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from apps.audit.actions import Action
from apps.audit.models import Entry
from apps.tenants.models import Tenant

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
    Action.CONNECTION_DISCONNECTED: (WARN, "{actor} disconnected **{target}**"),
    Action.CLIENT_NAMED: (INFO, "{actor} gave the client ID of **{target}**"),
    Action.COMPANY_NAMED: (INFO, "{actor} named the company **{target}**"),
    Action.USER_NAMED: (INFO, "{actor} gave the Web Services user of **{target}**"),
    Action.CREDENTIAL_STORED: (INFO, "{actor} saved a secret, sealed"),
    Action.CREDENTIAL_OPENED: (WARN, "{actor} was shown a secret"),
    Action.CREDENTIAL_FORGOTTEN: (WARN, "{actor} had secrets destroyed"),
    Action.SENDER_SAVED: (INFO, "{actor} saved the sender **{target}**"),
    Action.APPLICATION_REGISTERED: (INFO, "{actor} registered the application **{target}**"),
    Action.APPLICATION_KEYS_SAVED: (INFO, "{actor} saved the keys of **{target}**"),
    Action.APPROVAL_STARTED: (INFO, "{actor} went to Intacct to approve **{target}**"),
    Action.APPROVAL_GRANTED: (OK, "{actor} approved **{target}** in Intacct"),
    Action.APPROVAL_FAILED: (WARN, "The approval of **{target}** came to nothing"),
    Action.APPROVAL_QUARANTINED: (BAD, "**{target}** was approved for another company"),
    Action.APPROVAL_DISPUTED: (WARN, "{actor} asked for another company for **{target}**"),
    Action.APPROVAL_ACCEPTED: (WARN, "{actor} accepted another company for **{target}**"),
    Action.GRANT_REFUSED: (BAD, "Intacct ended the approval of **{target}**"),
    Action.GRANT_SUPERSEDED: (BAD, "A newer approval replaced that of **{target}**"),
    Action.GRANT_REVOKED: (INFO, "The approval of **{target}** was revoked at Intacct"),
    Action.RUN_REQUESTED: (INFO, "{actor} asked to check **{target}**"),
    Action.STEP_VERIFIED: (OK, "**{target}** is verified"),
    Action.STEP_REOPENED: (BAD, "**{target}** was reopened"),
    Action.STEP_ATTESTED: (OK, "{actor} confirmed **{target}**"),
    Action.DECISION_MADE: (INFO, "{actor} decided in **{target}**"),
    Action.ATTESTATION_WITHDRAWN: (WARN, "{actor} took back the word on **{target}**"),
    Action.FACT_FOUND: (INFO, "{actor} looked something up for **{target}**"),
    Action.STEP_PAUSED: (INFO, "{actor} waits for someone in **{target}**"),
    Action.STEP_RESUMED: (INFO, "{actor} went on with **{target}**"),
    Action.CHECKLIST_UPGRADED: (INFO, "{actor} moved **{target}** to another version of its guide"),
    Action.CHECKLIST_PROMOTED: (INFO, "{actor} took **{target}** on to production"),
    Action.SENDER_NAMED: (INFO, "{actor} gave the sender ID of **{target}**"),
    Action.STEP_DELEGATED: (INFO, "{actor} sent a step to **{target}**"),
    Action.DELEGATION_OPENED: (INFO, "{actor} opened the step sent to **{target}**"),
    Action.DELEGATION_COMPLETED: (OK, "The step sent to **{target}** came to its end"),
    Action.DELEGATION_WITHDRAWN: (WARN, "{actor} took back the step sent to **{target}**"),
}


def feed(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The log as lines of mark, tenant, sentence, time."""
    entries = list(entries)
    names = Tenant.objects.in_bulk({entry.tenant_id for entry in entries if entry.tenant_id})
    return [_told(entry, names) for entry in entries]


def _told(entry: Entry, names: dict[UUID, Tenant]) -> dict[str, Any]:
    kind, sentence = SENTENCES[Action(entry.action)]
    text = sentence.format(target=entry.target_label, actor=entry.actor_label)
    tenant = names.get(entry.tenant_id) if entry.tenant_id else None
    return {"kind": kind, "text": text, "tenant": tenant.name if tenant else "", "at": entry.at}
