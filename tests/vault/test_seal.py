import pytest

from apps.vault.keyring import CannotOpen, read_private_ring, read_public_ring
from apps.vault.place import Place
from apps.vault.seal import seal, unseal
from apps.vault.secret import Secret
from tests.vault.rooms import (
    HERE,
    NEW_PRIVATE,
    NEW_PUBLIC,
    OLD_PRIVATE,
    PRIVATE,
    PUBLIC,
    flipped,
    moves,
)

SEALED = seal(Secret("s3cret"), ring=PUBLIC, place=HERE)
HEADER = 16


@pytest.mark.parametrize("text", ["s3cret", " Grüße ", "🔑" * 100, "\ud800", ""])
def test_opens_what_it_sealed(text: str) -> None:
    sealed = seal(Secret(text), ring=PUBLIC, place=HERE)

    assert unseal(sealed, ring=PRIVATE, place=HERE).reveal() == text


def test_sealing_twice_gives_different_bytes() -> None:
    assert seal(Secret("s3cret"), ring=PUBLIC, place=HERE) != SEALED


@pytest.mark.parametrize("position", [*range(HEADER), *range(HEADER, len(SEALED), 7), -1])
def test_a_changed_byte_does_not_open(position: int) -> None:
    damaged = flipped(SEALED, position % len(SEALED))

    with pytest.raises(CannotOpen):
        unseal(damaged, ring=PRIVATE, place=HERE)


@pytest.mark.parametrize("length", [*range(HEADER), *range(HEADER, len(SEALED), 37)])
def test_bytes_cut_short_do_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        unseal(SEALED[:length], ring=PRIVATE, place=HERE)


@pytest.mark.parametrize(("sealed_at", "opened_at"), moves(HERE))
def test_moved_bytes_do_not_open(sealed_at: Place, opened_at: Place) -> None:
    sealed = seal(Secret("s3cret"), ring=PUBLIC, place=sealed_at)

    with pytest.raises(CannotOpen):
        unseal(sealed, ring=PRIVATE, place=opened_at)


def test_a_rotated_ring_opens_what_the_old_key_sealed() -> None:
    rotated = read_private_ring(f"{NEW_PRIVATE},{OLD_PRIVATE}")

    assert unseal(SEALED, ring=rotated, place=HERE) == Secret("s3cret")


def test_a_ring_without_the_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        unseal(SEALED, ring=read_private_ring(NEW_PRIVATE), place=HERE)


def test_another_key_under_the_same_id_does_not_open() -> None:
    renamed = OLD_PRIVATE.partition(":")[0] + ":" + NEW_PRIVATE.partition(":")[2]

    with pytest.raises(CannotOpen):
        unseal(SEALED, ring=read_private_ring(renamed), place=HERE)


def test_the_newest_key_seals() -> None:
    sealed = seal(Secret("s3cret"), ring=read_public_ring(NEW_PUBLIC), place=HERE)

    assert NEW_PUBLIC.partition(":")[0].encode() in sealed[:HEADER]
