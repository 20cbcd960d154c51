from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import UUID

import pytest

from apps.core.database.everyone import acting_as_everyone
from apps.outbox import services
from apps.outbox.models import Message
from apps.outbox.rendering import RENDERERS, Email, Payload, Renderer


def greeting(payload: Payload) -> Email:
    return Email(subject="Welcome", text=f"Your link: /welcome/{payload['id']}/canary-71c5")


@contextmanager
def registered(renderer: Renderer) -> Iterator[None]:
    with patch.dict(RENDERERS, {"greeting": renderer}):
        yield


@pytest.fixture
def greetings(db: None) -> Iterator[None]:
    """The kind `greeting` can be rendered, in the scope of everyone."""
    with registered(greeting), acting_as_everyone():
        yield


def post(*, to: str = "alice@acme.example", key: str = "", tenant_id: UUID | None = None) -> None:
    services.post(kind="greeting", to=to, payload={"id": "7"}, dedupe_key=key, tenant_id=tenant_id)


@pytest.fixture
def message(greetings: None) -> Message:
    """A greeting that is due."""
    post()
    return Message.objects.get()
