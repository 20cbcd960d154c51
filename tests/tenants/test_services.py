from datetime import timedelta

import pytest
from django.urls import resolve
from time_machine import travel

from apps.audit.models import Entry
from apps.core.clock import now
from apps.outbox.models import Message
from apps.tenants import doorway, services
from apps.tenants.models import Invitation, Membership, Tenant, User
from apps.tenants.scope import acting_for
from apps.tenants.services import CannotAccept
from apps.tenants.unfenced import across_tenants
from tests.factories import PASSWORD, ROBOT, make_member, make_tenant, make_user

AFTER_IT_ENDS = timedelta(days=services.INVITATION_DAYS, seconds=1)


@pytest.fixture
def acme(db: None) -> Tenant:
    return make_tenant("Acme")


def invite(tenant: Tenant, *, email: str = "priya@example.com", role: str = "member") -> Invitation:
    return services.invite(tenant=tenant, email=email, role=role, actor=ROBOT)


def role_of(user: User, tenant: Tenant) -> str:
    with acting_for(tenant):
        return Membership.objects.get(user=user).role


def actions(tenant: Tenant) -> list[str]:
    with acting_for(tenant):
        rows = Entry.objects.filter(tenant_id=tenant.id).order_by("seq")
        return list(rows.values_list("action", flat=True))


def test_tenants_of_one_name_have_slugs_of_their_own(db: None) -> None:
    made = [services.found(name="Alder & Finch", actor=ROBOT) for _ in range(3)]

    assert [each.slug for each in made] == ["alder-finch", "alder-finch-2", "alder-finch-3"]


def test_a_name_without_letters_still_has_a_slug(db: None) -> None:
    assert services.found(name="株式会社", actor=ROBOT).slug == "tenant"


def test_a_name_that_ops_uses_itself_gets_another_slug(db: None) -> None:
    made = services.found(name="New", actor=ROBOT)

    assert made.slug == "new-2"
    assert resolve(f"/ops/tenants/{made.slug}/").view_name == "ops:tenant"


def test_a_slug_that_was_taken_meanwhile_is_chosen_anew(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.found(name="Acme", actor=ROBOT)
    seen, now_taken = [frozenset[str]()], doorway.slugs_like
    monkeypatch.setattr(doorway, "slugs_like", lambda base: seen.pop() if seen else now_taken(base))

    assert services.found(name="Acme", actor=ROBOT).slug == "acme-2"


def test_an_invitation_is_open_audited_and_mailed_without_its_link(acme: Tenant) -> None:
    invitation = invite(acme)

    with across_tenants():
        message = Message.objects.get(tenant_id=acme.id)
    assert invitation.state == "open"
    assert message.to == "priya@example.com"
    assert message.payload == {"invitation_id": str(invitation.id)}
    assert actions(acme)[-1] == "member.invited"


def test_accepting_makes_a_member_of_the_role_offered(acme: Tenant) -> None:
    user, invitation = make_user(), invite(acme, role="viewer")

    services.accept(invitation=invitation, user=user)

    assert role_of(user, acme) == "viewer"
    assert actions(acme)[-1] == "invitation.accepted"


def test_accepting_again_is_refused(acme: Tenant) -> None:
    invitation = invite(acme)
    services.accept(invitation=invitation, user=make_user())

    with pytest.raises(CannotAccept) as refused:
        services.accept(invitation=invitation, user=make_user())

    assert refused.value.state == "used"


def test_a_revoked_invitation_is_refused(acme: Tenant) -> None:
    invitation = invite(acme)
    services.revoke(invitation=invitation, actor=ROBOT)

    with pytest.raises(CannotAccept, match="revoked"):
        services.accept(invitation=invitation, user=make_user())


def test_an_invitation_that_ended_is_refused(acme: Tenant) -> None:
    invitation = invite(acme)

    with travel(now() + AFTER_IT_ENDS), pytest.raises(CannotAccept, match="expired"):
        services.accept(invitation=invitation, user=make_user())


def test_a_used_invitation_cannot_be_revoked(acme: Tenant) -> None:
    invitation = invite(acme)
    services.accept(invitation=invitation, user=make_user())

    services.revoke(invitation=invitation, actor=ROBOT)

    with acting_for(acme):
        assert Invitation.objects.get().state == "used"
    assert "invitation.revoked" not in actions(acme)


def test_a_member_who_accepts_again_takes_the_new_role(acme: Tenant) -> None:
    user = make_member(acme, role="viewer")

    services.accept(invitation=invite(acme, role="admin"), user=user)

    assert role_of(user, acme) == "admin"


def test_an_invitation_never_lowers_a_member_s_role(acme: Tenant) -> None:
    user = make_member(acme, role="admin")

    membership = services.accept(invitation=invite(acme, role="viewer"), user=user)

    assert membership.role == role_of(user, acme) == "admin"


def test_joining_makes_a_sign_in_with_the_invited_address(acme: Tenant) -> None:
    invitation = invite(acme, email="Priya@Example.com")

    membership = services.join(invitation=invitation, name=" Priya Nair ", password=PASSWORD)

    assert (membership.user.email, membership.user.name) == ("Priya@Example.com", "Priya Nair")
    assert membership.user.check_password(PASSWORD)


def test_joining_with_an_ended_invitation_leaves_no_user(acme: Tenant) -> None:
    invitation = invite(acme)

    with travel(now() + AFTER_IT_ENDS), pytest.raises(CannotAccept):
        services.join(invitation=invitation, name="Priya", password=PASSWORD)

    assert not User.objects.filter(email="priya@example.com").exists()


def test_joining_again_makes_no_second_user(acme: Tenant) -> None:
    invitation = invite(acme)
    services.join(invitation=invitation, name="Priya", password=PASSWORD)

    with pytest.raises(CannotAccept, match="used"):
        services.join(invitation=invitation, name="Priya", password=PASSWORD)


def test_whose_address_got_a_sign_in_elsewhere_must_use_it(acme: Tenant) -> None:
    services.join(invitation=invite(make_tenant()), name="Priya", password=PASSWORD)
    invitation = invite(acme, email="PRIYA@example.com")

    with pytest.raises(CannotAccept, match="open"):
        services.join(invitation=invitation, name="Priya", password=PASSWORD)


def test_an_operator_is_added_on_the_record(db: None) -> None:
    olga = services.add_operator(
        email="olga@example.com", name="Olga", role="viewer", password=PASSWORD, actor=ROBOT
    )

    with across_tenants():
        entry = Entry.objects.get(action="operator.added")
    assert (entry.target_id, entry.details) == (olga.id, {"role": "viewer"})
