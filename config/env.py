"""Read settings from the environment; a missing one stops the process with one plain sentence.

Each setting may also be given as ``NAME_FILE``, the path of a file that holds the value
(the way container secrets arrive).
"""

import os
from pathlib import Path
from typing import Any

import environ

_env = environ.Env()


def text(name: str, default: str | None = None) -> str:
    """Return the setting as text; exit with a sentence when it is missing and has no default."""
    value = _from_file(name) or os.environ.get(name)
    if value:
        return value
    if default is None:
        raise SystemExit(f"{name} is not set. Set {name}, or {name}_FILE to a file that holds it.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """Return the setting as a boolean."""
    return text(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, *, default: float) -> float:
    """Return the setting as a number; exit with a sentence when it is not one."""
    value = text(name, str(default))
    try:
        return float(value)
    except ValueError:
        raise SystemExit(f"{name} must be a number, not {value!r}.") from None


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(name: str) -> dict[str, Any]:
    """Return a database URL as Django's dictionary."""
    return dict(_env.db_url_config(text(name)))


def email(name: str, default: str | None) -> dict[str, Any]:
    """Return an e-mail URL (smtp+tls://user:password@host:port) as Django's settings."""
    return dict(_env.email_url_config(text(name, default)))


def _from_file(name: str) -> str:
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SystemExit(f"{name}_FILE: cannot read {path}: {error.strerror}.") from None
