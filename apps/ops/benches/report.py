from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Report:
    """What a bench found: figures for the JSON line, lines for people, what went wrong."""

    figures: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
