import os
import stat
from pathlib import Path

import pytest

from apps.connections.tokens.spool import FORGOTTEN_SECONDS, ROOM, Spool, SpoolClosed


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "deep" / "spool")


def test_an_entry_is_found_again_until_it_is_removed(spool: Spool) -> None:
    spool.reserve("a.1.grant").keep(b"sealed")

    assert list(spool.entries(".grant")) == [("a.1.grant", b"sealed")]
    spool.remove("a.1.grant")
    spool.remove("a.1.grant")
    assert list(spool.entries(".grant")) == []


def test_nobody_else_may_read_it(spool: Spool) -> None:
    spool.folder.mkdir(mode=0o755, parents=True)

    spool.reserve("a.1.grant").keep(b"sealed")

    assert stat.S_IMODE(spool.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in spool.folder.iterdir()] == [0o600]


def test_a_reservation_is_no_entry(spool: Spool) -> None:
    slot = spool.reserve("a.1.grant")

    assert list(spool.entries(".grant")) == []
    assert slot.path.stat().st_blocks * 512 >= ROOM  # it is on the disk already
    slot.discard()
    assert list(spool.folder.iterdir()) == []


def test_entries_of_one_owner_are_told_apart(spool: Spool) -> None:
    spool.reserve("a.1.grant").keep(b"one")
    spool.reserve("b.1.grant").keep(b"two")
    spool.reserve("a.0.approval").keep(b"three")

    assert list(spool.entries(".grant", beginning="a.")) == [("a.1.grant", b"one")]


def test_a_spool_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SpoolClosed):
        Spool(tmp_path / "file").reserve("a.1.grant")


def test_a_full_disk_is_met_before_the_token_is_spent(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", refuse)

    with pytest.raises(SpoolClosed, match="No space left"):
        spool.reserve("a.1.grant")
    assert list(spool.folder.iterdir()) == []


def test_room_is_made_again_where_somebody_died_before_their_turn(spool: Spool) -> None:
    dead = spool.reserve("a.1.grant")

    spool.reserve("a.1.grant").keep(b"sealed")

    os.close(dead.file)
    assert list(spool.entries(".grant")) == [("a.1.grant", b"sealed")]


def test_what_nobody_can_read_is_set_aside(spool: Spool) -> None:
    spool.reserve("a.1.grant").keep(b"?")

    spool.set_aside("a.1.grant")

    assert list(spool.entries(".grant")) == []
    assert [path.name for path in spool.folder.iterdir()] == ["a.1.grant.aside"]


def test_an_entry_is_never_taken_for_a_reservation(spool: Spool) -> None:
    spool.reserve("a.1.grant").keep(b"sealed")
    os.utime(spool.folder / "a.1.grant", (0, 0))

    spool.forget_reservations()

    assert list(spool.entries(".grant")) == [("a.1.grant", b"sealed")]


def test_the_reservations_of_the_dead_are_given_back(spool: Spool) -> None:
    old, young = spool.reserve("a.1.grant"), spool.reserve("b.1.grant")
    past = old.path.stat().st_mtime - FORGOTTEN_SECONDS - 1
    os.utime(old.path, (past, past))

    spool.forget_reservations()

    assert list(spool.folder.iterdir()) == [young.path]
    for slot in (old, young):
        slot.discard()
