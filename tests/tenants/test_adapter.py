from django.test import Client

from apps.tenants.models import User
from tests.factories import PASSWORD


def test_nobody_signs_up(db: None, client: Client) -> None:
    form = {"email": "mallory@example.com", "password1": PASSWORD}

    page, sent = client.get("/accounts/signup/"), client.post("/accounts/signup/", form)

    assert "password1" not in page.content.decode() + sent.content.decode()
    assert not User.objects.filter(email="mallory@example.com").exists()
