"""What a newer version of the guide would mean for this customer, before they take it."""

from dataclasses import dataclass

from apps.checklists.guide.format import Guide
from apps.checklists.guide.steps import Step
from apps.checklists.library import newest
from apps.checklists.upgrading import difference
from apps.portal.walk import Walk


@dataclass(frozen=True)
class ChangedStep:
    """A step, what about it is new, and whether a person's word for it has to be given again."""

    title: str
    what: str
    redo: bool


@dataclass(frozen=True)
class UpgradePage:
    """The difference in titles; `why` is what the new version's author says of it."""

    hub_url: str
    url: str
    before: int
    after: int
    why: list[str]
    added: list[str]
    removed: list[str]
    changed: list[ChangedStep]
    kept: str


def upgrade_page(walk: Walk) -> UpgradePage | None:
    """Compare with the newest version; None where the customer has it."""
    guide = newest(walk.guide.slug)
    if guide.version <= walk.guide.version:
        return None
    found = difference(walk.checklist, guide)
    return UpgradePage(
        hub_url=walk.hub_url(),
        url=walk.url("portal:upgrade"),
        before=walk.guide.version,
        after=guide.version,
        why=_why(walk, guide),
        added=[_title(walk, step) for step in found.added],
        removed=[_title(walk, step) for step in found.removed],
        changed=[
            ChangedStep(_title(walk, each.step), ", ".join(each.what), each.redo)
            for each in found.changed
        ],
        kept=_kept(len(found.unchanged)),
    )


def _why(walk: Walk, guide: Guide) -> list[str]:
    since = (each for each in guide.changes if each.version > walk.guide.version)
    return [each.text.render(walk.values) for each in since]


def _kept(steps: int) -> str:
    return "1 step stays as it is." if steps == 1 else f"{steps} steps stay as they are."


def _title(walk: Walk, step: Step) -> str:
    return step.title.render(walk.values)
