"""When a part of a guide applies: `role_kind == restricted and level != top|single`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

ENVIRONMENT = "environment"
"""Conditions may ask in which environment the company is, as they ask for a decision."""

_NAME = "[a-z][a-z0-9_]*"
_CLAUSE = re.compile(rf"({_NAME}) (==|!=) ({_NAME}(?:\|{_NAME})*)")


@dataclass(frozen=True)
class Clause:
    """One comparison of a decision or fact with one or several of its options."""

    decision: str
    equal: bool
    options: tuple[str, ...]

    def holds(self, decisions: Mapping[str, str]) -> bool:
        """Whether it is true; what is not decided yet is true of nothing, not even of `!=`."""
        decided = decisions.get(self.decision)
        return decided is not None and (decided in self.options) is self.equal

    def __str__(self) -> str:
        return f"{self.decision} {'==' if self.equal else '!='} {'|'.join(self.options)}"


@dataclass(frozen=True)
class Condition:
    """All of its clauses must hold; without clauses it always does."""

    clauses: tuple[Clause, ...] = ()

    @classmethod
    def parse(cls, source: str) -> Self:
        """Read `name == a|b` or `name != a`, joined by ` and `; ValueError otherwise."""
        return cls(tuple(_clause(words) for words in source.split(" and ")))

    @property
    def names(self) -> frozenset[str]:
        """The decisions and facts it speaks of."""
        return frozenset(clause.decision for clause in self.clauses)

    def holds(self, decisions: Mapping[str, str]) -> bool:
        """Whether every clause is true of what is decided so far (variable name to option)."""
        return all(clause.holds(decisions) for clause in self.clauses)

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(self.clauses + other.clauses)

    def __str__(self) -> str:
        return " and ".join(map(str, self.clauses))

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls.parse,
            core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )


ALWAYS = Condition()


def _clause(words: str) -> Clause:
    found = _CLAUSE.fullmatch(words)
    if found is None:
        raise ValueError(f'"{words}" is no condition: write "name == value" or "name != value".')
    decision, sign, options = found.groups()
    return Clause(decision, equal=sign == "==", options=tuple(options.split("|")))
