"""The pages with the steps: each branch under its own heading, `If …`."""

from collections.abc import Iterator
from itertools import groupby

from apps.checklists.guide.actors import WORDS
from apps.checklists.guide.format import Guide, Section
from apps.checklists.guide.others import HandOff
from apps.checklists.guide.printed.blocks import (
    Aside,
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Run,
    Table,
    plain,
    strong,
)
from apps.checklists.guide.printed.cover import notes
from apps.checklists.guide.printed.instructions import instruction
from apps.checklists.guide.printed.wording import labeled, led, text, value, when
from apps.checklists.guide.repeats import Repeat
from apps.checklists.guide.steps import Step, Trouble


def section(part: Section, guide: Guide) -> Iterator[Block]:
    """A section with all its steps, whatever their conditions."""
    yield Heading(2, text(part.title, guide))
    yield from (Paragraph(text(words, guide)) for words in part.text)
    yield from notes(part.notes, guide)
    for condition, steps in groupby(part.steps, key=lambda step: step.when):
        if condition.clauses:
            yield Heading(3, plain(when(condition, guide)))
        for each in steps:
            yield from _step(each, guide, level=4 if condition.clauses else 3)


def _step(step: Step, guide: Guide, *, level: int) -> Iterator[Block]:
    number = guide.steps.index(step) + 1
    yield Heading(level, (Run(f"{number}. "), *text(step.title, guide)))
    yield Paragraph(plain(_who(step)))
    if step.hint:
        yield Paragraph(text(step.hint, guide))
    yield from _before(step, guide)
    yield from notes(step.notes, guide)
    yield from _decision(step, guide)
    yield from _instructions(step, guide, level=level + 1)
    yield from _after(step, guide)
    yield from _troubles(step.troubles, guide)


def _instructions(step: Step, guide: Guide, *, level: int) -> Iterator[Block]:
    first = 1
    for condition, group in groupby(step.instructions, key=lambda each: each.when):
        if condition.clauses:
            yield Heading(level, plain(when(condition, guide)))
        items = tuple(tuple(instruction(each, guide)) for each in group)
        yield Listing(items, first)
        first += len(items)


def _who(step: Step) -> str:
    optional = ", optional" if step.optional else ""
    minutes = "1 minute" if step.minutes == 1 else f"{step.minutes} minutes"
    level = {"top": ", at the top level", "entity": ", inside the entity"}.get(
        step.at_level or "", ""
    )
    return f"For: {WORDS[step.actor]}. About {minutes}{level}{optional}."


def _before(step: Step, guide: Guide) -> Iterator[Block]:
    if step.skip_if_done:
        yield Paragraph(text(step.skip_if_done, guide))
    if step.user:
        yield Paragraph(labeled("User", plain(guide.user(step.user).label)))
    for name in step.requires:
        yield Paragraph(labeled("You need", text(guide.prerequisite(name).text, guide)))
    if step.repeat:
        yield Paragraph(led(step.repeat.when, plain(_rounds(step.repeat, guide)), guide))
    if step.wait:
        days = f" ({step.wait.days} days)" if step.wait.days else ""
        line = (*text(step.wait.what, guide), Run(days))
        yield Aside(labeled(f"Wait for {WORDS[step.wait.who]}", line), warning=False)
        yield from (Paragraph(text(words, guide)) for words in [step.wait.chase] if words)


def _rounds(repeat: Repeat, guide: Guide) -> str:
    of = f"line of {guide.variable(repeat.of).label}" if repeat.of else repeat.over
    return f"Do this step once for each {of}."


def _decision(step: Step, guide: Guide) -> Iterator[Block]:
    if step.decision is None:
        return
    yield Paragraph(text(step.decision.legend, guide))
    items = []
    for option in step.decision.options:
        marks = [
            "recommended" if option.recommended else "",
            "cannot be undone" if option.irreversible else "",
            f"for {', '.join(option.environments)} only" if option.environments else "",
        ]
        told = ", ".join(filter(None, marks))
        head = (Run(f"☐ {option.label}", "strong"), Run(f" ({told})" if told else ""))
        more = [words for words in (option.consequence, option.worked_when) if words]
        items.append((Paragraph(head), *(Paragraph(text(words, guide)) for words in more)))
    yield Listing(tuple(items))


def _after(step: Step, guide: Guide) -> Iterator[Block]:
    if step.asks:
        variables = [guide.variable(name) for name in step.asks]
        yield Paragraph(strong("Write down"))
        rows = tuple(
            (
                plain(each.label),
                plain("keep it safe, not on paper") if each.secret else (value(each),),
            )
            for each in variables
        )
        yield Table(("Value", "Yours"), rows)
    for each in step.hand_offs:
        yield Paragraph(led(each.when, _handed(each, guide), guide))
    if step.attest:
        yield Paragraph((Run("☐ "), *text(step.attest.label, guide)))


def _handed(part: HandOff, guide: Guide) -> Line:
    labels = ", ".join(guide.variable(name).label for name in part.values)
    what = [text(part.text, guide)] if part.text else []
    what += [plain(labels)] if labels else []
    what += [(Run("the message "), *_subject(part.message, guide))] if part.message else []
    between = (run for line in what for run in (Run(", "), *line))
    return labeled(f"Give {WORDS[part.to]}", tuple(between)[1:])


def _subject(message: str, guide: Guide) -> Line:
    return (Run("“"), *text(guide.message(message).subject, guide), Run("”"))


def _troubles(troubles: tuple[Trouble, ...], guide: Guide) -> Iterator[Block]:
    if not troubles:
        return
    yield Paragraph(strong("When something is wrong"))
    items = []
    for each in troubles:
        told = [each.cause, each.text]
        error = [Paragraph((Run(each.error, "value"),))] if each.error else []
        again = [f"Do step “{guide.step(each.step).title}” again."] if each.step else []
        head = led(each.when, text(each.symptom, guide), guide)
        items.append(
            (
                Paragraph(head),
                *error,
                *(Paragraph(text(words, guide)) for words in told if words),
                *(Paragraph(plain(words)) for words in again),
            )
        )
    yield Listing(tuple(items))
