"""A secret in memory: as short-lived as possible, and silent wherever values are printed."""

import hmac
from typing import NoReturn, Self

ANY_TEXT = "surrogatepass"  # an encoding error would quote the text it failed on


class Secret:
    """One plaintext secret, kept byte for byte as given: never trimmed, never re-cased.

    Its repr is constant; turning it into text, formatting, pickling, copying or hashing it raises
    TypeError, so it cannot slip into a log, a task message, a session or a page by accident.
    Equal only to a Secret of the same text, compared in constant time.
    """

    __slots__ = ("_text",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The plaintext. Use it in the call that needs it; do not keep it."""
        return self._text

    @classmethod
    def of_bytes(cls, raw: bytes) -> Self:
        """The secret that `to_bytes` gave."""
        return cls(raw.decode(errors=ANY_TEXT))

    def to_bytes(self) -> bytes:
        """The plaintext as UTF-8; every Python text comes back the same."""
        return self._text.encode(errors=ANY_TEXT)

    # Django templates call what they find: this stops `{{ secret.reveal }}`.
    reveal.alters_data = to_bytes.alters_data = True  # type: ignore[attr-defined]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.to_bytes(), other.to_bytes())

    def __repr__(self) -> str:
        return "Secret(…)"

    def __str__(self) -> NoReturn:
        raise TypeError("A secret does not turn into text: call reveal() where it is used")

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("A secret is not formatted: call reveal() where it is used")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A secret is neither pickled nor copied")
