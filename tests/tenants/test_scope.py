import pytest
from pytest_django.plugin import DjangoDbBlocker

from apps.connections.models import Connection
from apps.core.database import scope_now
from apps.tenants.scope import NoTenantChosen, NoTransaction, acting_for
from apps.tenants.unfenced import across_tenants
from tests.factories import make_customer


def test_a_tenant_may_be_named_by_its_id(db: None) -> None:
    customer = make_customer()

    with acting_for(customer.tenant.id):
        assert Connection.objects.get() == customer.connection


def test_the_innermost_scope_counts_and_the_outer_returns(db: None) -> None:
    acme, globex = make_customer("Acme"), make_customer("Globex")

    with across_tenants():
        with acting_for(acme.tenant):
            assert Connection.objects.get() == acme.connection
        assert Connection.objects.filter(tenant__in=[acme.tenant, globex.tenant]).count() == 2


def test_a_scope_ends_though_its_block_raises(db: None) -> None:
    def raise_inside() -> None:
        with acting_for(make_customer().tenant):
            raise LookupError

    with pytest.raises(LookupError):
        raise_inside()

    with pytest.raises(NoTenantChosen):
        Connection.objects.all()
    assert scope_now.get() is None


def test_outside_a_transaction_rows_are_refused_rather_than_missed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), across_tenants(), pytest.raises(NoTransaction):
        Connection.objects.count()
