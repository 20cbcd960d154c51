"""When a part of a guide applies: `role_kind == restricted and level != single`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_CLAUSE = re.compile(r"([a-z][a-z0-9_]*) (==|!=) ([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Clause:
    """One comparison of a decision with one of its options."""

    decision: str
    equal: bool
    option: str

    def holds(self, decisions: Mapping[str, str]) -> bool:
        """Whether it is true; what is not decided yet is true of nothing, not even of `!=`."""
        decided = decisions.get(self.decision)
        return decided is not None and (decided == self.option) is self.equal


@dataclass(frozen=True)
class Condition:
    """All of its clauses must hold; without clauses it always does."""

    clauses: tuple[Clause, ...] = ()

    @classmethod
    def parse(cls, source: str) -> Self:
        """Read `name == value` or `name != value`, joined by ` and `; ValueError otherwise."""
        return cls(tuple(_clause(words) for words in source.split(" and ")))

    def holds(self, decisions: Mapping[str, str]) -> bool:
        """Whether every clause is true of the decisions made so far (variable name to option)."""
        return all(clause.holds(decisions) for clause in self.clauses)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())


ALWAYS = Condition()


def _clause(words: str) -> Clause:
    found = _CLAUSE.fullmatch(words)
    if found is None:
        raise ValueError(f'"{words}" is no condition: write "name == value" or "name != value".')
    decision, sign, option = found.groups()
    return Clause(decision, equal=sign == "==", option=option)
