"""Rings and places for the vault's tests."""

from dataclasses import replace
from itertools import permutations
from uuid import UUID, uuid4

from apps.vault.keyring import generate, read_private_ring, read_public_ring
from apps.vault.place import Place

OLD_PUBLIC, OLD_PRIVATE = generate()
NEW_PUBLIC, NEW_PRIVATE = generate()
PUBLIC = read_public_ring(OLD_PUBLIC)
PRIVATE = read_private_ring(OLD_PRIVATE)
HERE = Place(uuid4(), uuid4(), "user_password", 1)


def moves(place: Place) -> list[tuple[Place, Place]]:
    """Every ordered pair out of the place and those that differ from it in one part each."""
    other = UUID(int=place.tenant_id.int ^ 1)
    places = [
        place,
        replace(place, tenant_id=other),
        replace(place, connection_id=other),
        replace(place, field=place.field[:-1]),
        replace(place, version=place.version + 1),
        replace(place, tenant_id=place.connection_id, connection_id=place.tenant_id),
    ]
    return list(permutations(places, 2))


def flipped(sealed: bytes, position: int) -> bytes:
    """The bytes with one bit changed."""
    return sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :]
