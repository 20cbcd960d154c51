"""Where a step leaves the hands of the one who walks: waits and hand-offs."""

from typing import Literal

from apps.checklists.guide.actors import Actor
from apps.checklists.guide.references import MessageId, VariableName
from apps.checklists.guide.strict import Conditional, Count, Sourced
from apps.checklists.guide.text import Text


class Wait(Conditional, Sourced):
    """Someone else has to act first: who, what we wait for, how long that takes in days.

    `chase` says what to do when it takes longer.
    """

    who: Actor
    what: Text
    days: Count | None = None
    chase: Text | None = None


class HandOff(Conditional, Sourced):
    """Values, or a message, for someone else. No secret goes by mail or by phone."""

    to: Actor
    via: Literal["portal", "mail", "phone", "vendor_product"] = "portal"
    values: tuple[VariableName, ...] = ()
    message: MessageId | None = None
    text: Text | None = None
