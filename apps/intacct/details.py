"""One error as Intacct words it, made safe to store and show.

Source: ../shared/intacct/intacct-xml.md §2 (`error` in the grammar, the oddities, additionalinfo).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.etree import _Element

MAX_TEXT = 2048
MASK = "•••"

_CODE = re.compile(
    r"[A-Z][A-Z_]{1,20}-?\d{3,12}|[a-z]{1,20}[A-Za-z]{3,20}|[a-z]{2,20}(?:_[a-z]{2,20}){1,3}"
)
_SUFFIX = re.compile(r"\[(Support|Request) ID: ?([^\]]{0,300})\]")
_WORDINGS = (
    "Incorrect Intacct XML Partner ID or password",
    "Sign-in information is incorrect",
    "Login information is incorrect",
    "Invalid Web Services Authorization",
    "Invalid session",
)
_WORDING = re.compile("(" + "|".join(_WORDINGS) + ")")


@dataclass(frozen=True)
class Message:
    """A message ID that outlives rewording. `part` is description, cdescription or correction."""

    part: str
    message_id: str
    placeholders: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AdditionalInfo:
    """The `additionalinfo` that `showadditionalerrorinfo` asks for; REST tells it unasked."""

    error_id: str
    category: str
    target: str
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True)
class ErrorDetail:
    """One `error`. Each text is masked, at most 2 KB, and free of its Support ID suffix.

    `errorno` is kept as it came: it may be empty, or hold a whole sentence.
    """

    errorno: str = ""
    description: str = ""
    description2: str = ""
    correction: str = ""
    support_id: str = ""
    request_id: str = ""
    additional: AdditionalInfo | None = None

    @property
    def code(self) -> str:
        """`errorno` when it is one (XL03000006, invalidRequest, invalid_grant), else empty."""
        return self.errorno if _CODE.fullmatch(self.errorno) else ""

    @property
    def error_id(self) -> str:
        """The number REST gives beside its code (REST-1106), else empty."""
        told = self.additional.error_id if self.additional else ""
        return told if _CODE.fullmatch(told) else ""

    @property
    def text(self) -> str:
        """What Intacct says, in one line: both descriptions, or the sentence put in errorno."""
        said = " ".join(filter(None, (self.description, self.description2)))
        return said or ("" if self.code else self.errorno)


def read_errors(parent: _Element, *, secrets: tuple[str, ...]) -> tuple[ErrorDetail, ...]:
    """Every `errormessage/error` directly under `parent`, in order; empty when there is none."""
    safe = safely(secrets)
    return tuple(_read_error(error, safe) for error in parent.findall("errormessage/error"))


def safely(secrets: tuple[str, ...]) -> Callable[[str], str]:
    """A function that masks `secrets` in a text, then cuts it at 2 KB.

    A secret that happens to be a word of Intacct's own sentences ("password") stays visible in
    those sentences, where it tells nothing and where a diagnosis needs it.
    """
    longest_first = sorted(filter(None, secrets), key=len, reverse=True)

    def safe(text: str) -> str:
        for secret in longest_first:
            text = _masked(text, secret)
        return _cut(text)

    return safe


def _masked(text: str, secret: str) -> str:
    if not any(secret in wording for wording in _WORDINGS):
        return text.replace(secret, MASK)
    pieces = _WORDING.split(text)
    return "".join(piece if piece in _WORDINGS else piece.replace(secret, MASK) for piece in pieces)


def _cut(text: str) -> str:
    raw = text.encode()
    return text if len(raw) <= MAX_TEXT else raw[: MAX_TEXT - 3].decode(errors="ignore") + "…"


def _read_error(error: _Element, safe: Callable[[str], str]) -> ErrorDetail:
    ids: dict[str, str] = {}

    def text(name: str) -> str:
        return safe(_without_ids(error.findtext(name) or "", ids))

    return ErrorDetail(
        errorno=text("errorno"),
        description=text("description"),
        description2=text("description2"),
        correction=text("correction"),
        support_id=safe(ids.get("Support", "")),
        request_id=safe(ids.get("Request", "")),
        additional=_read_additional(error.find("additionalinfo"), safe),
    )


def _without_ids(text: str, ids: dict[str, str]) -> str:
    def keep(found: re.Match[str]) -> str:
        ids.setdefault(found[1], unquote(found[2]))
        return ""

    return _SUFFIX.sub(keep, text).strip()


def _read_additional(info: _Element | None, safe: Callable[[str], str]) -> AdditionalInfo | None:
    if info is None:
        return None
    return AdditionalInfo(
        error_id=safe(info.findtext("errorid") or ""),
        category=safe(info.findtext("category") or ""),
        target=safe(info.findtext("target") or ""),
        messages=tuple(_read_message(part, safe) for part in info if part.findtext("messageid")),
    )


def _read_message(part: _Element, safe: Callable[[str], str]) -> Message:
    return Message(
        part=part.tag,
        message_id=safe(part.findtext("messageid") or ""),
        placeholders=tuple(
            (safe(holder.get("name", "")), safe(holder.get("value", "")))
            for holder in part.findall("placeholders/placeholder")
        ),
    )
