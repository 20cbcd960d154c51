"""Every table that holds a tenant's rows stands inside the fence; the catalog says so."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from apps.tenants.scope import TenantModel

OWN_POLICIES = {"audit_entry", "audit_chainhead", "outbox_message"}


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def tables_with_a_tenant() -> set[str]:
    found = rows(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'tenant_id'"
    )
    return {name for (name,) in found}


@pytest.mark.django_db
def test_every_table_with_a_tenant_has_forced_row_level_security() -> None:
    fenced = rows("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")

    assert tables_with_a_tenant() - {name for (name,) in fenced} == set()


@pytest.mark.django_db
def test_every_policy_for_everyone_is_a_plain_equality() -> None:
    policies = rows("SELECT tablename, qual FROM pg_policies WHERE policyname = 'tenant_fence'")

    plain = "= (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)"
    assert {name for name, _ in policies} >= tables_with_a_tenant() - OWN_POLICIES
    assert [name for name, qual in policies if not qual.endswith(plain)] == []


def test_every_model_with_a_tenant_fails_closed_in_python() -> None:
    with_tenant = [
        model
        for model in apps.get_models()
        if any(field.name == "tenant" for field in model._meta.get_fields())
    ]

    assert [model for model in with_tenant if not issubclass(model, TenantModel)] == []


@pytest.mark.django_db
def test_every_key_between_tenant_tables_is_bound_to_its_tenant() -> None:
    bound = {name for (name,) in rows("SELECT conname FROM pg_constraint WHERE contype = 'f'")}
    fenced = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    crossing = [
        f"{model._meta.db_table}_{field.column}_same_tenant"
        for model in fenced
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, TenantModel)
    ]

    assert crossing
    assert set(crossing) - bound == set()
