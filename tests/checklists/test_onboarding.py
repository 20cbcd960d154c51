import pytest
from django.db import DatabaseError

from apps.checklists import services as checklists
from apps.checklists.library import newest
from apps.checklists.onboarding import Onboarded, onboard
from apps.tenants.models import Invitation, Tenant
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from tests.factories import ROBOT


def bring_in(*, email: str = "priya@example.com", environment: str = "sandbox") -> Onboarded:
    return onboard(
        name="Alder & Finch",
        guide=newest("craftable"),
        environment=environment,
        email=email,
        actor=ROBOT,
    )


def test_a_customer_comes_with_tenant_connection_guide_and_invitation(db: None) -> None:
    made = bring_in()

    assert made.tenant.slug == "alder-finch"
    assert made.checklist.connection.environment == "sandbox"
    assert made.checklist.connection.sender_name == "CraftableMPP"
    assert made.invitation is not None
    assert (made.invitation.email, made.invitation.role) == ("priya@example.com", "admin")


def test_without_an_address_nobody_is_invited(db: None) -> None:
    made = bring_in(email="")

    with acting_for(made.tenant):
        assert made.invitation is None
        assert not Invitation.objects.exists()


def test_it_is_all_or_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(checklists, "begin", refuse)

    with pytest.raises(DatabaseError):
        bring_in()

    with across_tenants():
        assert not Tenant.objects.filter(name="Alder & Finch").exists()
