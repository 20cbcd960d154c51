import uuid

import pytest

from apps.tenants import doorway, services
from apps.tenants.models import Tenant
from tests.factories import ROBOT, make_member, make_tenant, make_user


@pytest.fixture
def acme(db: None) -> Tenant:
    return make_tenant("Acme")


def test_a_member_enters_with_their_role(acme: Tenant) -> None:
    alice = make_member(acme, role="viewer")

    membership = doorway.enter(user=alice, slug=acme.slug)

    assert membership is not None
    assert (membership.tenant, membership.role) == (acme, "viewer")


def test_a_stranger_does_not_enter(acme: Tenant) -> None:
    globex = make_tenant("Globex")
    charlie = make_member(globex, name="charlie")

    assert doorway.enter(user=charlie, slug=acme.slug) is None
    assert doorway.enter(user=charlie, slug="nowhere") is None


def test_a_person_s_places_are_theirs_alone_by_name(acme: Tenant) -> None:
    alice = make_member(acme)
    make_member(make_tenant("Globex"), name="charlie")

    assert [each.tenant for each in doorway.memberships_of(user=alice)] == [acme]
    assert doorway.memberships_of(user=make_user()) == ()


def test_an_invitation_is_found_with_its_tenant(acme: Tenant) -> None:
    invitation = services.invite(tenant=acme, email="priya@example.com", role="admin", actor=ROBOT)

    found = doorway.invitation_with(invitation_id=invitation.id)

    assert found is not None
    assert found.tenant.name == acme.name
    assert doorway.invitation_with(invitation_id=uuid.uuid4()) is None
