"""Everything that was told and proven, on one page, before the last word is given."""

from dataclasses import dataclass

from apps.portal.kept_answers import Answer, Kept
from apps.portal.standing_line import StandingLine, standing_line
from apps.portal.walk import Stop, Walk


@dataclass(frozen=True)
class Row:
    number: int
    title: str
    status: str
    status_text: str
    answers: list[Answer]
    standing: StandingLine | None
    change_url: str
    change: str


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Last:
    """The one thing left: a person's word, given on this page."""

    label: str
    step_id: str


@dataclass(frozen=True)
class ReviewPage:
    company: str
    environment: str
    vendor: str
    sections: list[Section]
    left: list[Stop]
    last: Last | None
    complete: bool
    next_url: str
    next_label: str
    done_url: str
    hub_url: str
    url: str
    may_edit: bool


def review_page(walk: Walk, *, may_edit: bool) -> ReviewPage:
    """Assemble the review of a connection."""
    last, left = last_stop(walk), _left(walk)
    current = walk.current
    return ReviewPage(
        company=walk.connection.company_id,
        environment=walk.connection.get_environment_display(),
        vendor=walk.guide.vendor.name,
        sections=_sections(walk),
        left=[each for each in left if each is not last],
        last=_last(walk, last) if last and left == [last] else None,
        complete=not left,
        next_url=current.url if current else "",
        next_label=f"Go to step {current.number}" if current else "",
        done_url=walk.url("portal:done"),
        hub_url=walk.hub_url(),
        url=walk.url("portal:review"),
        may_edit=may_edit,
    )


def last_stop(walk: Walk) -> Stop | None:
    """The step that ends the guide by a person's word; None where the guide has none."""
    words = [each for each in walk.stops if each.place.step.attest and not each.theirs]
    last = words[-1] if words else None
    own = last is not None and not (last.place.step.asks or last.place.step.decision)
    return last if own and last is not None and last.open else None


def _left(walk: Walk) -> list[Stop]:
    return [each for each in walk.stops if each.open and not each.place.step.optional]


def _last(walk: Walk, stop: Stop) -> Last | None:
    attest = stop.place.step.attest
    if attest is None:
        return None
    return Last(attest.label.render(walk.values_at(stop.place)), stop.place.step.id)


def _sections(walk: Walk) -> list[Section]:
    kept, sections = Kept.of(walk), []
    for section in walk.guide.sections:
        ids = {step.id for step in section.steps}
        rows = [_row(walk, stop, kept) for stop in walk.stops if stop.place.step.id in ids]
        if rows:
            sections.append(Section(section.title.render(walk.values), rows))
    return sections


def _row(walk: Walk, stop: Stop, kept: Kept) -> Row:
    can_change = bool(stop.place.step.asks or stop.place.step.decision)
    return Row(
        number=stop.number,
        title=stop.title,
        status=stop.status,
        status_text=stop.status_text,
        answers=kept.at(stop),
        standing=standing_line(walk, stop),
        change_url="" if stop.status == "blocked" else stop.url,
        change="Change" if can_change else "Open",
    )
