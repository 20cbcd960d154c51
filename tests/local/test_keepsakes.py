from pathlib import Path

from apps.vault.startup import check_rings
from config.local import keepsakes


def test_passwords_are_invented_once(tmp_path: Path) -> None:
    first = keepsakes.passwords(tmp_path)

    assert keepsakes.passwords(tmp_path) == first
    assert len(set(first.values())) == len(keepsakes.PASSWORDS)


def test_the_vaults_rings_belong_together(tmp_path: Path) -> None:
    keys = keepsakes.vault_keys(tmp_path)

    check_rings(keys["VAULT_PUBLIC_KEYS"], keys["VAULT_PRIVATE_KEYS"])
    assert keepsakes.vault_keys(tmp_path) == keys


def test_the_files_are_the_owners_alone(tmp_path: Path) -> None:
    keepsakes.passwords(tmp_path)
    keepsakes.vault_keys(tmp_path)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"local.env": 0o600, "vault.env": 0o600}
