"""What a finding says: rows keep a code and values, the sentences are rendered from here.

The catalogue (`catalogue.CATALOGUE`) can therefore be improved for yesterday's findings too.
The formula of the words: ../shared/reference/ux.md §6.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who can do something about it."""

    CUSTOMER = "customer"
    OPERATOR = "operator"  # ours: never shown to a customer as theirs
    INTACCT = "intacct"  # theirs: nothing is wrong with the customer's set-up


class Severity(StrEnum):
    """How much it matters to the connection."""

    BLOCKER = "blocker"  # the connection cannot work
    UNCLEAR = "unclear"  # we could not tell


@dataclass(frozen=True)
class Act:
    """One thing to do in Intacct: where, and what."""

    path: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Kind:
    """One entry of the catalogue. Texts hold ``{placeholders}`` for a finding's values."""

    code: str
    audience: Audience
    brief: str  # for the operators' lists, with the code beside it
    title: str
    saw: str
    why: str = ""
    purpose: str = ""  # which purpose of design D6 it disproves; empty: proves nothing
    fix: tuple[Act, ...] = ()
    minutes: int = 0
    retry_helps: bool = False  # asking again later, with nothing changed, may give another answer
    may_lock: bool = False  # trying again with the same values may lock the Intacct user

    @property
    def severity(self) -> Severity:
        """A blocker when it disproves a purpose; what proves nothing is unclear."""
        return Severity.BLOCKER if self.purpose else Severity.UNCLEAR

    @property
    def unclear(self) -> bool:
        """Whether it only says that we could not tell."""
        return not self.purpose


@dataclass(frozen=True)
class Told:
    """A finding in words, ready for a page or a mail."""

    code: str
    purpose: str
    audience: Audience
    title: str
    brief: str
    saw: str
    why: str
    fix: tuple[Act, ...]
    minutes: int
    retry_helps: bool
    may_lock: bool
    details: tuple[tuple[str, str], ...] = field(default=())


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def tell(kind: Kind, values: Mapping[str, str]) -> Told:
    """Render a kind with a finding's values; a value that is not known reads as an ellipsis."""
    known = _Values({name: value for name, value in values.items() if value})
    return Told(
        code=kind.code,
        purpose=kind.purpose,
        audience=kind.audience,
        title=kind.title.format_map(known),
        brief=kind.brief.format_map(known),
        saw=kind.saw.format_map(known),
        why=kind.why.format_map(known),
        fix=tuple(
            Act(tuple(part.format_map(known) for part in act.path), act.text.format_map(known))
            for act in kind.fix
        ),
        minutes=kind.minutes,
        retry_helps=kind.retry_helps,
        may_lock=kind.may_lock,
        details=_details(known),
    )


def _details(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    labels = {
        "errorno": "Intacct code",
        "quote": "Intacct's words",
        "support_id": "Intacct support ID",
        "http_status": "HTTP status",
    }
    return tuple((label, values[name]) for name, label in labels.items() if name in values)
