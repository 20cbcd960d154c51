"""Every row of ../shared/intacct/intacct-rest-errors.tsv: the finding it leads to, or why none.

A row becomes the HTTP answer it describes (intacct-rest.md §5), so that the client reads it before
it is diagnosed. What was not recorded of it is filled in as RFC 6749 or the documents have it.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from apps.checks.rest_diagnosis import APPROVED, OWN, Asked
from apps.intacct import HttpAnswer, IntacctError, Layer
from apps.intacct.rest.answers import read_document
from tests.intacct.gateway import SHARED

TABLE = SHARED / "intacct-rest-errors.tsv"


class Never(StrEnum):
    """Why a row cannot reach a check, which asks for tokens and reads."""

    WRITES = "a data error of a write: every question of ours reads"
    XML = "said by the XML gateway: the other table has it"
    AT_APPROVAL = "said while a person approves, which no check does"
    NO_ERROR = "no error at all, but a success to be judged by what it holds"
    BY_KEY = "the answer to reading one record by its key, which no check does"


TOKEN, CALL = Asked.TOKEN, Asked.CALL
BOTH = (TOKEN, CALL)


@dataclass(frozen=True)
class Means:
    """A finding, when it is said to one way in at one of these moments."""

    way: str
    asked: tuple[Asked, ...]
    code: str


def ours(*asked: Asked) -> Means:
    return Means(OWN, asked or BOTH, "request.refused")


STALE = Means(APPROVED, (CALL,), "session.ended")  # after a fresh token was refused as well
EXPECTED: list[Means | Never] = [
    Means(OWN, (TOKEN,), "username.refused"),
    Means(APPROVED, (TOKEN,), "approval.ended"),
    Never.AT_APPROVAL,
    Means(OWN, (TOKEN,), "client.unknown"),
    Means(OWN, (TOKEN,), "client.not_authorized"),
    ours(TOKEN),
    Means(OWN, (TOKEN,), "client.unknown"),
    Means(OWN, (TOKEN,), "company.unknown"),
    ours(TOKEN),
    ours(),
    ours(),
    STALE,
    *[ours()] * 8,
    STALE,
    ours(),
    Means(OWN, BOTH, "intacct.busy"),
    Means(OWN, BOTH, "intacct.unreadable"),
    Means(OWN, BOTH, "intacct.offline"),
    STALE,
    STALE,
    STALE,
    STALE,
    Means(OWN, (CALL,), "permission.missing"),
    Never.BY_KEY,
    Means(OWN, (CALL,), "intacct.unreadable"),  # a 405 without a word
    Never.WRITES,
    Never.WRITES,
    Never.WRITES,
    *[ours(CALL)] * 5,
    Never.WRITES,
    Never.WRITES,
    *[ours(CALL)] * 3,
    Never.WRITES,
    Never.WRITES,
    Never.WRITES,
    Means(OWN, BOTH, "intacct.unreadable"),
    Never.XML,
    Never.XML,
    Never.AT_APPROVAL,
    Never.AT_APPROVAL,
    Never.AT_APPROVAL,
    Never.NO_ERROR,
    Never.NO_ERROR,
]


@dataclass(frozen=True)
class Row:
    """One row; `number` counts from 1 in the table's order."""

    number: int
    status: int
    code: str
    error_id: str
    message: str

    def answers(self, asked: Asked) -> Iterator[HttpAnswer]:
        """The row as an answer, in each envelope it may come in."""
        if not self.code and not self.message:
            yield HttpAnswer(self.status, {}, b"")
            return
        error = {"code": self.code, "message": self.message, "errorId": self.error_id}
        if self.code.startswith("GW-"):
            yield self._of({"ia::error": {**error, "details": {"requestId": "A.1"}}})
        elif asked is TOKEN and "_" in self.code:
            yield self._of({"error": self.code, "error_description": self.message})
        else:
            yield self._of({"ia::result": {"ia::error": error}})
            yield self._of({"ia::error": error})
            yield self._of({"error": error})

    def _of(self, document: dict[str, object]) -> HttpAnswer:
        return HttpAnswer(self.status, {}, json.dumps(document).encode())


def rows() -> list[Row]:
    """The table's rows, in order; none where the table is absent."""
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        cells = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_row(number, each) for number, each in enumerate(cells, start=1)]


def errors_of(row: Row, asked: Asked) -> Iterator[IntacctError]:
    """What the client raises for a row said at that moment."""
    layer = Layer.TOKEN if asked is TOKEN else Layer.RESOURCE
    for answer in row.answers(asked):
        try:
            read_document(answer, layer=layer, secrets=())
        except IntacctError as error:
            yield error


def _row(number: int, cells: dict[str, str]) -> Row:
    said = cells["oauth_or_ia_code"]
    ids = re.findall(r"REST-\d+", said)
    words = re.findall(r"GW-\d+|AR-\d+|\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+[A-Z]\w+", said)
    return Row(
        number=number,
        status=_status(cells["http_status"], cells["message"]),
        code="" if said.startswith("(") else next(iter([*words, *ids]), ""),
        error_id=ids[0] if ids else "",
        message="" if cells["message"].startswith("(") else cells["message"],
    )


def _status(cell: str, message: str) -> int:
    """The first status a cell names; 400 where none was recorded."""
    found = re.search(r"[1-5][\dX]{2}", cell)
    return int(found[0].replace("X", "0")) if found else 400
