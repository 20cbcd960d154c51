"""Messages to people outside that a guide has ready for a step: filled in, to copy or to send."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from apps.checklists.guide.others import HandOff
from apps.portal.walk import Stop, Walk

LONGEST_LINK = 2000  # characters: what every mail program takes


@dataclass(frozen=True)
class Letter:
    """A message with its values filled in. `mailto` is empty where it is too long for a link."""

    to: str
    subject: str
    body: str
    mailto: str


def letters_of(walk: Walk, stop: Stop) -> list[Letter]:
    """The messages of a step. A secret has no value to fill in: it is kept in the vault alone."""
    return [_letter(walk, stop, name) for name in _named(stop.place.step.hand_offs)]


def _named(hand_offs: tuple[HandOff, ...]) -> Iterator[str]:
    yield from dict.fromkeys(each.message for each in hand_offs if each.message)


def _letter(walk: Walk, stop: Stop, name: str) -> Letter:
    message = walk.guide.message(name)
    shown = walk.values_at(stop.place)
    to, subject = message.to.render(shown), message.subject.render(shown)
    body = "\n\n".join(paragraph.render(shown) for paragraph in message.body)
    return Letter(to, subject, body, _mailto(to, subject, body))


def _mailto(to: str, subject: str, body: str) -> str:
    """A link that opens the message in a mail program (RFC 6068: lines end in CR LF)."""
    address = quote(to, safe="@") if "@" in to and " " not in to else ""
    lines = body.replace("\n", "\r\n")
    link = f"mailto:{address}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
    return link if len(link) <= LONGEST_LINK else ""
