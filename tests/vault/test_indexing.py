import pytest
from pytest_django import Settings

from apps.vault import services
from apps.vault.indexing import blind
from apps.vault.keyring import VaultClosed, read_private_ring
from tests.vault.rooms import NEW_PRIVATE, NEW_PUBLIC, OLD_PRIVATE, OLD_PUBLIC, PRIVATE

NEW_ID, OLD_ID = (text.partition(":")[0] for text in (NEW_PUBLIC, OLD_PUBLIC))


def test_equal_parts_have_one_name_and_others_another() -> None:
    [name] = blind(["approval", "Acme", "ana"], ring=PRIVATE)

    assert [name] == list(blind(["approval", "Acme", "ana"], ring=PRIVATE))
    assert name.startswith(f"{OLD_ID}:")
    for others in (
        ["approval", "Acme", "anb"],
        ["approval", "Acmeana"],
        ["approval", "Acmea", "na"],
    ):
        assert [name] != list(blind(others, ring=PRIVATE))


def test_after_a_rotation_a_name_is_made_anew_and_the_old_one_known() -> None:
    [before] = blind(["Acme"], ring=PRIVATE)

    names = blind(["Acme"], ring=read_private_ring(f"{NEW_PRIVATE},{OLD_PRIVATE}"))

    assert [name.partition(":")[0] for name in names] == [NEW_ID, OLD_ID]
    assert names[1] == before


def test_what_is_kept_is_under_the_newest_key(settings: Settings) -> None:
    settings.VAULT_PRIVATE_KEYS = f"{NEW_PRIVATE},{OLD_PRIVATE}"

    name = services.blind_index("Acme")

    assert name == services.blind_indexes("Acme")[0]
    assert name.partition(":")[0] == services.index_key_id() == NEW_ID


def test_a_process_without_private_keys_names_nothing(settings: Settings) -> None:
    settings.VAULT_PRIVATE_KEYS = None

    with pytest.raises(VaultClosed):
        services.blind_indexes("Acme")
