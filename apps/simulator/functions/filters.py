"""Which rows a filter lets through: the elements of `query`."""

import re
from collections.abc import Callable, Iterable
from fnmatch import translate

from apps.simulator.books import Row
from apps.simulator.xml import Element

Predicate = Callable[[Row], bool]


def of_element(filter_: Element, *, ignore_case: bool) -> Predicate:
    """The predicate of a `<filter>`; several operators side by side must all hold."""
    return all_of(_operator(element, ignore_case=ignore_case) for element in filter_)


def fields_of(filter_: Element) -> list[str]:
    """The names of the fields a `<filter>` uses."""
    return [field.text or "" for field in filter_.iter("field")]


def compare(operator: str, left: str, right: list[str]) -> bool:
    """One comparison; as numbers where both sides are, as text otherwise."""
    return _COMPARISONS[operator](left, right)


def _operator(element: Element, *, ignore_case: bool) -> Predicate:
    name = str(element.tag)
    if name in {"and", "or"}:
        parts = [_operator(child, ignore_case=ignore_case) for child in element]
        return all_of(parts) if name == "and" else any_of(parts)
    field = element.findtext("field") or ""
    values = [_folded(value.text or "", ignore_case) for value in element.iterfind("value")]
    return lambda row: compare(name, _folded(row.get(field, ""), ignore_case), values)


def all_of(parts: Iterable[Predicate]) -> Predicate:
    kept = list(parts)
    return lambda row: all(part(row) for part in kept)


def any_of(parts: Iterable[Predicate]) -> Predicate:
    kept = list(parts)
    return lambda row: any(part(row) for part in kept)


def _folded(text: str, ignore_case: bool) -> str:  # noqa: FBT001
    return text.casefold() if ignore_case else text


def _order(left: str, right: str) -> int:
    """-1, 0 or 1."""
    try:
        return (float(left) > float(right)) - (float(left) < float(right))
    except ValueError:
        return (left > right) - (left < right)


def _like(left: str, pattern: str) -> bool:
    return re.match(translate(pattern.replace("%", "*").replace("_", "?")), left) is not None


_COMPARISONS: dict[str, Callable[[str, list[str]], bool]] = {
    "equalto": lambda left, right: _order(left, right[0]) == 0,
    "notequalto": lambda left, right: _order(left, right[0]) != 0,
    "lessthan": lambda left, right: _order(left, right[0]) < 0,
    "lessthanorequalto": lambda left, right: _order(left, right[0]) <= 0,
    "greaterthan": lambda left, right: _order(left, right[0]) > 0,
    "greaterthanorequalto": lambda left, right: _order(left, right[0]) >= 0,
    "between": lambda left, right: _order(left, right[0]) >= 0 >= _order(left, right[1]),
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
    "like": lambda left, right: _like(left, right[0]),
    "notlike": lambda left, right: not _like(left, right[0]),
    "isnull": lambda left, _: left == "",
    "isnotnull": lambda left, _: left != "",
}
