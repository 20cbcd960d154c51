from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from apps.audit.models import Entry
from apps.connections import disconnecting, tokens
from apps.connections.disconnecting import revoke, revoke_due
from apps.connections.gateway import rest_client
from apps.connections.models import Approval, ClientApplication, Connection, Grant
from apps.connections.tokens import storing
from apps.connections.tokens.lease import Lease
from apps.core.clock import now
from apps.intacct import Refused
from apps.intacct.rest import RestClient, TokenSet
from apps.tenants.unfenced import across_tenants
from apps.vault import services as vault
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Office
from tests.connections.revocations import outcomes

State = Connection.State


def opened(grant: Grant, field: str) -> str:
    place = grant.place(field, generation=grant.generation)
    return vault.open_obtained(bytes(getattr(grant, f"{field}_sealed")), place=place).reveal()


def held(office: Office) -> list[bytes]:
    """The tokens that are still in the table."""
    kept = [
        bytes(each)
        for grant in office.grants()
        for each in (grant.access_sealed, grant.refresh_sealed)
    ]
    return [each for each in kept if each]


def try_again(office: Office, *, minutes: int) -> None:
    """The tick, some minutes after it was disconnected."""
    with office.scope():
        since = now() - timedelta(minutes=minutes)
        Grant.objects.update(leased_until=None, state_since=since)
    revoke_due()


def test_nothing_signs_in_or_is_checked_any_more(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)
    before = office.fresh()

    office.disconnect()

    after = office.fresh()
    assert (after.state, after.next_check_at) == (State.DISCONNECTED, None)
    assert after.version > before.version
    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=after)


def test_the_grant_is_ended_at_intacct_and_gone_from_here(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)
    office.disconnect()

    revoke_due()
    revoke_due()

    assert intacct.revocations() == ["success"]
    assert held(office) == []
    assert outcomes(office) == ["revoked"]


def test_trouble_at_intacct_is_tried_again_five_times_in_an_hour(
    office: Office, intacct: Intacct
) -> None:
    office.approve(intacct)
    office.disconnect()
    intacct.arm("http_503", path="/ia/api/v1/oauth2/revoke", times=0)

    revoke_due()
    revoke_due()
    for minutes in (15, 30, 45):
        try_again(office, minutes=minutes)
    assert len(held(office)) == 2
    try_again(office, minutes=61)
    try_again(office, minutes=90)

    assert len(intacct.revocations()) == 5
    assert held(office) == []
    assert outcomes(office) == ["no_answer"]


def test_a_connection_approved_anew_is_not_revoked(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)
    office.disconnect()
    [grant] = office.grants()

    office.approve(intacct)
    revoke(tenant_id=office.tenant.id, grant_id=grant.id)

    assert intacct.revocations() == []
    assert [grant.state for grant in office.grants()] == [Grant.State.LIVE]


def test_a_newer_approval_of_the_same_user_is_not_ended_with_it(
    office: Office, application: ClientApplication, intacct: Intacct
) -> None:
    office.approve(intacct)
    office.disconnect()
    rival = Office.open(application)
    rival.approve(intacct)

    revoke_due()

    assert (intacct.revocations(), outcomes(office)) == ([], ["superseded"])
    assert held(office) == []
    assert [grant.state for grant in rival.grants()] == [Grant.State.LIVE]


@pytest.mark.parametrize(("minutes", "sent"), [(30, "access"), (-1, "refresh")])
def test_the_access_token_is_sent_while_it_lives(
    office: Office, intacct: Intacct, monkeypatch: pytest.MonkeyPatch, minutes: int, sent: str
) -> None:
    office.approve(intacct)
    with office.scope():
        Grant.objects.update(expires_at=now() + timedelta(minutes=minutes))
    [grant] = office.grants()
    expected = opened(grant, sent)
    told: list[str] = []
    monkeypatch.setattr(RestClient, "revoke", lambda _, *, client, token: told.append(token))
    office.disconnect()

    revoke_due()

    assert told == [expected]


def test_what_a_refresh_brings_meanwhile_is_ended_too(
    office: Office, intacct: Intacct, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.approve(intacct)
    with office.scope():
        Grant.objects.update(expires_at=now() - timedelta(minutes=1))
    keep, brought = storing.keep, []

    def disconnected_meanwhile(held: Lease, received: TokenSet) -> None:
        brought.append(received.access_token)
        office.disconnect()
        revoke_due()
        keep(held, received)

    monkeypatch.setattr(storing, "keep", disconnected_meanwhile)
    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=office.fresh())
    before = intacct.revocations()
    revoke_due()

    assert (before, intacct.revocations(), outcomes(office)) == ([], ["success"], ["revoked"])
    with pytest.raises(Refused):
        rest_client().dimensions(access_token=brought[0])


def test_one_that_cannot_be_revoked_keeps_no_other_waiting(
    office: Office,
    application: ClientApplication,
    intacct: Intacct,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = (office, Office.open(application, company_id="Acme-imp"))
    for each in both:
        each.approve(intacct, company=each.connection.company_id)
        each.disconnect()
    [poison] = office.grants()
    login = disconnecting._login
    monkeypatch.setattr(
        disconnecting, "_login", lambda grant: 1 / (grant.id != poison.id) and login(grant)
    )

    revoke_due()

    assert [outcomes(each) for each in both] == [[], ["revoked"]]


def test_no_call_begins_that_does_not_fit_before_the_time_limit(
    office: Office, application: ClientApplication, intacct: Intacct, settings: Settings
) -> None:
    both = (office, Office.open(application, company_id="Acme-imp"))
    for each in both:
        each.approve(intacct, company=each.connection.company_id)
        each.disconnect()
    settings.CELERY_TASK_SOFT_TIME_LIMIT = 1

    revoke_due()

    assert intacct.revocations() == ["success"]


def test_open_attempts_are_over(office: Office, intacct: Intacct) -> None:
    attempt = office.start()
    back = intacct.walk(attempt.url)

    office.disconnect()
    receipt = office.receive(attempt, back)
    office.work(attempt)

    assert (receipt.verdict, receipt.reason) == ("ended", "disconnected")
    assert intacct.token_requests() == []


def test_tokens_that_come_after_it_are_ended_and_not_kept(
    office: Office, intacct: Intacct, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = office.start()
    office.receive(attempt, intacct.walk(attempt.url))
    spooled = tokens.spool_approval

    def disconnected_meanwhile(**parts: object) -> None:
        spooled(**parts)  # type: ignore[arg-type]
        office.disconnect()

    monkeypatch.setattr(tokens, "spool_approval", disconnected_meanwhile)
    office.work(attempt)

    assert office.approval(attempt).state == Approval.State.FAILED
    assert intacct.revocations() == ["success"]
    assert (office.grants(), list(tokens.recovered_approvals())) == ([], [])


def test_disconnecting_twice_is_written_down_once(office: Office) -> None:
    office.disconnect()
    version = office.fresh().version

    office.disconnect()

    with across_tenants(), transaction.atomic():
        told = Entry.objects.filter(action="connection.disconnected")
        assert [entry.actor_label for entry in told] == ["Robot"]
    assert office.fresh().version == version
