import pytest

from apps.vault.keyring import UnusableRing
from apps.vault.startup import check_rings
from tests.vault.rooms import NEW_PRIVATE, NEW_PUBLIC, OLD_PRIVATE, OLD_PUBLIC

BOTH_PUBLIC, BOTH_PRIVATE = f"{NEW_PUBLIC},{OLD_PUBLIC}", f"{NEW_PRIVATE},{OLD_PRIVATE}"
NEW_ID, OLD_ID = (entry.partition(":")[0] for entry in (NEW_PUBLIC, OLD_PUBLIC))
FOREIGN = f"{OLD_ID}:{NEW_PRIVATE.partition(':')[2]}"

USABLE = {
    "one pair": (OLD_PUBLIC, OLD_PRIVATE),
    "two pairs": (BOTH_PUBLIC, BOTH_PRIVATE),
    "web": (OLD_PUBLIC, None),
    "web, empty": (OLD_PUBLIC, ""),
    "old key retired": (BOTH_PUBLIC, NEW_PRIVATE),
}
UNUSABLE = [
    ("VAULT_PUBLIC_KEYS is not set", (None, None)),
    ("VAULT_PUBLIC_KEYS is not set", ("", OLD_PRIVATE)),
    ("VAULT_PUBLIC_KEYS: entry 1", ("k1:AAAA", None)),
    ("VAULT_PRIVATE_KEYS: entry 1", (OLD_PUBLIC, OLD_PRIVATE[:-9])),
    (f"VAULT_PRIVATE_KEYS lacks the key {NEW_ID}", (BOTH_PUBLIC, OLD_PRIVATE)),
    (f"VAULT_PUBLIC_KEYS lacks the key {OLD_ID}", (NEW_PUBLIC, BOTH_PRIVATE)),
    (f"VAULT_PRIVATE_KEYS: the key {OLD_ID} is not the twin", (OLD_PUBLIC, FOREIGN)),
]


@pytest.mark.parametrize(("public", "private"), USABLE.values(), ids=USABLE)
def test_a_process_with_matching_rings_starts(public: str | None, private: str | None) -> None:
    check_rings(public, private)


@pytest.mark.parametrize(("sentence", "rings"), UNUSABLE, ids=range(len(UNUSABLE)))
def test_a_process_with_wrong_rings_is_told_which_setting(
    sentence: str, rings: tuple[str | None, str | None]
) -> None:
    with pytest.raises(UnusableRing, match=sentence) as refused:
        check_rings(*rings)

    assert str(refused.value).endswith(".")
    assert ". " not in str(refused.value)
