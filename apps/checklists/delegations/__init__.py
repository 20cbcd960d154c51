"""One step in the hands of a colleague without an account: sent, opened, done, ended.

The colleague comes by a mailed link and the code beside it (`links`). The step waits for them
while the delegation is open. What they answer goes through `checklists.services`, under their
name.
"""

from apps.checklists.delegations.opening import (
    MOST_MAILS,
    MOST_TRIES,
    Ended,
    NeedsMail,
    NoMoreMails,
    WrongCode,
    complete,
    hold_open,
    mail_again,
    open_,
)
from apps.checklists.delegations.places import can_be_delegated
from apps.checklists.delegations.queries import open_at
from apps.checklists.delegations.sending import (
    CHOICES_OF_DAYS,
    DAYS,
    CannotDelegate,
    TooManyOpen,
    delegate,
    withdraw,
)

__all__ = [
    "CHOICES_OF_DAYS",
    "DAYS",
    "MOST_MAILS",
    "MOST_TRIES",
    "CannotDelegate",
    "Ended",
    "NeedsMail",
    "NoMoreMails",
    "TooManyOpen",
    "WrongCode",
    "can_be_delegated",
    "complete",
    "delegate",
    "hold_open",
    "mail_again",
    "open_",
    "open_at",
    "withdraw",
]
