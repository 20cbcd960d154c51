"""Who signs in to the demo; their passwords are made once and kept beside the database."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

DEMO_FILE = "demo.json"


@dataclass(frozen=True)
class SignIn:
    """One person of the demo."""

    who: str
    email: str
    name: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class IntacctSignIn:
    """Who approves on the pages of the imitated Intacct."""

    company_id: str
    user_id: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Cast:
    """Everybody of the demo, here and in Intacct."""

    people: list[SignIn]
    approver: IntacctSignIn


PEOPLE = (
    ("operator", "olga@causeway.example", "Olga Operator"),
    ("customer, nothing set up yet", "priya@alderfinch.example", "Priya Nair"),
    ("customer, connected", "sam@brightwater.example", "Sam Ito"),
    ("customer, broken", "lena@quarrylane.example", "Lena Moss"),
    ("customer, about to approve in Intacct", "mara@larkspur.example", "Mara Quist"),
)
APPROVER = ("Larkspur", "admin")


def cast(keep: Path) -> Cast:
    """Return everybody with the passwords kept in the file, which is made at the first call."""
    if keep.exists():
        kept = json.loads(keep.read_text(encoding="utf-8"))
        people = [SignIn(**person) for person in kept["people"]]
        return Cast(people, IntacctSignIn(**kept["approver"]))
    made = _made()
    keep.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep.touch(mode=0o600)
    keep.write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


def _made() -> Cast:
    people = [SignIn(who, email, name, secrets.token_urlsafe(12)) for who, email, name in PEOPLE]
    return Cast(people, IntacctSignIn(*APPROVER, secrets.token_urlsafe(12)))
