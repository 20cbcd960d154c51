"""A step that cannot go on before somebody else acts: for whom, for what, since when."""

from dataclasses import dataclass
from datetime import datetime

from apps.portal.walk import Stop, Walk
from apps.portal.who import who


@dataclass(frozen=True)
class WaitPanel:
    """Whom the step waits on; `since` is None while it does not wait."""

    on: str
    what: str
    since: datetime | None
    days: int | None
    chase: str
    url: str


def wait_panel(walk: Walk, stop: Stop) -> WaitPanel | None:
    """The panel of a step; None where it is done, or waits on nobody."""
    wait, row = stop.place.step.wait, stop.state
    since = row.waiting_since if row else None
    if not stop.open or stop.theirs or (wait is None and since is None):
        return None
    values, vendor = walk.values_at(stop.place), walk.guide.vendor
    on = row.waiting_on if row and since else wait.who if wait else ""
    what = row.waiting_why if row and since else wait.what.render(values) if wait else ""
    return WaitPanel(
        on=who(on, vendor),
        what=what,
        since=since,
        days=wait.days if wait else None,
        chase=wait.chase.render(values) if wait and wait.chase else "",
        url=walk.step_url(stop.place, "portal:step-wait"),
    )
