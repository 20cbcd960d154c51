"""What the local stack invents once and keeps: passwords and keys, in files of the owner alone."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from apps.vault import keyring

PASSWORDS = ("POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY")


def passwords(folder: Path) -> dict[str, str]:
    """Return the passwords kept in `folder`/local.env, inventing them the first time."""
    return _kept(folder / "local.env", invent_passwords)


def vault_keys(folder: Path) -> dict[str, str]:
    """Return both of the vault's rings kept in `folder`/vault.env, making them the first time."""
    return _kept(folder / "vault.env", make_vault_keys)


def invent_passwords() -> dict[str, str]:
    return {name: secrets.token_urlsafe(32) for name in PASSWORDS}


def make_vault_keys() -> dict[str, str]:
    public, private = keyring.generate()
    return {"VAULT_PUBLIC_KEYS": public, "VAULT_PRIVATE_KEYS": private}


def _kept(path: Path, invent: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    if not path.exists():
        _write(path, invent())
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def _write(path: Path, values: Mapping[str, str]) -> None:
    """Write the whole file or nothing, readable by nobody else at any instant."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    draft.rename(path)
