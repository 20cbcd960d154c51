"""What a message says, decided when it is sent by the app that posted it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from apps.outbox.models import Message

Payload = dict[str, str]


@dataclass(frozen=True)
class Email:
    """A letter as it goes out. `to` is empty for the address it was posted to."""

    subject: str
    text: str = field(repr=False)
    to: str = ""


Renderer = Callable[[Payload], Email | None]
RENDERERS: dict[str, Renderer] = {}


class NobodyRenders(Exception):
    """No app has registered a renderer for this kind of message."""


def renders(kind: str) -> Callable[[Renderer], Renderer]:
    """Register the function that writes messages of a kind, from the ids in their payload.

    It is called for every attempt, in a transaction of its own, in the scope of everyone. It
    returns None when the message is no longer wanted (an invitation revoked meanwhile).
    """

    def register(renderer: Renderer) -> Renderer:
        RENDERERS[kind] = renderer
        return renderer

    return register


def rendered(message: Message) -> Email | None:
    """The letter for this message, or None to drop it. Raises NobodyRenders."""
    if message.kind not in RENDERERS:
        raise NobodyRenders(message.kind)
    return RENDERERS[message.kind](message.payload)
