"""Every row of ../shared/intacct/intacct-errors.tsv, and the finding it leads to or why none does.

A row becomes the HTTP answer it describes, in the shape its layer answers in
(../shared/intacct/intacct-xml.md §2), so that the client reads it before it is diagnosed.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from apps.intacct import HttpAnswer, IntacctError, Unreachable, UnreachableReason
from apps.intacct.answers import read_answer
from tests.intacct.gateway import (
    SHARED,
    authentication_failure,
    control_failure,
    response,
    result,
)

TABLE = SHARED / "intacct-errors.tsv"


class Never(StrEnum):
    """Why a row cannot reach a portal that only reads, over XML, from Intacct itself."""

    WRITES = "a data error of a write: every request of ours reads"
    REST = "said by the REST side of the gateway alone"
    OTHERS = "another vendor's words or codes, not Intacct's"
    NOT_ASKED = "the answer to something we never send: stored reports, transactions"
    THIRD_PARTY = "a third party's table: no payload behind it"
    NOT_FOUND = "looked for by the research and not found"


SPANS: list[tuple[int, int, str]] = [
    (1, 4, "request.refused"),
    (5, 6, "sender.refused"),
    (7, 7, "request.refused"),
    (8, 8, "company.demo_expired"),
    (9, 14, "company.unknown"),
    (15, 16, "intacct.busy"),
    (17, 17, "intacct.unreadable"),
    (18, 31, Never.REST),
    (32, 32, "intacct.busy"),
    (33, 36, "intacct.unreadable"),
    (37, 37, "intacct.offline"),
    (38, 38, "intacct.busy"),
    (39, 39, "intacct.unreadable"),
    (40, 40, "intacct.unreachable"),
    (41, 43, "intacct.unreadable"),
    (44, 44, "intacct.busy"),
    (45, 45, "web_services.off"),
    (46, 47, "sender.not_authorized"),
    (48, 49, "sign_in.refused"),
    (50, 51, "sign_in.locked"),
    (52, 52, "session.ended"),
    (53, 55, "sign_in.refused"),
    (56, 56, "entity.closed"),
    (57, 57, "entity.top_level_only"),
    (58, 62, Never.OTHERS),
    (63, 64, "permission.missing"),
    (65, 65, "module.not_subscribed"),
    (66, 67, "permission.missing"),
    (68, 70, "module.not_subscribed"),
    (71, 74, Never.OTHERS),
    (75, 75, "sign_in.refused"),
    (76, 79, "module.not_subscribed"),
    (80, 84, "request.refused"),
    (85, 85, Never.NOT_ASKED),
    (86, 86, "intacct.offline"),
    (87, 87, "intacct.busy"),
    (88, 88, "intacct.unrecognized"),
    (89, 89, "permission.missing"),
    (90, 125, Never.WRITES),
    (126, 126, Never.NOT_ASKED),
    (127, 164, Never.WRITES),
    (165, 170, Never.THIRD_PARTY),
    (171, 182, Never.NOT_FOUND),
]
EXPECTED = {
    f"E{number:03}": meaning for first, last, meaning in SPANS for number in range(first, last + 1)
}


@dataclass(frozen=True)
class Row:
    """A row's cells as Intacct would send them; what was not recorded is empty."""

    id: str
    layer: str
    errorno: str
    description: str
    description2: str
    correction: str
    http_status: int

    @property
    def text(self) -> str:
        return f"{self.description} {self.description2}".strip()


def rows() -> list[Row]:
    """The table's rows, in order; none where the table is absent."""
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_row(each) for each in cells]


def errors_of(row: Row) -> Iterator[IntacctError]:
    """What the client raises; once for each layer where the row does not say which."""
    if row.layer == "transport":
        yield Unreachable(UnreachableReason.TIMEOUT)
        return
    bodies = [BODIES[row.id]] if row.id in BODIES else _bodies(row)
    for body in bodies:
        try:
            read_answer(HttpAnswer(row.http_status, {}, body.encode())).only_result()
        except IntacctError as error:
            yield error


def _row(cells: dict[str, str]) -> Row:
    return Row(
        id=cells["id"],
        layer=cells["layer"],
        errorno="" if cells["errorno"].startswith("(") else cells["errorno"],
        description=_said(cells["description"]),
        description2=_said(cells["description2"]),
        correction=_said(cells["correction"]),
        http_status=_status(cells["http_status"]),
    )


def _said(cell: str) -> str:
    """A cell without the researchers' remarks in brackets."""
    return "" if re.fullmatch(r"\(.*\)", cell.strip()) else cell


def _status(cell: str) -> int:
    """The first digits of a cell such as 200*, 5xx or 502/504; 400 for "not 200"."""
    if cell.startswith("not 200"):
        return 400
    found = re.match(r"\d[\dx]{2}", cell)
    return int(found[0].replace("x", "0")) if found else 200


def _bodies(row: Row) -> list[str]:
    """The row in the shape of each layer it may belong to; none where it names no layer."""
    layer = row.layer.removeprefix("vendor-text (")
    starts = (start for start in SHAPES if layer.startswith(start))
    return [shape(_errors(row)) for shape in SHAPES.get(next(starts, ""), ())]


def _errors(row: Row) -> str:
    cells = (
        f"<{name}>{escape(getattr(row, name))}</{name}>"
        for name in ("errorno", "description", "description2", "correction")
    )
    return f"<errormessage><error>{''.join(cells)}</error></errormessage>"


def _front(errors: str) -> str:
    return f"<response><control><status>failure</status></control>{errors}</response>"


def _control(errors: str) -> str:
    return control_failure().replace(NO_ERRORS, errors)


def _authentication(errors: str) -> str:
    return authentication_failure().replace(NO_ERRORS, errors)


def _function(errors: str) -> str:
    return response(result(status="failure", errors=errors))


NO_ERRORS = "<errormessage></errormessage>"
SHAPES = {
    "control (gateway front)": (_front,),
    "gateway (front)": (_front,),
    "gateway/control": (_front, _control),
    "gateway (REST": (_front,),
    "gateway": (_control,),
    "control or auth": (_control, _authentication),
    "control": (_control,),
    "authentication": (_authentication,),
    "function": (_function,),
}
BODIES = {
    "E033": "",
    "E034": "<html><body id='cf-error-details'>Error 520</body></html>",
    "E035": "<html><body>cloudflare-nginx</body></html>",
    "E036": "Bad Gateway",
    "E037": "Service Unavailable",
    "E038": "slow down",
    "E039": "Forbidden",
    "E041": "<html>A timeout occurred</html>",
    "E042": "",
    "E043": "<response></response><response></response>",
    "E051": authentication_failure(
        ("PL04000076", "This user is in LOCKEDOUT state"),
        ("XL03000006", "Sign-in information is incorrect"),
    ),
    "E088": _function(""),
}
