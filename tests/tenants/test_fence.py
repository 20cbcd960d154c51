"""Both fences of design D3: Python's fails closed, PostgreSQL's does not depend on Python."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from apps.checks.models import Run
from apps.connections.models import Connection
from apps.tenants.scope import NoTenantChosen, TenantModel, acting_for
from apps.tenants.unfenced import across_tenants
from tests.factories import Customer, make_customer

FENCED: list[type[models.Model]] = [
    model for model in apps.get_models() if issubclass(model, TenantModel)
]


@pytest.fixture
def two(db: None) -> tuple[Customer, Customer]:
    return make_customer("Acme"), make_customer("Globex")


def count(model: type[models.Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def test_the_app_signs_in_as_a_role_that_owns_nothing_and_bypasses_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR rolcreaterole,"
            " (SELECT count(*) FROM pg_tables WHERE tableowner = current_user)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("causeway_app", False, 0)


def test_forgetting_the_tenant_raises(two: tuple[Customer, Customer]) -> None:
    with pytest.raises(NoTenantChosen):
        Connection.objects.count()


@pytest.mark.parametrize("model", FENCED, ids=lambda model: model.__name__)
def test_without_a_tenant_the_database_shows_no_row(
    model: type[models.Model], two: tuple[Customer, Customer]
) -> None:
    assert count(model) == 0


def test_across_tenants_shows_everyones_rows(two: tuple[Customer, Customer]) -> None:
    with across_tenants():
        assert count(Connection) >= 2


def test_one_tenant_sees_nothing_of_another(two: tuple[Customer, Customer]) -> None:
    acme, globex = two

    with acting_for(acme.tenant), connection.cursor() as cursor:
        cursor.execute("SELECT id, tenant_id FROM connections_connection")
        assert cursor.fetchall() == [(acme.connection.id, acme.tenant.id)]
        cursor.execute("SELECT name FROM tenants_tenant")
        assert cursor.fetchall() == [(acme.tenant.name,)]

    with acting_for(acme.tenant):
        assert not Connection.objects.filter(id=globex.connection.id).exists()


def test_a_row_for_another_tenant_is_refused(two: tuple[Customer, Customer]) -> None:
    acme, globex = two

    with (
        acting_for(acme.tenant),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Connection.objects.create(tenant=globex.tenant, sender=globex.connection.sender)


def test_a_row_cannot_be_moved_to_another_tenant(two: tuple[Customer, Customer]) -> None:
    acme, globex = two

    with (
        acting_for(acme.tenant),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Connection.objects.filter(id=acme.connection.id).update(tenant=globex.tenant)


def test_a_foreign_key_into_another_tenant_is_refused(two: tuple[Customer, Customer]) -> None:
    acme, globex = two

    with acting_for(acme.tenant), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="same_tenant"), transaction.atomic():
            Run.objects.create(
                tenant=acme.tenant, connection=globex.connection, why="requested", version=1
            )


def test_the_scope_ends_with_its_block(two: tuple[Customer, Customer]) -> None:
    with acting_for(two[0].tenant):
        assert count(Connection) == 1
    assert count(Connection) == 0
