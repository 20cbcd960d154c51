from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

AGAIN = "Start the approval again."


class Side(StrEnum):
    """Whose matter it is."""

    CUSTOMER = "customer"
    OURS = "ours"
    INTACCT = "intacct"


@dataclass(frozen=True)
class Words:
    """A headline, what happened and why, and what to do about it."""

    title: str
    text: str
    do: str
    side: Side = Side.CUSTOMER

    def told(self, values: Mapping[str, str]) -> "Words":
        """The words about one approval: its company, its vendor, and what was found."""
        title, text, do = (part.format_map(values) for part in (self.title, self.text, self.do))
        return replace(self, title=title, text=text, do=do)
