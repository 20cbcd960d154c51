import uuid

import pytest
from pytest_django import Settings

from apps.tenants.invitations import invitation_id_in, token_for

ID = uuid.UUID("7d9a1e52-0d5c-4f52-9a52-6d3a4f7f1c11")


def test_a_token_opens_the_invitation_it_was_made_for() -> None:
    assert invitation_id_in(token_for(ID)) == ID


def test_a_token_survives_being_an_address() -> None:
    assert all(letter.isalnum() or letter in "-_~" for letter in token_for(ID))


@pytest.mark.parametrize("at", range(0, 32, 5))
def test_another_id_under_the_same_signature_opens_nothing(at: int) -> None:
    token = token_for(ID)
    changed = "0" if token[at] != "0" else "1"

    assert invitation_id_in(token[:at] + changed + token[at + 1 :]) is None


@pytest.mark.parametrize("token", ["", "~", "nonsense", ID.hex, f"{ID.hex}~", "\x00", "é~ü"])
def test_what_we_did_not_sign_opens_nothing(token: str) -> None:
    assert invitation_id_in(token) is None


def test_a_token_of_another_key_opens_nothing(settings: Settings) -> None:
    token = token_for(ID)
    settings.SECRET_KEY = "another-key"

    assert invitation_id_in(token) is None
