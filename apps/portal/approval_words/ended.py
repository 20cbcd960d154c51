"""An attempt that somebody, or time, put an end to: told to who started it."""

from apps.connections.approvals import Reason
from apps.portal.approval_words.words import AGAIN, Words

ENDED: dict[Reason, Words] = {
    Reason.DECLINED: Words(
        "Approval was not given",
        "Sage Intacct told us that you did not approve. If you saw **Contact your company "
        "administrator**, you are not a full administrator there.",
        "Sign in to Intacct as a full administrator, or send this step to one.",
    ),
    Reason.EXPIRED: Words(
        "That took longer than we can wait",
        "The approval page was open for more than {minutes} minutes, so we stopped waiting.",
        AGAIN,
    ),
    Reason.CHANGED: Words(
        "The connection changed meanwhile",
        "Somebody changed this connection while Intacct's page was open, so that the approval no "
        "longer fits it.",
        "Check the company in your steps, then start the approval again.",
    ),
    Reason.REPLACED: Words(
        "A newer approval was started",
        "This connection's approval was started once more, and only the newest one counts.",
        AGAIN,
    ),
    Reason.DISCONNECTED: Words(
        "The connection was disconnected meanwhile",
        "Somebody disconnected Sage Intacct here while Intacct's page was open.",
        "To connect again, start the approval again.",
    ),
    Reason.OTHER_BROWSER: Words(
        "Your approval came back in another browser",
        "We take an approval only in the browser it was started in. Either you changed browsers, "
        "or somebody else opened your Intacct page. Nobody was connected.",
        "Start again, and stay in this browser until you are back here.",
    ),
    Reason.OTHER_USER: Words(
        "Somebody else finished your approval",
        "It came back while another person was signed in here, so we did not use it. Nobody was "
        "connected.",
        "Start again yourself. To let a colleague do it, send them the link to this step, never "
        "Intacct's page.",
    ),
    Reason.SIGNED_OUT: Words(
        "Your approval came back signed out",
        "It arrived in a browser where nobody is signed in here, so we could not tell who sent it. "
        "Nobody was connected.",
        "Start again, and stay signed in until you are back here.",
    ),
    Reason.INACTIVE: Words(
        "The account that started it is switched off",
        "The approval came back, and whoever started it can no longer sign in here.",
        "Start the approval again as somebody who can.",
    ),
    Reason.NOT_A_MEMBER: Words(
        "Whoever started it has left",
        "The approval came back for a person who no longer belongs to {tenant} here.",
        "Start the approval again yourself.",
    ),
    Reason.NOT_ALLOWED: Words(
        "Whoever started it may only look now",
        "Their role here was changed while Intacct's page was open, so we did not use the "
        "approval.",
        "Start the approval again as a member who may change things.",
    ),
    Reason.OTHER_APPLICATION: Words(
        "The approval came back to the wrong address",
        "It arrived at an address that belongs to another application, so we did not use it.",
        "Start again. If it happens once more, tell {vendor}.",
    ),
    Reason.LOGIN_REQUIRED: Words(
        "Intacct wants you to sign in first",
        "Intacct sent you back before you had signed in there.",
        "Start again, and sign in on Intacct's page.",
    ),
    Reason.CONSENT_REQUIRED: Words(
        "Intacct still needs your approval",
        "Intacct sent you back before **Accept** was selected.",
        "Start again, and select **Accept** on Intacct's page.",
    ),
    Reason.INTERACTION_REQUIRED: Words(
        "Intacct has a question for you",
        "Intacct sent you back before you had answered everything it asks.",
        "Start again, and follow Intacct's pages to their end.",
    ),
    Reason.CODE_REFUSED: Words(
        "Intacct would not complete the approval",
        "You approved, and Intacct then refused to let us in. Most likely Web Services is not "
        "switched on for **{company}**, or the approval was used once already.",
        "Look at **Company › Admin › Subscriptions**: **Web Services** must be on. Then start the "
        "approval again.",
    ),
    Reason.REFUSED: Words(
        "Intacct refused to let us in",
        "You approved, and Intacct then refused for a reason that we do not know.",
        "Start again. If it happens once more, send the details below to {vendor}.",
    ),
    Reason.UNKNOWN_ERROR: Words(
        "Intacct stopped for a reason we do not know",
        "Intacct sent you back with an answer that its documents do not list.",
        "Start again. If it stays so, send the details below to {vendor}.",
    ),
}
