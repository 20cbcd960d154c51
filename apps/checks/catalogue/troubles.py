"""Findings that are nobody's mistake at the customer: ours, and Intacct's. They prove nothing.

Menu paths and causes: ../shared/reference/ux.md §6.5 and ../shared/intacct/intacct-xml.md §5, §6.
"""

from apps.checks.findings import Audience, Kind

_TITLE = "This is a problem on our side"
_NOTHING_TO_DO = "You do not need to do anything. Your steps are saved, and we have been told."
_NOT_YOU = (
    "Nothing is wrong with your set-up. Your last result is kept, and we try again by ourselves."
)

OURS = (
    Kind(
        code="sender.refused",
        audience=Audience.OPERATOR,
        brief="Our sender password is refused",
        title=_TITLE,
        saw="Intacct did not accept our own sign-in, before it looked at yours.",
        why=_NOTHING_TO_DO,
    ),
    Kind(
        code="request.refused",
        audience=Audience.OPERATOR,
        brief="Intacct could not read our request",
        title=_TITLE,
        saw="Intacct could not read what we sent.",
        why=_NOTHING_TO_DO,
    ),
    Kind(
        code="application.refused",
        audience=Audience.OPERATOR,
        brief="Our client application is refused",
        title=_TITLE,
        saw="Intacct did not accept our own application, before it looked at your approval.",
        why=_NOTHING_TO_DO,
    ),
    Kind(
        code="application.wrong_scope",
        audience=Audience.OPERATOR,
        brief="Our client application has the wrong scope",
        title=_TITLE,
        saw="Our application is registered for another kind of company than yours.",
        why=_NOTHING_TO_DO,
    ),
    Kind(
        code="fleet.outbreak",
        audience=Audience.OPERATOR,
        brief="Many connections fail alike",
        title="This affects many companies at once",
        saw="Several companies began to fail in the same way within minutes of each other.",
        why="So it is not your set-up: the cause is ours or Intacct's, and we have been told. "
        "You do not need to do anything.",
        retry_helps=True,
    ),
    Kind(
        code="portal.failed",
        audience=Audience.OPERATOR,
        brief="A check ended in an error of ours",
        title=_TITLE,
        saw="Our check ended before it was done.",
        why=_NOTHING_TO_DO,
        retry_helps=True,
    ),
    Kind(
        code="vault.closed",
        audience=Audience.OPERATOR,
        brief="A stored secret could not be opened",
        title=_TITLE,
        saw="We could not open what is stored for this connection.",
        why=_NOTHING_TO_DO,
    ),
)

INTACCTS = (
    Kind(
        code="intacct.unreachable",
        audience=Audience.INTACCT,
        retry_helps=True,
        brief="Intacct did not answer",
        title="Sage Intacct is not answering right now",
        saw="We waited for Intacct, and no answer came.",
        why=_NOT_YOU,
    ),
    Kind(
        code="intacct.unreadable",
        audience=Audience.INTACCT,
        retry_helps=True,
        brief="Intacct's answer could not be read",
        title="Sage Intacct gave an answer we cannot read",
        saw="Something other than Intacct's gateway answered, most likely a maintenance page.",
        why=_NOT_YOU,
    ),
    Kind(
        code="intacct.busy",
        audience=Audience.INTACCT,
        retry_helps=True,
        brief="Intacct is busy",
        title="Sage Intacct is busy right now",
        saw="Intacct asked us to come back later.",
        why=_NOT_YOU,
    ),
    Kind(
        code="intacct.offline",
        audience=Audience.INTACCT,
        retry_helps=True,
        brief="Intacct is offline for maintenance",
        title="Sage Intacct is offline for a while",
        saw="Intacct says its service is off-line for now.",
        why=_NOT_YOU,
    ),
    Kind(
        code="session.ended",
        audience=Audience.INTACCT,
        retry_helps=True,
        brief="Intacct ended our session early",
        title="Sage Intacct ended our visit early",
        saw="Intacct let us in, then asked us to sign in again before we were done.",
        why=_NOT_YOU,
    ),
    Kind(
        code="intacct.unrecognized",
        audience=Audience.INTACCT,
        retry_helps=True,
        brief="Unknown answer: {quote}",
        title="Intacct said something we do not know",
        saw="Intacct's own words: “{quote}”",
        why="We cannot tell from this what to change. We have noted it for our team; "
        "check again in a few minutes.",
    ),
)
