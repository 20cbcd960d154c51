"""What nobody at the customer's can mend: Intacct's trouble, or ours."""

from apps.connections.approvals import Reason
from apps.portal.approval_words.words import AGAIN, Side, Words

IN_A_WHILE = "Nothing is wrong with your set-up. Start again in a few minutes."
VENDOR_KNOWS = "{vendor} has been told. You do not need to do anything until it is mended."
VENDOR_MENDS = "What you did was right. Mending it is up to {vendor}. " + VENDOR_KNOWS

TROUBLE: dict[Reason, Words] = {
    Reason.SERVER_ERROR: Words(
        "Sage Intacct had a problem",
        "Intacct told us that something went wrong on its side while you approved.",
        IN_A_WHILE,
        Side.INTACCT,
    ),
    Reason.TEMPORARILY_UNAVAILABLE: Words(
        "Sage Intacct is busy right now",
        "Intacct told us that it cannot take approvals at this moment.",
        IN_A_WHILE,
        Side.INTACCT,
    ),
    Reason.NO_ANSWER: Words(
        "Sage Intacct is not answering",
        "You approved, and Intacct did not answer us in time. An approval can be collected once "
        "only, so we need a new one.",
        IN_A_WHILE,
        Side.INTACCT,
    ),
    Reason.INVALID_REQUEST: Words(
        "Intacct could not read our request",
        "This is a problem on our side: Intacct did not understand what the application of "
        "{vendor} asked.",
        VENDOR_MENDS,
        Side.OURS,
    ),
    Reason.UNAUTHORIZED_CLIENT: Words(
        "The application may not ask for approval",
        "This is a problem on our side: Intacct does not let the application of {vendor} ask "
        "companies to approve.",
        VENDOR_MENDS,
        Side.OURS,
    ),
    Reason.UNSUPPORTED_RESPONSE_TYPE: Words(
        "Intacct does not offer what we asked for",
        "This is a problem on our side: the application of {vendor} asked for a kind of approval "
        "that Intacct does not give it.",
        VENDOR_MENDS,
        Side.OURS,
    ),
    Reason.INVALID_SCOPE: Words(
        "We asked Intacct for too much",
        "This is a problem on our side: the application of {vendor} asked for access that Intacct "
        "does not give it.",
        VENDOR_MENDS,
        Side.OURS,
    ),
    Reason.INVALID_CLIENT: Words(
        "Intacct does not know the application",
        "This is a problem on our side: Intacct does not find the application of {vendor}.",
        VENDOR_MENDS,
        Side.OURS,
    ),
    Reason.CLIENT_REFUSED: Words(
        "Intacct did not accept the application",
        "This is a problem on our side: you approved, and Intacct then refused the application of "
        "{vendor} itself.",
        VENDOR_MENDS,
        Side.OURS,
    ),
    Reason.UNOPENED: Words(
        "We could not use your approval",
        "This is a problem on our side: our vault stayed closed when your approval came back. "
        "What you did was right.",
        VENDOR_KNOWS,
        Side.OURS,
    ),
    Reason.INTERRUPTED: Words(
        "We were interrupted",
        "This is a problem on our side: we stopped before your approval was collected. It can be "
        "collected once only, so we need a new one.",
        "What you did was right. " + AGAIN,
        Side.OURS,
    ),
}
