from dataclasses import replace

import pytest

from apps.vault.frame import binding, framed, unframed
from apps.vault.keyring import CannotOpen
from apps.vault.place import Place
from tests.vault.rooms import HERE, moves


def test_unframes_what_it_framed() -> None:
    assert unframed(framed(1, "k1", b"body"), form=1) == ("k1", b"body")


@pytest.mark.parametrize("sealed", [b"", b"\x01", framed(2, "k1", b"body"), b"\x00\x02k1body"])
def test_refuses_another_format(sealed: bytes) -> None:
    with pytest.raises(CannotOpen):
        unframed(sealed, form=1)


@pytest.mark.parametrize(("one", "other"), moves(HERE))
def test_no_two_places_are_bound_alike(one: Place, other: Place) -> None:
    assert binding(1, one, "k1") != binding(1, other, "k1")


def test_format_and_key_id_are_part_of_the_binding() -> None:
    bindings = {binding(1, HERE, "k1"), binding(2, HERE, "k1"), binding(1, HERE, "k2")}

    assert len(bindings) == 3


def test_a_boundary_cannot_wander_between_parts() -> None:
    shifted = int.from_bytes(HERE.version.to_bytes(8)[1:] + b"k")
    place = replace(HERE, field=HERE.field + "\x00", version=shifted)

    # Laid end to end without their lengths, the parts of both would be the same bytes.
    assert binding(1, place, "1") != binding(1, HERE, "k1")
