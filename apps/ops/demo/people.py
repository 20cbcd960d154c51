"""Who signs in to the demo; their passwords are made once and kept beside the database."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

DEMO_FILE = "demo.json"


@dataclass(frozen=True)
class SignIn:
    """One person of the demo."""

    who: str
    email: str
    name: str
    password: str


CAST = (
    ("operator", "olga@causeway.example", "Olga Operator"),
    ("customer, nothing set up yet", "priya@alderfinch.example", "Priya Nair"),
    ("customer, connected", "sam@brightwater.example", "Sam Ito"),
    ("customer, broken", "lena@quarrylane.example", "Lena Moss"),
)


def sign_ins(keep: Path) -> list[SignIn]:
    """Return the cast with the passwords kept in the file, which is made at the first call."""
    if keep.exists():
        return [SignIn(**person) for person in json.loads(keep.read_text(encoding="utf-8"))]
    people = [SignIn(who, email, name, secrets.token_urlsafe(12)) for who, email, name in CAST]
    keep.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep.touch(mode=0o600)
    keep.write_text(json.dumps([asdict(person) for person in people]), encoding="utf-8")
    return people
