"""The permissions that an instruction has people give, line by line as Intacct lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.checklists.guide.format import Guide
from apps.checklists.guide.matrices import Matrix, Row
from apps.checklists.guide.strict import applying

REPORTS, EVERYTHING = "Reports", "Everything"
SILENT = "The vendor does not say"


@dataclass(frozen=True)
class MatrixLine:
    """One line of Intacct's permissions page."""

    application: str
    activity: str
    rights: str
    forbidden: bool
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MatrixTable:
    """A matrix under the decisions made so far."""

    title: str
    of_the_user: bool  # given to the user itself, where a company has no roles
    by_activity: bool
    lines: list[MatrixLine]


def matrix_table(
    matrix_id: str, guide: Guide, *, context: Mapping[str, str], values: Mapping[str, str]
) -> MatrixTable | None:
    """The matrix of that id; None where it does not apply."""
    matrix = guide.matrix(matrix_id)
    if not matrix.when.holds(context):
        return None
    rows = applying(matrix.rows, context)
    return MatrixTable(
        title=_title(matrix, values),
        of_the_user=matrix.given_to == "user",
        by_activity=any(row.activity or row.section == "reports" for row in rows),
        lines=[_line(row, matrix, guide=guide, values=values) for row in rows],
    )


def _title(matrix: Matrix, values: Mapping[str, str]) -> str:
    title = matrix.title.render(values) if matrix.title else ""
    return " · ".join(filter(None, (title, matrix.profile)))


def _line(row: Row, matrix: Matrix, *, guide: Guide, values: Mapping[str, str]) -> MatrixLine:
    asked = matrix.asks(row)
    everything = REPORTS if row.section == "reports" else EVERYTHING
    return MatrixLine(
        application=guide.application(row.application).name,
        activity=row.activity or everything,
        rights=SILENT if asked == "Unspecified" else asked,
        forbidden=asked == "None",
        remarks=[
            *(["Your company may not have this line"] if row.if_present else []),
            *([f"New in version {row.since}"] if row.since and row.since > 1 else []),
            *([row.why.render(values)] if row.why else []),
        ],
    )
