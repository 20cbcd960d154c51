"""Tokens that come after their attempt was overtaken: they end nothing that is newer."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F

from apps.audit.models import Entry
from apps.connections import approvals, tokens
from apps.connections.approvals import Reason, collecting
from apps.connections.models import Approval, ClientApplication, Grant
from apps.core.clock import now
from apps.tenants.unfenced import across_tenants
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Attempt, Office

State = Approval.State
REVOKE = "/ia/api/v1/oauth2/revoke"


class Killed(BaseException):
    """As a worker ends that is killed: no handler of ours runs."""


def die(**_: object) -> None:
    raise Killed


@pytest.fixture
def older(application: ClientApplication, intacct: Intacct) -> Office:
    """Another tenant, for which the same Intacct user approved before."""
    office = Office.open(application)
    office.approve(intacct)
    return office


@pytest.fixture
def cut_off(office: Office, intacct: Intacct, monkeypatch: pytest.MonkeyPatch) -> Attempt:
    """An attempt whose tokens are in the spool, and whose worker was killed before it was over."""
    attempt = office.come_back(intacct)
    with monkeypatch.context() as patched:
        patched.setattr(collecting, "finish", die)
        with pytest.raises(Killed):
            office.work(attempt)
    return attempt


def give_up(office: Office) -> None:
    """The tick of another machine, which has not got that spool."""
    with office.scope():
        Approval.objects.update(state=State.FAILED, reason=Reason.INTERRUPTED, finished_at=now())


def lives(office: Office) -> bool:
    """Whether Intacct still refreshes the grant."""
    with office.scope():
        Grant.objects.update(expires_at=now() - timedelta(minutes=1))
    try:
        tokens.access_token(connection=office.fresh())
    except tokens.GrantEnded:
        return False
    return True


def outcomes(office: Office) -> list[str]:
    with across_tenants(), transaction.atomic():
        rows = Entry.objects.filter(tenant_id=office.tenant.id, action="grant.revoked")
        return [entry.details["outcome"] for entry in rows]


def spooled() -> int:
    return len(list(tokens.recovered_approvals()))


def test_an_older_approval_found_late_does_not_overwrite_a_newer_one(
    office: Office, intacct: Intacct, cut_off: Attempt
) -> None:
    give_up(office)
    newer = office.approve(intacct)

    approvals.recover()

    assert (newer.state, office.approval(cut_off).state) == (State.GRANTED, State.FAILED)
    assert [grant.generation for grant in office.grants()] == [1]
    assert (intacct.revocations(), outcomes(office), spooled()) == ([], ["superseded"], 0)
    assert lives(office)


def test_what_was_given_up_does_not_connect_what_was_disconnected(
    office: Office, intacct: Intacct, cut_off: Attempt
) -> None:
    give_up(office)
    office.disconnect()

    approvals.recover()

    assert (office.grants(), office.approval(cut_off).state) == ([], State.FAILED)
    assert (intacct.revocations(), outcomes(office)) == (["success"], ["revoked"])


def test_found_after_a_rival_s_approval_it_is_the_one_that_ended(
    office: Office, intacct: Intacct, application: ClientApplication, cut_off: Attempt
) -> None:
    rival = Office.open(application)
    rival.approve(intacct)
    with office.scope():
        Approval.objects.update(claimed_at=F("claimed_at") - timedelta(minutes=1))

    approvals.recover()

    assert [grant.state for grant in office.grants()] == [Grant.State.SUPERSEDED]
    assert lives(rival)


def test_while_a_newer_attempt_is_open_nothing_is_ended(
    office: Office, intacct: Intacct, cut_off: Attempt
) -> None:
    give_up(office)
    newer = office.come_back(intacct)

    approvals.recover()
    before = (intacct.revocations(), spooled())
    office.work(newer)
    approvals.recover()

    assert (before, intacct.revocations(), spooled()) == (([], 1), [], 0)
    assert lives(office)


def test_what_is_not_kept_has_ended_the_older_grant_all_the_same(
    older: Office, office: Office, intacct: Intacct, cut_off: Attempt
) -> None:
    office.disconnect()

    approvals.recover()

    assert [grant.state for grant in older.grants()] == [Grant.State.SUPERSEDED]
    assert intacct.revocations() == ["success"]


def test_what_intacct_does_not_answer_is_tried_again(
    office: Office, intacct: Intacct, cut_off: Attempt
) -> None:
    office.disconnect()
    intacct.arm("http_503", path=REVOKE)

    approvals.recover()
    before = (spooled(), outcomes(office))
    approvals.recover()

    assert (before, len(intacct.revocations())) == ((1, []), 2)
    assert (spooled(), outcomes(office)) == (0, ["revoked"])


def test_after_an_hour_the_tokens_go_and_it_is_written_down(
    office: Office, intacct: Intacct, cut_off: Attempt
) -> None:
    office.disconnect()
    with office.scope():
        Approval.objects.update(finished_at=now() - timedelta(minutes=61))
    intacct.arm("http_503", path=REVOKE)

    approvals.recover()

    assert (spooled(), outcomes(office)) == (0, ["no_answer"])


def test_a_quarantined_approval_that_is_not_kept_ends_the_older_grant(
    office: Office, intacct: Intacct, application: ClientApplication
) -> None:
    other = Office.open(application, company_id="Acme-imp")
    other.approve(intacct, company="Acme-imp")
    office.approve(intacct)

    mistaken = office.approve(intacct, company="Acme-imp")

    assert mistaken.found["kept"] is False
    assert [grant.state for grant in other.grants()] == [Grant.State.SUPERSEDED]
    assert [grant.state for grant in office.grants()] == [Grant.State.LIVE]
