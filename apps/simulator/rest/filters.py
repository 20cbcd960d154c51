"""Which rows a query lets through: `filters` and `filterExpression` (intacct-rest.md §8)."""

import re
from collections.abc import Callable
from typing import Any

from apps.simulator.rest import wording
from apps.simulator.rest.rows import Record

Predicate = Callable[[Record], bool]

_TOKENS = re.compile(r"\s*(\(|\)|and\b|or\b|\d+)", re.IGNORECASE)


def predicate(filters: list[Any], expression: str, *, ignore_case: bool) -> Predicate:
    """The predicate of a query's filters; `expression` is `and`, `or`, or such as `1 and 2`."""
    parts = [_condition(condition, ignore_case=ignore_case) for condition in filters]
    if not parts:
        return lambda _: True
    if expression.lower() in {"", "and"}:
        return lambda record: all(part(record) for part in parts)
    if expression.lower() == "or":
        return lambda record: any(part(record) for part in parts)
    return _Expression(expression, parts).predicate()


def fields_of(filters: list[Any]) -> list[str]:
    """The names of the fields that the filters use."""
    return [field for condition in filters for _, field, _ in [_read(condition)]]


def _condition(condition: Any, *, ignore_case: bool) -> Predicate:
    operator, field, value = _read(condition)
    wanted = _folded(value, ignore_case=ignore_case)
    compare = _COMPARISONS[operator]
    return lambda record: compare(_folded(record.get(field), ignore_case=ignore_case), wanted)


def _read(condition: Any) -> tuple[str, str, Any]:
    """Operator, field and value of `{"$op": {"field": value}}`."""
    if not isinstance(condition, dict) or len(condition) != 1:
        raise wording.wrong_payload("A filter is one operator with one field", target="/filters")
    operator, operand = next(iter(condition.items()))
    if operator not in _COMPARISONS:
        raise wording.wrong_payload(f"{operator} is not a valid operator", target="/filters")
    if not isinstance(operand, dict) or len(operand) != 1:
        raise wording.wrong_payload(f"{operator} takes one field", target="/filters")
    field, value = next(iter(operand.items()))
    if operator in _OF_LISTS and not (isinstance(value, list) and value):
        raise wording.wrong_payload(f"{operator} takes a list", target="/filters")
    return operator, field, value


def _folded(value: Any, *, ignore_case: bool) -> Any:
    if isinstance(value, list):
        return [_folded(one, ignore_case=ignore_case) for one in value]
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.casefold() if ignore_case else text


class _Expression:
    """Conditions by number, joined by `and` (which binds tighter), `or` and parentheses."""

    def __init__(self, expression: str, parts: list[Predicate]) -> None:
        self._tokens = [token.lower() for token in _TOKENS.findall(expression)]
        self._parts = parts
        if "".join(self._tokens) != re.sub(r"\s", "", expression).lower():
            raise self._wrong()

    def predicate(self) -> Predicate:
        whole = self._either()
        if self._tokens:
            raise self._wrong()
        return whole

    def _either(self) -> Predicate:
        choices = [self._both()]
        while self._took("or"):
            choices.append(self._both())
        return lambda record: any(choice(record) for choice in choices)

    def _both(self) -> Predicate:
        needed = [self._one()]
        while self._took("and"):
            needed.append(self._one())
        return lambda record: all(need(record) for need in needed)

    def _one(self) -> Predicate:
        if self._took("("):
            inner = self._either()
            if not self._took(")"):
                raise self._wrong()
            return inner
        number = int(self._tokens.pop(0)) if self._tokens and self._tokens[0].isdigit() else 0
        if not 1 <= number <= len(self._parts):
            raise self._wrong()
        return self._parts[number - 1]

    def _took(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        del self._tokens[0]
        return True

    def _wrong(self) -> Exception:
        return wording.wrong_payload("The filter expression is wrong", target="/filterExpression")


def order(left: str, right: str) -> int:
    """-1, 0 or 1; as numbers where both are, as text otherwise."""
    try:
        return (float(left) > float(right)) - (float(left) < float(right))
    except ValueError:
        return (left > right) - (left < right)


def _within(value: str, limits: list[str]) -> bool:
    return order(value, limits[0]) >= 0 >= order(value, limits[-1])


_OF_LISTS = {"$in", "$notIn", "$between", "$notBetween"}
_COMPARISONS: dict[str, Callable[[str, Any], bool]] = {
    "$eq": lambda value, wanted: order(value, wanted) == 0,
    "$ne": lambda value, wanted: order(value, wanted) != 0,
    "$lt": lambda value, wanted: value != "" and order(value, wanted) < 0,
    "$lte": lambda value, wanted: value != "" and order(value, wanted) <= 0,
    "$gt": lambda value, wanted: value != "" and order(value, wanted) > 0,
    "$gte": lambda value, wanted: value != "" and order(value, wanted) >= 0,
    "$in": lambda value, wanted: value in wanted,
    "$notIn": lambda value, wanted: value not in wanted,
    "$between": _within,
    "$notBetween": lambda value, wanted: not _within(value, wanted),
    "$contains": lambda value, wanted: wanted in value,
    "$notContains": lambda value, wanted: wanted not in value,
    "$startsWith": lambda value, wanted: value.startswith(wanted),
    "$notStartsWith": lambda value, wanted: not value.startswith(wanted),
    "$endsWith": lambda value, wanted: value.endswith(wanted),
    "$notEndsWith": lambda value, wanted: not value.endswith(wanted),
}
