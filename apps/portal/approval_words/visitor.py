"""Told to who came back from Intacct and was not let through, whoever that is."""

from apps.connections.approvals import Reason
from apps.portal.approval_words.words import Words

BEGIN = "Start the approval again from your steps."

TO_VISITOR: dict[Reason, Words] = {
    Reason.UNKNOWN_STATE: Words(
        "This page was opened out of order",
        "The approval it belongs to is not known here. You may have opened an old link.",
        "Nothing was lost. Go to your steps to see where you are.",
    ),
    Reason.OTHER_APPLICATION: Words(
        "This answer went to the wrong address",
        "It belongs to another application, so we did not use it.",
        BEGIN,
    ),
    Reason.OTHER_BROWSER: Words(
        "The approval was started in another browser",
        "It can only be finished by the person who started it, in the same browser. Nobody was "
        "connected, and they are told.",
        "If it was you, start the approval again in this browser. If somebody sent you Intacct's "
        "page, ask them for the link to their step.",
    ),
    Reason.OTHER_USER: Words(
        "Somebody else started this approval",
        "It can only be finished by the person who started it. Nobody was connected, and they are "
        "told.",
        "If you meant to help a colleague, ask them for the link to their step.",
    ),
    Reason.SIGNED_OUT: Words(
        "You are not signed in here",
        "An approval can only be finished by the person who started it, signed in. Nobody was "
        "connected, and they are told.",
        "If you started it, sign in and start the approval again. If somebody sent you here, ask "
        "them to invite you.",
    ),
    Reason.INACTIVE: Words(
        "Your account is switched off",
        "You started this approval, and your account was switched off meanwhile. Nobody was "
        "connected.",
        "Ask a colleague to start the approval again.",
    ),
    Reason.NOT_A_MEMBER: Words(
        "You no longer belong to this company here",
        "You started this approval, and your access here ended meanwhile. Nobody was connected.",
        "Ask whoever invited you to invite you again.",
    ),
    Reason.NOT_ALLOWED: Words(
        "You may only look now",
        "Your role here was changed while Intacct's page was open. Nobody was connected.",
        "Ask an administrator here to start the approval again.",
    ),
    Reason.NOTHING: Words(
        "There is nothing to see on this page",
        "Intacct sends people here after an approval, with its answer. You came without one.",
        "Go to your steps to see where you are.",
    ),
    Reason.NO_CODE: Words(
        "Intacct's answer is missing",
        "You came back from Intacct, but without its answer. The address may have been cut off.",
        BEGIN,
    ),
    Reason.NO_STATE: Words(
        "We cannot tell which approval this is",
        "You came back from Intacct without the mark that we sent along.",
        BEGIN,
    ),
    Reason.REPEATED: Words(
        "Intacct's answer came twice in one",
        "Part of the answer stands in the address more than once, so we used none of it.",
        BEGIN,
    ),
    Reason.TOO_LONG: Words(
        "The answer is longer than Intacct's are",
        "The address you came by is longer than any of Intacct's, so we did not read it.",
        BEGIN,
    ),
    Reason.NOT_TEXT: Words(
        "The answer is not plain text",
        "The address you came by holds characters that Intacct never sends.",
        BEGIN,
    ),
    Reason.NO_ISSUER: Words(
        "The answer does not say who sent it",
        "Intacct signs its answers with its own address. This one has none, so we did not use it.",
        BEGIN,
    ),
    Reason.WRONG_ISSUER: Words(
        "The answer is not from Intacct",
        "It names another sender than Sage Intacct, so we did not use it.",
        "Start the approval again from your steps, and from there alone.",
    ),
}
