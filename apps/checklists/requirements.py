"""What a guide demands of a company, as a connection keeps it for its checks."""

from collections.abc import Iterator, Mapping
from typing import Any

from apps.checklists.guide.format import Guide
from apps.checklists.guide.matrices import Demanded
from apps.checks.objects import PLACES

Row = dict[str, Any]


def requirements_of(guide: Guide, context: Mapping[str, str]) -> dict[str, Any]:
    """Applications to be switched on, objects to be readable, permissions to be held.

    `context` is `facts.context_of`. Every permission row has `application`, `activity` and
    `rights`: those under `permissions` must be held, those under `permissions_if_present` only
    where the company has the line, and of those under `forbidden` none may be held. More rights
    than asked for are a surplus only where the customer was shown a matrix to follow.
    """
    demands = guide.demands(context)
    held = [each for each in demands if each.rights and not each.forbidden]
    return {
        "excess": _shows_a_matrix(guide, context),
        "applications": [
            {"code": each.code, "name": each.name} for each in guide.requirements.applications
        ],
        "objects": [*_objects(guide), *_objects_of_steps(guide, context)],
        "permissions": [_row(guide, each) for each in held if not each.if_present],
        "permissions_if_present": [_row(guide, each) for each in held if each.if_present],
        "forbidden": [_row(guide, each) for each in demands if each.forbidden],
    }


def _row(guide: Guide, demanded: Demanded) -> Row:
    return {
        "application": guide.application(demanded.application).name,
        "activity": demanded.activity,
        "rights": list(demanded.rights),
    }


def _objects(guide: Guide) -> Iterator[Row]:
    for application in guide.requirements.applications:
        for probe in application.probes:
            yield {
                "object": probe.object,
                "words": probe.words,
                "application": application.name,
            }


def _objects_of_steps(guide: Guide, context: Mapping[str, str]) -> Iterator[Row]:
    """What a step wants read as its own proof, beyond what its guide asks of applications."""
    known = {row["object"] for row in _objects(guide)}
    hooks = (hook for step in guide.steps_for(context) for hook in step.probes)
    for name in dict.fromkeys(hook.object or "" for hook in hooks):
        if name in PLACES and name not in known:
            place = PLACES[name]
            application = place.rest.partition("/")[0].replace("-", " ").title()
            words = f"Can read {place.words}"
            yield {"object": name, "words": words, "application": application}


def _shows_a_matrix(guide: Guide, context: Mapping[str, str]) -> bool:
    steps = guide.steps_for(context)
    return any(each.matrix for step in steps for each in step.instructions)
