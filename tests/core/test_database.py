"""The scope stamped on a transaction: for its length, and never a pooled connection's next one."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from apps.core.database import Scope, acting_within

TENANT = uuid.uuid4()
ONE = Scope(tenant_id=TENANT)


def stamped() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.tenant', true), current_user")
        tenant, role = cursor.fetchone()
    return tenant or "", role


def test_an_open_transaction_is_stamped_at_once_and_cleared_after(db: None) -> None:
    with acting_within(ONE):
        assert stamped() == (str(TENANT), "causeway_app")

    assert stamped() == ("", "causeway_app")


def test_a_transaction_opened_inside_is_stamped_and_the_next_is_not(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        with acting_within(ONE), transaction.atomic():
            inside = stamped()
        outside = stamped()
        connection.close()

    assert inside == (str(TENANT), "causeway_app")
    assert outside == ("", "causeway_app")


def test_everyone_is_a_role_of_its_own_for_the_length_of_the_block(db: None) -> None:
    with acting_within(Scope(tenant_id=None, everyone=True)):
        assert stamped() == ("", "causeway_across")

    assert stamped() == ("", "causeway_app")


def test_a_savepoint_that_rolls_back_keeps_the_scope(db: None) -> None:
    with acting_within(ONE):
        with transaction.atomic():
            transaction.set_rollback(True)

        assert stamped() == (str(TENANT), "causeway_app")


def test_an_error_of_the_database_stays_the_error_that_is_told(db: None) -> None:
    def fail() -> None:
        with transaction.atomic(), acting_within(ONE), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError, match="division by zero"):
        fail()
