"""A query, written down: which object, which fields, which rows, which page.

Source: ../shared/intacct/intacct-rest.md §8 (POST /services/core/query).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LARGEST_PAGE = 4000

Value = str | int | bool | None | tuple[str | int, ...]

_OBJECT = re.compile(r"[a-z][a-z0-9-]{0,60}/[A-Za-z0-9_:-]{1,100}", re.ASCII)


class Operator(StrEnum):
    """Those of the documentation; the ones below the line take several values."""

    EQ = "$eq"
    NE = "$ne"
    LT = "$lt"
    LTE = "$lte"
    GT = "$gt"
    GTE = "$gte"
    CONTAINS = "$contains"
    NOT_CONTAINS = "$notContains"
    STARTS_WITH = "$startsWith"
    NOT_STARTS_WITH = "$notStartsWith"
    ENDS_WITH = "$endsWith"
    NOT_ENDS_WITH = "$notEndsWith"

    IN = "$in"
    NOT_IN = "$notIn"
    BETWEEN = "$between"
    NOT_BETWEEN = "$notBetween"


_OF_SEVERAL = {Operator.IN, Operator.NOT_IN, Operator.BETWEEN, Operator.NOT_BETWEEN}


@dataclass(frozen=True)
class Filter:
    """One condition. Raises ValueError when the operator wants several values and has one."""

    operator: Operator
    field: str
    value: Value

    def __post_init__(self) -> None:
        if (self.operator in _OF_SEVERAL) != isinstance(self.value, tuple):
            raise ValueError(f"{self.operator} does not take such a value")


@dataclass(frozen=True, kw_only=True)
class Query:
    """Rows of one object; `start` counts from 1.

    `expression` joins the filters by their numbers ("1 and (2 or 3)"), "" by "and". `order_by`
    holds (field, "asc" or "desc"), `parameters` e.g. ("includePrivate", True).
    Raises ValueError for an object name or a page that cannot be.
    """

    object_name: str
    fields: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    expression: str = ""
    order_by: tuple[tuple[str, str], ...] = ()
    parameters: tuple[tuple[str, str | bool], ...] = ()
    start: int = 1
    size: int = 100

    def __post_init__(self) -> None:
        if not _OBJECT.fullmatch(self.object_name):
            raise ValueError(f"{self.object_name!r} is not an object such as company-config/user")
        if self.start < 1 or not 1 <= self.size <= LARGEST_PAGE:
            raise ValueError("a page starts at 1 and has 1 to 4000 rows")

    def payload(self) -> dict[str, Any]:
        """The JSON of the request; what was not asked for is left out."""
        asked = {
            "filters": [{one.operator.value: {one.field: one.value}} for one in self.filters],
            "filterExpression": self.expression,
            "orderBy": [{name: direction} for name, direction in self.order_by],
            "filterParameters": dict(self.parameters),
        }
        return {
            "object": self.object_name,
            "fields": list(self.fields),
            **{name: value for name, value in asked.items() if value},
            "start": self.start,
            "size": self.size,
        }
