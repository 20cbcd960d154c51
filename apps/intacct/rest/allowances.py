"""How much of Intacct's rate limits is left, as its headers tell after each call.

Source: ../shared/intacct/intacct-rest.md §6 (names as documented, differences included) and §7.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from apps.intacct.exchange import HttpAnswer


class Window(StrEnum):
    """What a limit is over: calls at once (ours, the company's), per minute, per hour."""

    CONCURRENCY = "X-IA-Throttle-Limit"
    TENANT = "X-IA-TENANT-Throttle-Limit"
    MINUTE = "X-IA-Minute-Rate-Limit"
    HOUR = "X-IA-Hour-Rate-Limit"


@dataclass(frozen=True)
class Allowance:
    """One limit and what is left of it; None where Intacct does not say."""

    window: Window
    limit: int
    remaining: int | None


def allowances_of(answer: HttpAnswer) -> tuple[Allowance, ...]:
    """The limits an answer tells of; usually none, for they show from the soft limit on."""
    return tuple(
        Allowance(window, limit, _number(answer, f"{window}-Remaining"))
        for window in Window
        if (limit := _number(answer, window)) is not None
    )


def _number(answer: HttpAnswer, name: str) -> int | None:
    value = answer.header(name).strip()
    return int(value) if re.fullmatch(r"[0-9]{1,12}", value, re.ASCII) else None
