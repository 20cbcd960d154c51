from collections.abc import Iterator

import pytest

from apps.audit.actor import Actor
from apps.core.database.everyone import acting_as_everyone
from apps.tenants.models import Tenant
from apps.tenants.scope import acting_for

ALICE = Actor(id=None, label="Alice")


def make_tenant(name: str) -> Tenant:
    with acting_as_everyone():
        return Tenant.objects.create(name=name, slug=name.lower())


@pytest.fixture
def acme(db: None) -> Tenant:
    return make_tenant("Acme")


@pytest.fixture
def in_acme(acme: Tenant) -> Iterator[Tenant]:
    with acting_for(acme):
        yield acme
