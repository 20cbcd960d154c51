import pytest
from django.core.management import CommandError, call_command

from apps.tenants.management.commands import add_operator
from apps.tenants.models import User
from tests.factories import PASSWORD


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_operator, "getpass", lambda _: PASSWORD)


@pytest.mark.django_db
def test_the_first_operator_can_sign_in_and_may_everything() -> None:
    call_command("add_operator", "first@example.com", name="First")

    first = User.objects.get(email="first@example.com")
    assert first.check_password(PASSWORD)
    assert first.operator_role == "admin"


@pytest.mark.django_db
def test_nobody_is_made_twice() -> None:
    call_command("add_operator", "first@example.com")

    with pytest.raises(CommandError, match="signs in already"):
        call_command("add_operator", "First@example.com")


@pytest.mark.django_db
def test_a_weak_password_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_operator, "getpass", lambda _: "short")

    with pytest.raises(CommandError, match="too short"):
        call_command("add_operator", "first@example.com")
    assert not User.objects.filter(email="first@example.com").exists()
