import json
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from apps.connections.tokens.parcels import OF_APPROVAL, OF_GRANT, Label, Parcel, Unreadable
from apps.core.clock import now
from apps.intacct.rest import TokenSet
from apps.vault.keyring import CannotOpen
from tests.factories import canary

LABEL = Label(
    kind=OF_GRANT,
    tenant_id=uuid.uuid4(),
    connection_id=uuid.uuid4(),
    owner_id=uuid.uuid4(),
    epoch=3,
)
RECEIVED = TokenSet(
    access_token=canary("access"),
    refresh_token=canary("refresh"),
    obtained_at=now(),
    expires_at=now() + timedelta(hours=12),
    token_type="Bearer",
    scope="",
    rotated=True,
)
PARCEL = Parcel(label=LABEL, received=RECEIVED, generation=7, approved_at=now())


def test_it_comes_out_as_it_went_in() -> None:
    assert Parcel.unpacked(PARCEL.packed()) == PARCEL


def test_neither_its_bytes_nor_its_repr_show_a_token() -> None:
    shown = PARCEL.packed() + repr(PARCEL).encode()

    assert b"canary" not in shown


@pytest.mark.parametrize(
    "other",
    [
        {"tenant_id": uuid.uuid4()},
        {"connection_id": uuid.uuid4()},
        {"owner_id": uuid.uuid4()},
        {"epoch": 4},
        {"kind": OF_APPROVAL},
    ],
    ids=lambda other: next(iter(other)),
)
def test_bytes_moved_to_another_place_do_not_open(other: dict[str, object]) -> None:
    body = json.loads(PARCEL.packed())
    moved = body | {name: str(value) for name, value in other.items() if name != "epoch"}
    moved |= {name: value for name, value in other.items() if name == "epoch"}

    with pytest.raises(CannotOpen):
        Parcel.unpacked(json.dumps(moved).encode())


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"sealed": "?"}', b"\xff\x00"])
def test_what_is_no_parcel_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        Parcel.unpacked(body)


def test_every_truncation_is_noticed() -> None:
    whole = PARCEL.packed()

    for length in range(0, len(whole), 7):
        with pytest.raises((Unreadable, CannotOpen)):
            Parcel.unpacked(whole[:length])


def test_its_name_tells_whose_it_is_and_under_which_lease() -> None:
    assert LABEL.name == f"{LABEL.owner_id}.3.grant"
    assert replace(LABEL, kind=OF_APPROVAL, epoch=0).name == f"{LABEL.owner_id}.0.approval"
