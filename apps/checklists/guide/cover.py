"""What stands around a guide's sections: whose it is, what it presumes, what it leaves out."""

import re
from datetime import date
from ipaddress import ip_network
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from apps.checklists.guide.instructions import Note
from apps.checklists.guide.references import MatrixId, SectionId, VariableName
from apps.checklists.guide.strict import (
    Conditional,
    Count,
    Environment,
    Id,
    Link,
    Sourced,
    Strict,
    Words,
)
from apps.checklists.guide.text import Text

_HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def _address(words: str) -> str:
    if not _HOST.fullmatch(words):
        try:
            ip_network(words)
        except ValueError as error:
            raise ValueError(f'"{words}" is no address, network or host name.') from error
    return words


class Vendor(Strict):
    """Who wants the connection, for which product, and the team that the customer deals with."""

    name: Words
    product: Words
    team: Words


class Source(Strict):
    """The page whose words the guide carries, and when we last read it.

    `updated` is what the page says of its own age, `release` the Intacct release it shows.
    """

    title: Words
    publisher: Words
    reviewed: date
    url: Link | None = None
    updated: Words | None = None
    release: Words | None = None


class Term(Sourced):
    """A word of Intacct's, explained; `aliases` are what else people call it."""

    term: Words
    means: Text
    aliases: tuple[Words, ...] = ()


class Probe(Strict):
    """An Intacct object to read as proof of a permission, and the plain words for it."""

    object: Words
    words: Words


class Application(Strict):
    """An Intacct application by its module code, such as `GL`."""

    code: Words
    name: Words
    probes: tuple[Probe, ...] = ()


class Requirements(Strict):
    """What the connection must be able to use in the customer's company."""

    applications: tuple[Application, ...] = ()


class Prerequisite(Conditional, Sourced):
    """What must be at hand before the first step; a step that uses it `requires` it."""

    id: Id
    text: Text
    notes: tuple[Note, ...] = ()


class GuideUser(Conditional, Sourced):
    """One of several Intacct users, where their rights differ."""

    id: Id
    label: Words
    kind: Literal["web_services", "person"]
    means: Text
    matrix: MatrixId | None = None
    environments: tuple[Environment, ...] = ()


class Sender(Conditional, Sourced):
    """A sender ID the connection uses. Whoever owns the variable `sender_id` owns the sender."""

    id: Id
    label: Words
    sender_id: VariableName
    password: VariableName | None = None


class Message(Sourced):
    """A message to send; placeholders are filled in, secrets never are."""

    id: Id
    to: Text
    subject: Text
    body: tuple[Text, ...] = Field(min_length=1)


class NetworkFact(Sourced):
    """Addresses that a firewall or an IP filter has to admit."""

    what: Text
    addresses: tuple[Annotated[str, AfterValidator(_address)], ...] = Field(min_length=1)


class Excluded(Sourced):
    """What the vendor's page goes on to, and this guide does not."""

    what: Text
    text: Text | None = None
    url: Link | None = None


class Change(Strict):
    """What a version changed."""

    version: Count
    on: date
    text: Text


class Include(Strict):
    """Sections of another guide, taken over before one of ours, or at the end."""

    guide: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*@[1-9][0-9]*$")]
    sections: tuple[Id, ...] = ()
    before: SectionId | None = None


class Phrase(Strict):
    """A whole title, text or label as it stands in the guide, and its translation."""

    of: Words
    to: Text


class Translation(Strict):
    """The guide's words in another language, as far as anyone translated them."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    words: tuple[Phrase, ...] = Field(min_length=1)


class Accepted(Strict):
    """A finding of the lint that the editor stands by, and why; `at` names what it is about."""

    lint: Words
    at: Words | None = None
    why: Words
