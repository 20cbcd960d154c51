from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest

from apps.core.database import Scope, acting_within

ActingIn = Callable[[UUID], AbstractContextManager[None]]


@pytest.fixture
def acting_in(db: None) -> ActingIn:
    """The scope of one tenant, as `apps.tenants.scope.acting_for` opens it."""
    return lambda tenant_id: acting_within(Scope(tenant_id=tenant_id))
