"""The two secrets of an attempt while it is under way, sealed to the workers and to its row."""

import hashlib

from apps.connections.models import Approval
from apps.vault import services as vault
from apps.vault.place import Place
from apps.vault.secret import Secret


def hashed(secret: str) -> str:
    """What is kept of a state and of a browser's cookie: SHA-256, in hex."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def seal_verifier(approval: Approval, verifier: str) -> bytes:
    return vault.seal_passing(Secret(verifier), place=_place(approval, "verifier"))


def seal_code(approval: Approval, code: str) -> bytes:
    return vault.seal_passing(Secret(code), place=_place(approval, "code"))


def open_verifier(approval: Approval) -> Secret:
    """Workers only. Raises VaultClosed, CannotOpen."""
    sealed = bytes(approval.verifier_sealed)
    return vault.open_passing(sealed, place=_place(approval, "verifier"))


def open_code(approval: Approval) -> Secret:
    """Workers only. Raises VaultClosed, CannotOpen."""
    return vault.open_passing(bytes(approval.code_sealed), place=_place(approval, "code"))


def _place(approval: Approval, field: str) -> Place:
    return Place(approval.tenant_id, approval.connection_id, f"{field}/{approval.id}", 1)
