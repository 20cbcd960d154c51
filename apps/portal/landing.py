"""What a customer knows before the first step: what it takes, how long, and who takes part."""

from dataclasses import dataclass

from apps.checklists.guide.strict import applying
from apps.portal.walk import Stop, Walk
from apps.portal.who import sentence, who


@dataclass(frozen=True)
class Person:
    name: str
    steps: str


@dataclass(frozen=True)
class Landing:
    needs: list[str]
    minutes: int
    who: list[Person]


def landing_of(walk: Walk) -> Landing:
    """What the guide demands before it begins, under what is known of the company."""
    needed = applying(walk.guide.prerequisites, walk.known.context)
    return Landing(
        needs=[sentence(each.text.render(walk.values)) for each in needed],
        minutes=walk.minutes_left,
        who=_people(walk),
    )


def _people(walk: Walk) -> list[Person]:
    """Who does which steps, in the order they are first needed."""
    steps: dict[str, list[Stop]] = {}
    for stop in walk.stops:
        name = who(stop.place.step.actor, walk.guide.vendor)
        steps.setdefault(name, []).append(stop)
    return [Person(sentence(name), _numbers(stops)) for name, stops in steps.items()]


def _numbers(stops: list[Stop]) -> str:
    if len(stops) == 1:
        return f"step {stops[0].number}"
    return f"{len(stops)} steps"
