from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from apps.connections import services as connections
from apps.connections import tokens
from apps.connections.approvals import Reason
from apps.connections.approvals.judging import Sight, judge
from apps.connections.models import Approval, Connection, Grant
from apps.core.clock import now
from apps.intacct.rest import Identity, Signature
from tests.connections.approvals.intacct import USERS, Intacct
from tests.connections.approvals.office import Office
from tests.factories import ROBOT

State = Approval.State


def name_user(office: Office, user_id: str) -> None:
    with office.scope():
        connections.save_user(
            connection=office.connection,
            entity_id="",
            user_id=user_id,
            password=None,
            actor=ROBOT,
        )


@pytest.mark.parametrize(
    ("person", "reason", "differs"),
    [
        ({"company": "Acme-imp"}, Reason.WRONG_COMPANY, ["company_id", "user_id"]),
        ({"user": "second"}, Reason.WRONG_USER, ["user_id"]),
    ],
)
def test_somebody_else_s_approval_is_quarantined(
    office: Office, intacct: Intacct, person: dict[str, str], reason: Reason, differs: list[str]
) -> None:
    name_user(office, "admin" if reason is Reason.WRONG_USER else "named")

    approval = office.approve(intacct, **person)

    [grant] = office.grants()
    assert (approval.state, approval.reason) == (State.QUARANTINED, reason)
    assert approval.found["differs"] == differs
    assert grant.state == Grant.State.QUARANTINED
    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=office.fresh())


def test_who_was_meant_instead_of_who_approved_is_told(office: Office, intacct: Intacct) -> None:
    name_user(office, "admin")

    approval = office.approve(intacct, user="second")

    assert (approval.found["user_id"], approval.found["user_before"]) == ("second", "admin")


def test_a_quarantine_that_puts_out_a_live_grant_is_checked_at_once(
    office: Office, intacct: Intacct
) -> None:
    office.approve(intacct)
    name_user(office, "somebody")
    with office.scope():
        Connection.objects.update(next_check_at=now() + timedelta(hours=1))

    approval = office.approve(intacct)

    due = office.fresh().next_check_at
    assert (approval.state, approval.found["kept"]) == (State.QUARANTINED, True)
    assert due is not None
    assert due <= now()


def confined(entity_id: str) -> dict[str, object]:
    """An administrator who stands in one entity wherever they sign in."""
    return USERS[0] | {"entities": [entity_id]}


def test_capital_letters_make_another_company(intacct: Intacct, application: Any) -> None:
    office = Office.open(application, company_id="ACME")

    approval = office.approve(intacct)

    assert (approval.reason, approval.found["company_id"]) == (Reason.WRONG_COMPANY, "Acme")


def test_an_entity_s_approval_is_not_for_the_top_level(office: Office, intacct: Intacct) -> None:
    intacct.found("Acme", entities=[{"id": "100", "name": "North"}], users=[confined("100")])

    approval = office.approve(intacct)

    assert (approval.reason, approval.found["entity_id"]) == (Reason.WRONG_ENTITY, "100")


def test_a_connection_of_entities_may_be_approved_in_one(office: Office, intacct: Intacct) -> None:
    intacct.found("Acme", entities=[{"id": "100", "name": "North"}], users=[confined("100")])
    with office.scope():
        connections.require(
            connection=office.connection,
            level="entity",
            requirements={"applications": [], "objects": []},
        )

    assert office.approve(intacct).state == State.GRANTED


def test_a_wrong_company_does_not_put_out_a_live_grant(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)

    approval = office.approve(intacct, company="Acme-imp")

    [grant] = office.grants()
    assert (approval.state, approval.found["kept"]) == (State.QUARANTINED, False)
    assert (grant.state, grant.company_id) == (Grant.State.LIVE, "Acme")


def test_another_user_of_the_same_company_is_granted_and_noted(
    office: Office, intacct: Intacct
) -> None:
    office.approve(intacct)

    approval = office.approve(intacct, user="second")

    assert (approval.state, approval.found["user_before"]) == (State.GRANTED, "admin")


def test_signing_keys_that_cannot_be_had_are_not_fatal(office: Office, intacct: Intacct) -> None:
    attempt = office.come_back(intacct)
    intacct.arm("http_503", path="/.well-known/jwks.json")

    office.work(attempt)

    approval = office.approval(attempt)
    assert (approval.state, approval.found["signature"]) == (State.GRANTED, "unchecked")


OURS = Identity(company_id="Acme", user_id="admin", signature=Signature.GOOD)
NOBODY = Identity()


@pytest.mark.parametrize(
    ("claims", "introspected", "reason"),
    [
        (OURS, OURS, None),
        (OURS, NOBODY, None),
        (NOBODY, OURS, None),
        (replace(OURS, signature=Signature.UNCHECKED), NOBODY, None),
        (replace(OURS, signature=Signature.BAD), OURS, Reason.BAD_SIGNATURE),
        (NOBODY, NOBODY, Reason.UNREADABLE),
        (replace(OURS, user_id=""), NOBODY, Reason.UNREADABLE),
        (OURS, replace(OURS, company_id="Other"), Reason.WRONG_COMPANY),
        (OURS, replace(OURS, entity_id="100"), Reason.WRONG_ENTITY),
    ],
)
def test_introspection_may_contradict_and_never_acquit(
    office: Office, claims: Identity, introspected: Identity, reason: Reason | None
) -> None:
    with office.scope():
        judgement = judge(Sight(claims, introspected, alive=None), office.connection)

    assert judgement.reason == reason
