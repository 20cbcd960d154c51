"""The mail that the worker sent: without a mail server it lies in files below `var`."""

import email
import re
from dataclasses import dataclass
from email.message import Message

from tests.journeys.stage import Stage
from tests.journeys.waiting import until

END = re.compile(r"^-{79}$", re.MULTILINE)
LINK = re.compile(r"http://localhost:\d+(/steps/[^/\s]+/)")
CODE = re.compile(r"^Code: (\d{3} \d{3})$", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """What a mail to a colleague has for them to use."""

    text: str
    link: str
    code: str


def letter_to(stage: Stage, address: str, *, number: int = 1) -> Letter:
    """Return the letter that this address got as the so-manieth, once it has arrived."""
    letters = until(lambda: (got := _to(stage, address))[number - 1 :] and got, seconds=30)
    text = letters[number - 1].get_payload()
    assert isinstance(text, str)
    link, code = LINK.search(text), CODE.search(text)
    assert link, text
    assert code, text
    return Letter(text, link[1], code[1])


def _to(stage: Stage, address: str) -> list[Message]:
    files = sorted((stage.stack.site.var / "mail").glob("*.log"))
    parts = [part for file in files for part in END.split(file.read_text(encoding="utf-8"))[:-1]]
    letters = [email.message_from_string(part.lstrip()) for part in parts]
    return [letter for letter in letters if letter["To"] == address]
