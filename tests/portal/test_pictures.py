"""Pictures beside a guide: those it names are there, and nothing else in its folder is."""

import zlib
from pathlib import Path

import pytest
from django.test import Client

from tests.factories import Customer
from tests.portal.guided import publish

PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"not looked at")


def url(customer: Customer, part: str) -> str:
    return f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"


@pytest.fixture
def drawn(linden: Customer, client: Client, published: Path) -> Customer:
    """Linden's next version, which has its picture; somebody else's file lies beside it."""
    publish(published, ("with an Add button., missing: true", "with an Add., file: list.png"))
    (published / "list.png").write_bytes(PNG)
    (published / "other.png").write_bytes(PNG)
    client.force_login(linden.admin)
    client.post(url(linden, "upgrade/"))
    return linden


def test_a_picture_is_shown_with_its_words(drawn: Customer, client: Client) -> None:
    page = client.get(url(drawn, "steps/web-services/")).content.decode()

    assert f'src="{url(drawn, "guide/list.png")}"' in page
    assert 'alt="The list of sender IDs with an Add."' in page


def test_it_is_served_as_what_it_is(drawn: Customer, client: Client) -> None:
    answer = client.get(url(drawn, "guide/list.png"))

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content == PNG


@pytest.mark.parametrize(
    "name", ["other.png", "linden-2.yaml", "../manage.py", "%2e%2e/%2e%2e/manage.py", "x/list.png"]
)
def test_nothing_else_is_there(drawn: Customer, client: Client, name: str) -> None:
    assert client.get(url(drawn, f"guide/{name}")).status_code == 404


def test_a_file_that_is_gone_leaves_its_words(
    drawn: Customer, client: Client, published: Path
) -> None:
    (published / "list.png").unlink()

    page = client.get(url(drawn, "steps/web-services/")).content.decode()

    assert "The list of sender IDs with an Add." in page
    assert "<img" not in page
