"""A newer approval ends the older one: its people are told, and of nobody else."""

import json
from datetime import timedelta

import pytest
from django.db import transaction

from apps.audit.models import Entry
from apps.connections import approvals, collisions
from apps.connections.models import ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.outbox.models import Message
from apps.outbox.rendering import rendered
from apps.tenants.unfenced import across_tenants
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Office
from tests.factories import make_member

State = Grant.State


@pytest.fixture
def rival(application: ClientApplication) -> Office:
    """Another tenant that connects the same company."""
    return Office.open(application)


def state_of(office: Office) -> str:
    [grant] = office.grants()
    return grant.state


def messages() -> list[Message]:
    with across_tenants(), transaction.atomic():
        return list(Message.objects.filter(kind="grant-superseded"))


def entries_of(office: Office) -> list[Entry]:
    with across_tenants(), transaction.atomic():
        return list(Entry.objects.filter(tenant_id=office.tenant.id).order_by("seq"))


def test_the_newer_approval_of_a_user_ends_the_older(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    office.approve(intacct)

    rival.approve(intacct)

    assert (state_of(office), state_of(rival)) == (State.SUPERSEDED, State.LIVE)


def test_another_user_of_the_company_ends_nothing(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    office.approve(intacct)

    rival.approve(intacct, user="second")

    assert (state_of(office), state_of(rival)) == (State.LIVE, State.LIVE)


def test_a_quarantined_approval_ends_the_older_all_the_same(
    office: Office, application: ClientApplication, intacct: Intacct
) -> None:
    mistaken = Office.open(application, company_id="Acme-imp")
    office.approve(intacct)

    mistaken.approve(intacct)

    assert (state_of(office), state_of(mistaken)) == (State.SUPERSEDED, State.QUARANTINED)


def test_an_approval_found_late_does_not_end_a_newer_one(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    office.approve(intacct)
    with office.scope():
        Grant.objects.update(approved_at=now().replace(year=2999))

    rival.approve(intacct)

    assert (state_of(office), state_of(rival)) == (State.LIVE, State.SUPERSEDED)


def test_a_refresh_by_a_clock_that_runs_ahead_makes_no_grant_newer(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    office.approve(intacct)
    with office.scope():
        Grant.objects.update(obtained_at=now() + timedelta(seconds=30))

    rival.approve(intacct)

    assert (state_of(office), state_of(rival)) == (State.SUPERSEDED, State.LIVE)


def test_one_that_cannot_be_told_keeps_nobody_else_waiting(
    office: Office,
    rival: Office,
    application: ClientApplication,
    intacct: Intacct,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for each in (office, rival, Office.open(application)):
        each.approve(intacct)
    tell, [poison] = collisions._tell, office.grants()
    monkeypatch.setattr(
        collisions, "_tell", lambda grant_id: 1 / (grant_id != poison.id) and tell(grant_id)
    )

    collisions.tell_superseded()

    assert [entry.action for entry in entries_of(rival)].count("grant.superseded") == 1
    with office.everywhere():
        assert Grant.objects.get(state=State.SUPERSEDED, told_at=None).id == poison.id


def test_its_admins_are_told_once_and_it_is_checked_at_once(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    admin = make_member(office.tenant, role="admin", name="ada")
    office.approve(intacct)
    with office.scope():
        Connection.objects.update(next_check_at=None)
    rival.approve(intacct)

    collisions.tell_superseded()
    collisions.tell_superseded()

    assert [message.to for message in messages()] == [admin.email]
    assert [entry.action for entry in entries_of(office)].count("grant.superseded") == 1
    assert office.fresh().next_check_at is not None


def test_neither_tenant_learns_of_the_other(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    make_member(office.tenant, role="admin", name="ada")
    office.approve(intacct)
    rival.approve(intacct)
    collisions.tell_superseded()

    with across_tenants(), transaction.atomic():
        [message] = messages()
        letter = rendered(message)
    told = json.dumps(
        [entry.details | {"label": entry.actor_label} for entry in entries_of(office)]
    )
    assert letter is not None
    for secret in (rival.tenant.name, rival.tenant.slug, rival.user.email, str(rival.tenant.id)):
        assert secret not in letter.text + letter.subject + told
    assert f"/t/{office.tenant.slug}/connections/{office.connection.id}/" in letter.text
    with rival.scope():
        assert approvals.others_approved(rival.connection) == ()


def test_no_letter_goes_out_once_it_is_approved_anew(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    make_member(office.tenant, role="admin", name="ada")
    office.approve(intacct)
    rival.approve(intacct)
    collisions.tell_superseded()

    office.approve(intacct)

    with across_tenants(), transaction.atomic():
        assert [rendered(message) for message in messages()] == [None]


def test_a_tenant_is_warned_of_its_own_other_connection(
    office: Office, application: ClientApplication, intacct: Intacct
) -> None:
    office.approve(intacct)
    second = office.another()

    with office.scope():
        warned = approvals.others_approved(second.connection)
        alone = approvals.others_approved(office.connection)

    assert warned == (office.connection,)
    assert alone == ()
