import pytest
from django.db import IntegrityError

from apps.tenants.models import Membership, User
from tests.factories import make_user


@pytest.mark.parametrize(
    ("role", "reaches"),
    [
        ("viewer", ["viewer"]),
        ("member", ["viewer", "member"]),
        ("admin", ["viewer", "member", "admin"]),
    ],
)
def test_each_role_may_what_the_lesser_ones_may(role: str, reaches: list[str]) -> None:
    membership = Membership(role=role)

    assert [each for each in ("viewer", "member", "admin") if membership.may(each)] == reaches


def test_one_address_is_one_person_whatever_its_case(db: None) -> None:
    user = make_user()

    assert User.objects.get_by_natural_key(user.email.upper()) == user
    with pytest.raises(IntegrityError, match="tenants_user_email"):
        User.objects.create_user(email=user.email.upper())


def test_a_person_without_a_name_is_called_by_their_address() -> None:
    nameless = User(email="priya@example.com")

    assert str(nameless) == "priya@example.com"
    assert nameless.as_actor.label == "priya@example.com"
    assert (nameless.initials, User(name="Priya Nair").initials) == ("PE", "PN")
