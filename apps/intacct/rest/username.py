"""Whom client credentials are for: `userId@companyId`, or `userId@companyId|entityId`.

Source: ../shared/intacct/intacct-rest.md §4.4. A user ID may hold an @, a company ID never does;
an entity ID may hold spaces. Case is data: nothing is re-cased, and nothing inside is trimmed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

LONGEST = 300

_LABEL = re.compile(r"[\"']?user[ _]?name[\"']?\s*[=:]\s*", re.IGNORECASE)
_QUOTES = (('"', '"'), ("'", "'"), ("`", "`"), ("“", "”"), ("‘", "’"))
_EMAIL = re.compile(r"[^@|\s]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.IGNORECASE | re.ASCII)


class Mistake(StrEnum):
    """What is wrong with a username, as somebody wrote or pasted it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTERS = "hidden_characters"
    ADDRESS = "address"
    NO_COMPANY = "no_company"
    NO_USER = "no_user"
    NO_ENTITY = "no_entity"
    SEVERAL_ENTITIES = "several_entities"
    AT_IN_COMPANY = "at_in_company"
    SPACES = "spaces"
    EMAIL = "email"


EXPLANATIONS = {
    Mistake.EMPTY: "Enter the username: the user ID, an @ and the company ID.",
    Mistake.TOO_LONG: f"A username has at most {LONGEST} characters.",
    Mistake.HIDDEN_CHARACTERS: "There is a character you cannot see. Type the username by hand.",
    Mistake.ADDRESS: "This is a web address. Enter the user ID, an @ and the company ID.",
    Mistake.NO_COMPANY: "The company ID is missing. Write it after the user ID, with an @ between.",
    Mistake.NO_USER: "The user ID is missing. Write it before the @.",
    Mistake.NO_ENTITY: "The entity ID after | is missing. For the top level, leave the | out.",
    Mistake.SEVERAL_ENTITIES: "There is more than one |. Name one entity only.",
    Mistake.AT_IN_COMPANY: "A company ID holds no @.",
    Mistake.SPACES: "There is a space next to @ or |, or at an end. Take it out.",
    Mistake.EMAIL: "This looks like an email address. Write the user ID, an @ and the company ID.",
}


class Misformatted(ValueError):
    """A username that cannot be meant. `suggestion` is what may be meant, or empty."""

    def __init__(self, mistake: Mistake, *, suggestion: str = "") -> None:
        super().__init__(f"not a username ({mistake})")
        self.mistake = mistake
        self.suggestion = suggestion

    @property
    def explanation(self) -> str:
        """A sentence for the page."""
        return EXPLANATIONS[self.mistake]


@dataclass(frozen=True)
class Username:
    """The three parts. Raises `Misformatted` when together they would read as something else."""

    user_id: str
    company_id: str
    entity_id: str = ""

    def __post_init__(self) -> None:
        if mistake := _mistake_in_parts(self.user_id, self.company_id, self.entity_id):
            raise Misformatted(mistake, suggestion=_suggestion(self))

    @property
    def text(self) -> str:
        """As the token endpoint wants it."""
        return _written(self.user_id, self.company_id, self.entity_id)


def parse_username(text: str) -> Username:
    """Split what somebody pasted: the bare username, or one in quotes, behind a label, or escaped.

    White space around it is not part of it. The parts are for showing back to whoever pasted it.
    Raises `Misformatted`.
    """
    bare = _undecorated(text)
    if mistake := _mistake_in_whole(bare):
        raise Misformatted(mistake)
    place, bar, entity_id = bare.partition("|")
    user_id, at, company_id = place.rpartition("@")
    if not at:
        raise Misformatted(Mistake.NO_COMPANY)
    name = Username(user_id, company_id, entity_id)
    if bar and not entity_id:
        raise Misformatted(Mistake.NO_ENTITY, suggestion=_suggestion(name))
    return name


def _undecorated(text: str) -> str:
    bare = text.strip()
    if label := _LABEL.match(bare):
        bare = bare[label.end() :].rstrip(",;")
    if len(bare) > 1 and (bare[0], bare[-1]) in _QUOTES:
        bare = bare[1:-1].strip()
    return unquote(bare) if "@" not in bare and "%40" in bare else bare


def _mistake_in_whole(bare: str) -> Mistake | None:
    found = {
        Mistake.EMPTY: not bare,
        Mistake.TOO_LONG: len(bare) > LONGEST,
        Mistake.HIDDEN_CHARACTERS: not bare.isprintable(),
        Mistake.ADDRESS: "://" in bare,
        Mistake.EMAIL: _EMAIL.fullmatch(bare) is not None,
    }
    return next((mistake for mistake, present in found.items() if present), None)


def _mistake_in_parts(user_id: str, company_id: str, entity_id: str) -> Mistake | None:
    parts = (user_id, company_id, entity_id)
    found = {
        Mistake.NO_USER: not user_id.strip(),
        Mistake.NO_COMPANY: not company_id.strip(),
        Mistake.TOO_LONG: len(_written(*parts)) > LONGEST,
        Mistake.HIDDEN_CHARACTERS: not "".join(parts).isprintable(),
        Mistake.SEVERAL_ENTITIES: "|" in "".join(parts),
        Mistake.AT_IN_COMPANY: "@" in company_id,
        Mistake.SPACES: any(part != part.strip() for part in parts),
    }
    return next((mistake for mistake, present in found.items() if present), None)


def _suggestion(name: Username) -> str:
    """The name without spaces around its parts, when that is a username."""
    parts = (name.user_id.strip(), name.company_id.strip(), name.entity_id.strip())
    written = _written(*parts)
    return "" if _mistake_in_parts(*parts) or _mistake_in_whole(written) else written


def _written(user_id: str, company_id: str, entity_id: str) -> str:
    entity = f"|{entity_id}" if entity_id else ""
    return f"{user_id}@{company_id}{entity}"
