import pytest
from django.db import transaction

from apps.audit.models import Entry
from apps.connections import approvals, tokens
from apps.connections import services as connections
from apps.connections.approvals import CannotAccept, Obstacle
from apps.connections.models import Approval, Grant
from apps.tenants.unfenced import across_tenants
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Office
from tests.factories import ROBOT

State = Approval.State


@pytest.fixture
def mistaken(office: Office, intacct: Intacct) -> Approval:
    """An approval that was given in the implementation company."""
    return office.approve(intacct, company="Acme-imp")


def ask(office: Office, approval: Approval) -> None:
    with office.scope():
        approvals.ask_for_company(approval=approval, actor=office.user.as_actor)


def accept(office: Office, approval: Approval) -> None:
    """An operator confirms what was asked for, or what an operator takes for it."""
    with office.scope():
        approvals.accept_company(approval=approval, actor=ROBOT)


def why_not(office: Office, approval: Approval) -> Obstacle:
    with pytest.raises(CannotAccept) as refusal:
        accept(office, approval)
    return refusal.value.obstacle


def test_the_company_that_was_approved_takes_the_place_of_the_other(
    office: Office, mistaken: Approval
) -> None:
    ask(office, mistaken)

    accept(office, mistaken)

    approval = office.approval(mistaken)
    assert office.fresh().company_id == "Acme-imp"
    assert (approval.state, approval.reason) == (State.GRANTED, "")
    assert tokens.access_token(connection=office.fresh()).generation == 1


def test_who_asked_for_what_and_who_accepted_it_is_written_down(
    office: Office, mistaken: Approval
) -> None:
    ask(office, mistaken)
    accept(office, mistaken)

    with across_tenants(), transaction.atomic():
        asked = Entry.objects.get(action="approval.disputed")
        accepted = Entry.objects.get(action="approval.accepted")
    assert (asked.actor_label, accepted.actor_label) == (str(office.user), "Robot")
    assert asked.details == accepted.details == {"found_company_id": "Acme-imp"}


def test_what_the_customer_did_not_ask_for_is_not_accepted(
    office: Office, mistaken: Approval
) -> None:
    assert why_not(office, mistaken) == Obstacle.NOT_ASKED
    assert office.fresh().company_id == "Acme"


def test_the_customer_asks_and_an_operator_sees_it(office: Office, mistaken: Approval) -> None:
    ask(office, mistaken)

    with office.everywhere():
        [waiting] = approvals.waiting_for_operators()
    assert (waiting.id, waiting.found["asked_by"]) == (mistaken.id, str(office.user))


def test_nobody_asked_is_nobody_s_work(office: Office, mistaken: Approval) -> None:
    with office.everywhere():
        assert approvals.waiting_for_operators() == []


def test_only_the_newest_approval_can_be_accepted(office: Office, mistaken: Approval) -> None:
    office.start()

    assert why_not(office, mistaken) == Obstacle.OVERTAKEN
    assert office.fresh().company_id == "Acme"


def test_what_was_granted_needs_no_acceptance(office: Office, intacct: Intacct) -> None:
    assert why_not(office, office.approve(intacct)) == Obstacle.NOT_QUARANTINED


def test_it_is_accepted_once(office: Office, mistaken: Approval) -> None:
    ask(office, mistaken)
    accept(office, mistaken)

    assert why_not(office, mistaken) == Obstacle.NOT_QUARANTINED


def test_what_was_not_kept_is_to_be_approved_again(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)

    assert why_not(office, office.approve(intacct, company="Acme-imp")) == Obstacle.NOT_KEPT


def test_another_entity_is_never_what_was_meant(office: Office, mistaken: Approval) -> None:
    with office.scope():
        mistaken.found["differs"].append("entity_id")
        mistaken.save()

    assert why_not(office, mistaken) == Obstacle.NOT_A_MISTAKE


def test_another_user_than_the_named_one_takes_their_place(
    office: Office, intacct: Intacct
) -> None:
    with office.scope():
        connections.save_user(
            connection=office.fresh(), entity_id="", user_id="named", password=None, actor=ROBOT
        )
    mistaken = office.approve(intacct)
    ask(office, mistaken)

    accept(office, mistaken)

    with office.scope():
        [user] = office.connection.web_services_users.all()
    assert user.user_id == "admin"


def test_an_accepted_grant_ends_the_older_of_the_same_user(
    office: Office, mistaken: Approval, intacct: Intacct
) -> None:
    with office.scope():
        grant = Grant.objects.get()
    older = Office.open(mistaken.application, company_id="Acme-imp")
    older.approve(intacct, company="Acme-imp")
    with older.scope():
        Grant.objects.update(approved_at=grant.approved_at)
    ask(office, mistaken)

    accept(office, mistaken)

    assert [grant.state for grant in older.grants()] == [Grant.State.SUPERSEDED]
