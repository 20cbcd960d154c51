import pytest

from apps.vault.envelope import disclose, enclose
from apps.vault.keyring import CannotOpen, read_private_ring
from apps.vault.place import Place
from apps.vault.seal import seal, unseal
from apps.vault.secret import Secret
from tests.vault.rooms import (
    HERE,
    NEW_PRIVATE,
    OLD_PRIVATE,
    PRIVATE,
    PUBLIC,
    flipped,
    moves,
)

ENCLOSED = enclose(Secret("s3cret"), ring=PRIVATE, place=HERE)


@pytest.mark.parametrize("text", ["s3cret", " Grüße ", "\ud800", ""])
def test_discloses_what_it_enclosed(text: str) -> None:
    enclosed = enclose(Secret(text), ring=PRIVATE, place=HERE)

    assert disclose(enclosed, ring=PRIVATE, place=HERE).reveal() == text


def test_a_rotated_ring_discloses_what_the_old_key_enclosed() -> None:
    rotated = read_private_ring(f"{NEW_PRIVATE},{OLD_PRIVATE}")

    assert disclose(ENCLOSED, ring=rotated, place=HERE) == Secret("s3cret")


def test_a_ring_without_the_key_does_not_disclose() -> None:
    with pytest.raises(CannotOpen):
        disclose(ENCLOSED, ring=read_private_ring(NEW_PRIVATE), place=HERE)


@pytest.mark.parametrize("position", range(len(ENCLOSED)))
def test_a_changed_byte_of_an_envelope_does_not_open(position: int) -> None:
    with pytest.raises(CannotOpen):
        disclose(flipped(ENCLOSED, position), ring=PRIVATE, place=HERE)


@pytest.mark.parametrize("length", range(len(ENCLOSED)))
def test_an_envelope_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        disclose(ENCLOSED[:length], ring=PRIVATE, place=HERE)


@pytest.mark.parametrize(("kept_at", "opened_at"), moves(HERE))
def test_a_moved_envelope_does_not_open(kept_at: Place, opened_at: Place) -> None:
    enclosed = enclose(Secret("s3cret"), ring=PRIVATE, place=kept_at)

    with pytest.raises(CannotOpen):
        disclose(enclosed, ring=PRIVATE, place=opened_at)


def test_neither_format_opens_the_other() -> None:
    with pytest.raises(CannotOpen):
        unseal(ENCLOSED, ring=PRIVATE, place=HERE)
    with pytest.raises(CannotOpen):
        disclose(seal(Secret("s3cret"), ring=PUBLIC, place=HERE), ring=PRIVATE, place=HERE)
