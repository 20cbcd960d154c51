"""A person to turn to: whoever has checked a step three times in vain is offered one."""

from dataclasses import dataclass

from apps.checks import questions as ask
from apps.checks.models import Evidence, Run
from apps.portal.support_notes import reference_of
from apps.portal.walk import Stop, Walk

PATIENCE = 3  # checks that a person asked for, in a row


@dataclass(frozen=True)
class Help:
    """On every step: how to ask. `offered`: it is time to say so out loud."""

    reference: str
    team: str
    notes_url: str
    offered: bool


def help_of(walk: Walk, stop: Stop) -> Help:
    """Whom to ask about a step, and whether to offer it."""
    return Help(
        reference=reference_of(walk.connection),
        team=walk.guide.vendor.team,
        notes_url=f"{walk.url('portal:support')}?step={stop.place.step.id}",
        offered=stop.status == "problem" and _failed_again_and_again(walk, stop),
    )


def _failed_again_and_again(walk: Walk, stop: Stop) -> bool:
    """Whether this step failed in each of the last checks that a person asked for."""
    asked = Run.objects.filter(
        connection=walk.connection, why=Run.Why.REQUESTED, state=Run.State.DONE
    )
    latest = asked.order_by("-created_at").values("id")[:PATIENCE]
    failed = Evidence.objects.filter(
        run__in=latest, outcome=Evidence.Outcome.FAILED, probe__in=_probes_of(stop)
    )
    if stop.place.entity_id:
        failed = failed.filter(entity_id__in=("", stop.place.entity_id))
    return len(set(failed.values_list("run_id", flat=True))) >= PATIENCE


def _probes_of(stop: Stop) -> list[str]:
    serves = {str(purpose) for purpose in stop.place.step.serves}
    return [probe for probe, purposes in ask.PURPOSES.items() if serves.intersection(purposes)]
