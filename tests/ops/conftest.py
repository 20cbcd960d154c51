import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def olga(db: None, client: Client) -> Client:
    """The browser of an operator who may act."""
    client.force_login(make_user("olga", operator_role="operator"))
    return client
