"""The pages before the first step and after the last one."""

from collections.abc import Iterator

from apps.checklists.guide.cover import Source
from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import Note
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
)
from apps.checklists.guide.printed.wording import labeled, led, text, value
from apps.checklists.guide.variables import Variable


def front(guide: Guide) -> Iterator[Block]:
    """Title, what the guide is for, what must be at hand, and every value in one table."""
    yield Heading(1, text(guide.title, guide))
    yield Paragraph(plain(_what_it_is(guide)))
    yield Paragraph(text(guide.intro, guide))
    yield from notes(guide.notes, guide)
    if guide.prerequisites:
        yield Heading(2, plain("Before you begin"))
        yield Listing(
            tuple(
                (
                    Paragraph(led(each.when, text(each.text, guide), guide)),
                    *notes(each.notes, guide),
                )
                for each in guide.prerequisites
            )
        )
    yield from _users(guide)
    if guide.variables:
        yield Heading(2, plain("Values"))
        yield Table(
            ("Value", "Given by", "What to enter", "Rules"),
            tuple(_value_row(each, guide) for each in guide.variables),
        )


def back(guide: Guide) -> Iterator[Block]:
    """What is not covered, messages to send, addresses, words explained, and the sources."""
    yield from _excluded(guide)
    yield from _messages(guide)
    yield from _network(guide)
    yield from _glossary(guide)
    yield from _sources(guide)


def notes(found: tuple[Note, ...], guide: Guide) -> Iterator[Block]:
    """Notes and warnings; ours say that they are ours."""
    for note in found:
        warning = note.severity == "warning"
        label = "Warning" if warning else "Note"
        ours = f"{label} by the editor" if note.by == "editor" else label
        yield Aside(labeled(ours, led(note.when, text(note.text, guide), guide)), warning)


def _what_it_is(guide: Guide) -> str:
    environments = ", ".join(guide.environments)
    vendor, product = guide.vendor.name, guide.vendor.product
    who = product if vendor in product else f"{product} by {vendor}"
    return f"{who} and {guide.product}. Version {guide.version}, for {environments}."


def _value_row(each: Variable, guide: Guide) -> tuple[Line, ...]:
    owner = {"vendor": guide.vendor.name, "customer": "you", "portal": "the portal"}[each.owner]
    shown = plain("kept secret") if each.secret else (value(each),)
    if each.derived:
        shown = text(each.derived, guide)
    return plain(each.label), plain(owner), shown, _rules(each, guide)


def _rules(each: Variable, guide: Guide) -> Line:
    rules = [
        "capital letters matter" if each.exact_case and "apital" not in (each.hint or "") else "",
        f"at most {each.max_length} characters" if each.max_length else "",
        each.pattern.says.rstrip(".") if each.pattern else "",
        f"one of: {', '.join(each.options)}" if each.options else "",
        *(f"{one.value or 'blank'} = {one.means}" for one in each.sentinels),
        "may stay blank" if each.optional else "",
        "cannot be changed later" if each.immutable else "",
        f"such as {each.example}" if each.example else "",
    ]
    listed = "; ".join(filter(None, rules))
    told = plain(f"{listed[0].upper()}{listed[1:]}." if listed else "")
    lines = [told, *(text(words, guide) for words in (each.hint, each.lifetime) if words)]
    return tuple(run for line in lines if line[0].words for run in (*line, Run(" ")))


def _users(guide: Guide) -> Iterator[Block]:
    if guide.users:
        yield Heading(2, plain("Users"))
        lines = (labeled(each.label, text(each.means, guide)) for each in guide.users)
        yield Listing(tuple((Paragraph(line),) for line in lines))


def _excluded(guide: Guide) -> Iterator[Block]:
    if guide.out_of_scope:
        yield Heading(2, plain("Not part of this guide"))
        yield Listing(
            tuple(
                tuple(Paragraph(text(words, guide)) for words in (each.what, each.text) if words)
                for each in guide.out_of_scope
            )
        )


def _messages(guide: Guide) -> Iterator[Block]:
    for each in guide.messages:
        yield Heading(2, (Run("Message: "), *text(each.subject, guide)))
        yield Paragraph(labeled("To", text(each.to, guide)))
        yield from (Paragraph(text(words, guide)) for words in each.body)


def _network(guide: Guide) -> Iterator[Block]:
    if guide.network:
        yield Heading(2, plain("Addresses to admit"))
        lines = (
            (*text(each.what, guide), Run(": "), Run(", ".join(each.addresses), "value"))
            for each in guide.network
        )
        yield Listing(tuple((Paragraph(line),) for line in lines))


def _glossary(guide: Guide) -> Iterator[Block]:
    if guide.glossary:
        yield Heading(2, plain("Words"))
        rows = (
            (plain(", ".join((each.term, *each.aliases))), text(each.means, guide))
            for each in guide.glossary
        )
        yield Table(("Word", "Meaning"), tuple(rows))


def _sources(guide: Guide) -> Iterator[Block]:
    yield Heading(2, plain("Sources"))
    lines = [_source(each) for each in guide.sources]
    lines += [f"Version {c.version}, {c.on}: {c.text.render({})}" for c in guide.changes]
    yield Listing(tuple((Paragraph(plain(line)),) for line in lines))


def _source(each: Source) -> str:
    said = f", which says {each.updated}" if each.updated else ""
    url = f", {each.url}" if each.url else ""
    return f"{each.publisher}: {each.title}{url}{said}, read on {each.reviewed}"
