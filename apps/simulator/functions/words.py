"""The SQL-like words of readByQuery (developer.intacct.com, Query and list, legacy)."""

import re
from collections.abc import Iterator

from apps.simulator.functions.filters import Predicate, all_of, any_of, compare

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:\\.|[^'\\])*')|(?P<sign><=|>=|<>|!=|[=<>(),])|(?P<word>[\w.#-]+))",
    re.ASCII,
)
_SIGNS = {
    "=": "equalto", "<": "lessthan", "<=": "lessthanorequalto", ">": "greaterthan",
    ">=": "greaterthanorequalto", "<>": "notequalto", "!=": "notequalto",
}  # fmt: skip


class Words:
    """Reads the SQL-like `query` of readByQuery; ValueError for anything it does not understand."""

    def __init__(self, query: str) -> None:
        self._tokens = list(_tokens(query))
        self.fields: list[str] = []

    def predicate(self) -> Predicate:
        """The predicate of the whole query; an empty one lets every row through."""
        if not self._tokens:
            return lambda _row: True
        found = self._alternatives()
        if self._tokens:
            raise ValueError("words are left over")
        return found

    def _alternatives(self) -> Predicate:
        parts = [self._conjunction()]
        while self._took("or"):
            parts.append(self._conjunction())
        return any_of(parts)

    def _conjunction(self) -> Predicate:
        parts = [self._comparison()]
        while self._took("and"):
            parts.append(self._comparison())
        return all_of(parts)

    def _comparison(self) -> Predicate:
        if self._took("("):
            inner = self._alternatives()
            self._expect(")")
            return inner
        field = self._next().upper()
        self.fields.append(field)
        operator, values = self._condition()
        return lambda row: compare(operator, row.get(field, ""), values)

    def _condition(self) -> tuple[str, list[str]]:
        if self._took("is"):
            name = "isnotnull" if self._took("not") else "isnull"
            self._expect("null")
            return name, []
        prefix = "not" if self._took("not") else ""
        word = self._next().lower()
        if word == "like":
            return f"{prefix}like", [_unquoted(self._next())]
        if word == "in":
            return f"{prefix}in", self._list()
        return _SIGNS[word], [_unquoted(self._next())]

    def _list(self) -> list[str]:
        self._expect("(")
        values = [_unquoted(self._next())]
        while self._took(","):
            values.append(_unquoted(self._next()))
        self._expect(")")
        return values

    def _took(self, word: str) -> bool:
        if self._tokens and self._tokens[0].lower() == word:
            self._tokens.pop(0)
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._took(word):
            raise ValueError(f"{word} is missing")

    def _next(self) -> str:
        if not self._tokens:
            raise ValueError("the query ends too early")
        return self._tokens.pop(0)


def _tokens(query: str) -> Iterator[str]:
    place, query = 0, query.strip()
    while place < len(query):
        found = _TOKEN.match(query, place)
        if found is None:
            raise ValueError("a character makes no sense here")
        place = found.end()
        yield found.group().strip()


def _unquoted(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith("'") else token
