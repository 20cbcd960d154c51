"""An approval that is not for what was meant: kept in quarantine, and used by nobody."""

from apps.connections.approvals import Reason
from apps.portal.approval_words.words import Side, Words

MISMATCH: dict[Reason, Words] = {
    Reason.WRONG_COMPANY: Words(
        "You approved another company",
        "You approved **{found_company}**, but this connection is for **{company}**. Nothing is "
        "read from either.",
        "Try again, and sign in to **{company}** on Intacct's page.",
    ),
    Reason.WRONG_USER: Words(
        "Another Intacct user approved",
        "The Intacct user **{found_user}** approved, but this connection belongs to "
        "**{user_before}**. Nothing is read until it is clear who is meant.",
        "Try again, and sign in to Intacct as **{user_before}**.",
    ),
    Reason.WRONG_ENTITY: Words(
        "You approved for one entity only",
        "You were inside the entity **{found_entity}** when you approved. This connection needs "
        "the top level of **{company}**.",
        "In Intacct switch to the top level first, then try again.",
    ),
    Reason.BAD_SIGNATURE: Words(
        "We could not verify Intacct's answer",
        "The answer that came back does not carry Intacct's own signature, so we do not use it.",
        "Try again. If it happens once more, send the details below to {vendor}.",
        Side.INTACCT,
    ),
    Reason.UNREADABLE: Words(
        "We could not tell who approved",
        "Intacct's answer does not say which company and user it is for, so we do not use it.",
        "Try again. If it stays so, send the details below to {vendor}.",
        Side.INTACCT,
    ),
}
