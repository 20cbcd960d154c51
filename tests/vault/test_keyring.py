import pytest

from apps.vault.keyring import (
    CannotOpen,
    UnusableRing,
    generate,
    read_private_ring,
    read_public_ring,
)
from tests.vault.rooms import NEW_PRIVATE, NEW_PUBLIC, OLD_PRIVATE, OLD_PUBLIC

DAMAGED_PUBLIC = {
    "empty": "",
    "no key": "k1",
    "empty key": "k1:",
    "short key": "k1:AAAA",
    "open end": f"{OLD_PUBLIC},",
    "twice": f"{OLD_PUBLIC},{OLD_PUBLIC}",
    "a character short": OLD_PUBLIC[:-1],
    "bytes short": OLD_PUBLIC[:-4],
    "space in id": OLD_PUBLIC.replace(":", " x:"),
    "private": OLD_PRIVATE,
    "not ASCII": f"{OLD_PUBLIC}é",
}
DAMAGED_PRIVATE = {
    "empty": "",
    "bytes short": OLD_PRIVATE[:-4],
    "public": OLD_PUBLIC,
    "twice": f"{OLD_PRIVATE},{OLD_PRIVATE}",
}


def test_the_first_key_of_a_ring_is_the_newest() -> None:
    ring = read_public_ring(f"{NEW_PUBLIC},{OLD_PUBLIC}")

    assert ring.newest_id == NEW_PUBLIC.partition(":")[0]
    assert list(ring.keys) == [entry.partition(":")[0] for entry in (NEW_PUBLIC, OLD_PUBLIC)]


def test_space_and_line_ends_around_entries_do_not_matter() -> None:
    ring = read_private_ring(f" {NEW_PRIVATE} ,\n{OLD_PRIVATE}\n")

    assert len(ring.keys) == 2


@pytest.mark.parametrize("text", DAMAGED_PUBLIC.values(), ids=DAMAGED_PUBLIC)
def test_a_damaged_public_ring_is_named(text: str) -> None:
    with pytest.raises(UnusableRing, match=r"^VAULT_PUBLIC_KEYS: entry [12] ") as refused:
        read_public_ring(text)

    assert OLD_PUBLIC[20:60] not in str(refused.value)


@pytest.mark.parametrize("text", DAMAGED_PRIVATE.values(), ids=DAMAGED_PRIVATE)
def test_a_damaged_private_ring_is_named_without_its_keys(text: str) -> None:
    with pytest.raises(UnusableRing, match=r"^VAULT_PRIVATE_KEYS: entry [12] ") as refused:
        read_private_ring(text)

    assert OLD_PRIVATE[12:30] not in str(refused.value)


def test_a_key_that_is_not_held_is_not_guessed() -> None:
    with pytest.raises(CannotOpen):
        read_private_ring(OLD_PRIVATE).key("k00000000")


def test_a_ring_does_not_show_its_keys() -> None:
    assert "keys" not in repr(read_private_ring(OLD_PRIVATE))


def test_every_key_pair_is_new() -> None:
    assert len({entry for _ in range(3) for entry in generate()}) == 6
