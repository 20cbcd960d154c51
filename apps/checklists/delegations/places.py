"""Which step a delegation is of, and which steps can be delegated at all."""

from apps.checklists import queries
from apps.checklists.delegation_models import Delegation
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist
from apps.checklists.standing import DONE, Place, places

IS_DONE = "This step is done. There is nothing left to send."
NEEDS_ACCOUNT = "Whoever approves in Sage Intacct needs an account here. Invite them instead."


def place_of(delegation: Delegation) -> Place | None:
    """The place in the checklist; None where the step applies no more."""
    known = queries.known_of(delegation.checklist)
    return next((each for each in places(known) if each.key == delegation.key), None)


def refusal(checklist: Checklist, place: Place) -> str:
    """One sentence on why a colleague cannot do the step by a link; empty where they can."""
    state = queries.states_of(checklist).get(place.key)
    if state is not None and state.state == DONE:
        return IS_DONE
    return "" if can_be_delegated(place.step) else NEEDS_ACCOUNT


def can_be_delegated(step: Step) -> bool:
    """An approval is bound to the account of who starts it (docs/adr/0009): not by a link."""
    return Purpose.OAUTH_APPROVED not in step.serves and not step.on_vendor_side
