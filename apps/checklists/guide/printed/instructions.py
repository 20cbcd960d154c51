"""One numbered action on paper: where, the vendor's words, the values, what the page asks."""

from collections.abc import Iterator

from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import WHERE, Instruction, ValueToEnter
from apps.checklists.guide.matrices import Matrix, Row
from apps.checklists.guide.printed.blocks import Block, Line, Paragraph, Run, Table, plain, strong
from apps.checklists.guide.printed.cover import notes
from apps.checklists.guide.printed.wording import labeled, led, path, text, value


def instruction(part: Instruction, guide: Guide) -> Iterator[Block]:
    """An instruction as the blocks of one item of a list."""
    optional = (Run(" (optional)"),) if part.optional else ()
    yield Paragraph((*_louder(text(part.title, guide)), *optional))
    yield from _where(part)
    yield from (Paragraph(text(words, guide)) for words in part.text)
    yield from _values(part, guide)
    if part.matrix:
        yield from _matrix(guide.matrix(part.matrix), guide)
    yield from _on_the_page(part, guide)
    yield from notes(part.notes, guide)


def _where(part: Instruction) -> Iterator[Block]:
    if part.place != "intacct":
        yield Paragraph(labeled("In", plain(WHERE[part.place])))
    if part.url:
        yield Paragraph(labeled("Open", plain(part.url)))
    if part.path:
        yield Paragraph(labeled("Go to", path(part.path)))
    for variant in part.path_variants:
        yield Paragraph(labeled(variant.label, path(variant.path)))


def _values(part: Instruction, guide: Guide) -> Iterator[Block]:
    rows = [
        (led(each.when, plain(each.label), guide), _entered(each, guide)) for each in part.values
    ]
    rows += [
        (led(each.when, plain(each.field), guide), text(each.value, guide))
        for each in part.settings
    ]
    if rows:
        yield Table(("Field", "Value"), tuple(rows))


def _entered(each: ValueToEnter, guide: Guide) -> Line:
    variable = guide.variable(each.variable)
    shown = plain("type the secret yourself") if variable.secret else (value(variable),)
    if variable.derived:
        shown = text(variable.derived, guide)
    return (*shown, Run(" (optional)")) if each.optional else shown


def _matrix(matrix: Matrix, guide: Guide) -> Iterator[Block]:
    title = text(matrix.title, guide) if matrix.title else ()
    profile = plain(f" {matrix.profile}") if matrix.profile else ()
    if title or profile:
        yield Paragraph(led(matrix.when, (*title, *profile), guide))
    yield Table(
        ("Application or module", "Activity", "Permissions"),
        tuple(_row(row, matrix, guide) for row in matrix.rows),
    )


def _row(row: Row, matrix: Matrix, guide: Guide) -> tuple[Line, ...]:
    name = led(row.when, plain(guide.application(row.application).name), guide)
    everything = "all reports" if row.section == "reports" else "all"
    present = " (where there is one)" if row.if_present else ""
    why = (Run(". "), *text(row.why, guide)) if row.why else ()
    return name, plain(f"{row.activity or everything}{present}"), (*plain(matrix.asks(row)), *why)


def _on_the_page(part: Instruction, guide: Guide) -> Iterator[Block]:
    for confirm in part.confirms:
        line = (*text(confirm.asks, guide), Run(" → "), *text(confirm.answer, guide))
        yield Paragraph(labeled("The page asks", line))
    for picture in part.pictures:
        label = "Picture, not available" if picture.missing else f"Picture {picture.file}"
        yield Paragraph(labeled(label, text(picture.alt, guide)))
    for file in part.files:
        label = "Take the file" if file.direction == "down" else "Give the file"
        secret = " It holds a secret." if file.secret else ""
        line = (Run(file.name, "value"), Run(": "), *text(file.what, guide), Run(secret))
        yield Paragraph(labeled(label, line))


def _louder(line: Line) -> Line:
    return tuple(strong(run.words)[0] if run.kind == "plain" else run for run in line)
