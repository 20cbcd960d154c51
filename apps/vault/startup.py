"""Are the rings whole, and do they belong together? Asked once, before a process serves anyone."""

from uuid import UUID

from apps.vault.keyring import (
    CannotOpen,
    PrivateRing,
    PublicRing,
    Ring,
    UnusableRing,
    read_private_ring,
    read_public_ring,
)
from apps.vault.place import Place
from apps.vault.seal import seal, unseal
from apps.vault.secret import Secret

PROBE = Secret("Does this private key open what this public key seals?")


def check_rings(public: str | None, private: str | None) -> None:
    """Prove that this process may start. `private` is None or empty where nothing is to be opened.

    Raises UnusableRing with one plain sentence that names the setting: the public ring is missing
    or damaged, a private key has no public twin, the newest public key has no private twin, or a
    private key does not open what its twin seals (design.md D4).
    """
    if not public:
        raise UnusableRing("VAULT_PUBLIC_KEYS is not set: run `manage.py vault keygen` once.")
    public_ring = read_public_ring(public)
    if private:
        _check_pairs(public_ring, read_private_ring(private))


def _check_pairs(public: PublicRing, private: PrivateRing) -> None:
    if public.newest_id not in private.keys:
        raise UnusableRing(
            f"VAULT_PRIVATE_KEYS lacks the key {public.newest_id} VAULT_PUBLIC_KEYS seals with."
        )
    for key_id in private.keys:
        if key_id not in public.keys:
            raise UnusableRing(f"VAULT_PUBLIC_KEYS lacks the key {key_id} of VAULT_PRIVATE_KEYS.")
        if not _are_twins(key_id, public, private):
            raise UnusableRing(
                f"VAULT_PRIVATE_KEYS: the key {key_id} is not the twin of VAULT_PUBLIC_KEYS."
            )


def _are_twins(key_id: str, public: PublicRing, private: PrivateRing) -> bool:
    place = Place(UUID(int=0), UUID(int=0), "startup", 1)
    sealed = seal(PROBE, ring=Ring({key_id: public.keys[key_id]}), place=place)
    try:
        return unseal(sealed, ring=private, place=place) == PROBE
    except CannotOpen:
        return False
