"""What the colleague does with a delegation besides the step itself: open it, and say it is done.

Neither takes the link's word: opening needs the code of the newest mail, and five wrong ones
call for another mail (../shared/reference/security-reliability.md E3).
"""

from django.db import transaction

from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checklists.delegation_models import Delegation
from apps.checklists.delegations.links import is_code
from apps.checklists.delegations.sending import go_on_after, post_mail, record
from apps.checklists.services import hold
from apps.core.clock import now

MOST_TRIES = 5
MOST_MAILS = 5


class Ended(Exception):
    """The delegation is over. Its one argument is the state: done, withdrawn or expired."""


class WrongCode(Exception):
    """The code is not that of the newest mail. Its one argument says how many tries are left."""


class NeedsMail(Exception):
    """Too many wrong codes: no code opens it any more until another mail was asked for."""


class NoMoreMails(Exception):
    """As many mails were sent as may be, or the newest can still be used."""


def open_(*, delegation: Delegation, name: str, code: str) -> None:
    """Let a person in who has the code, under the name they give.

    Raises `Ended`, `NeedsMail` and `WrongCode`; a wrong code is counted all the same.
    """
    with transaction.atomic():
        row = _held(delegation)
        refused = None if is_right(row, code) else _counted(row)
        if refused is None:
            _note_opening(row, name)
    if refused is not None:
        raise refused


@transaction.atomic
def mail_again(*, delegation: Delegation) -> None:
    """Send the invited address another code; the old one is dead. Raises `Ended`, `NoMoreMails`."""
    row = _held(delegation)
    if row.wrong_codes < MOST_TRIES or row.mails >= MOST_MAILS:
        raise NoMoreMails
    row.mails, row.wrong_codes = row.mails + 1, 0
    row.save(update_fields=["mails", "wrong_codes"])
    post_mail(row)


@transaction.atomic
def complete(*, delegation: Delegation, actor: Actor) -> None:
    """The colleague is done with it: the link ends, whatever the step comes to. Raises `Ended`."""
    row = hold_open(delegation=delegation)
    row.completed_at = now()
    row.save(update_fields=["completed_at"])
    record(Action.DELEGATION_COMPLETED, row, actor=actor, by="colleague")
    go_on_after(row, actor=actor)


def hold_open(*, delegation: Delegation) -> Delegation:
    """Take the rows that an act of the colleague's is about. Raises `Ended`.

    The connection first, as a run does that may end the delegation meanwhile.
    """
    hold(delegation.checklist)
    return _held(delegation)


def is_right(row: Delegation, code: str) -> bool:
    """Whether the code opens it now."""
    unused = row.wrong_codes < MOST_TRIES
    return unused and is_code(code, delegation_id=row.id, mail=row.mails)


def _held(delegation: Delegation) -> Delegation:
    row = Delegation.objects.select_for_update().get(id=delegation.id)
    if row.state != Delegation.State.OPEN:
        raise Ended(row.state)
    return row


def _counted(row: Delegation) -> Exception:
    if row.wrong_codes < MOST_TRIES:
        row.wrong_codes += 1
        row.save(update_fields=["wrong_codes"])
    left = MOST_TRIES - row.wrong_codes
    return WrongCode(left) if left else NeedsMail()


def _note_opening(row: Delegation, name: str) -> None:
    is_first = row.opened_at is None
    row.opened_at, row.opened_as = row.opened_at or now(), name
    row.wrong_codes = 0
    row.save(update_fields=["opened_at", "opened_as", "wrong_codes"])
    record(Action.DELEGATION_OPENED, row, actor=row.actor_named(name), first=is_first)
