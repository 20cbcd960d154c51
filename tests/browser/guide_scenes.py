"""The pages of all five guides in states that Craftable's and an approval never show."""

from tests.browser.scene import Scene
from tests.journeys.stage import Customer, Stage

GUIDE_SCENES = (
    "guide-secret-to-type",
    "guide-scope",
    "guide-waiting",
    "guide-arrived",
    "guide-fact",
    "guide-matrix",
    "guide-theirs",
    "guide-first-step",
    "guide-printed",
    "guide-promotion",
    "guide-promoted",
    "connections-two",
)


def guide_scenes(stage: Stage) -> dict[str, Scene]:
    """Bring in a customer for every guide, and return each scene by its name."""
    return {
        **_oleria(stage.bring_in("Olea", guide="oleria")),
        **_calance(stage),
        **_workato(stage, stage.bring_in("Work", guide="workato")),
        "guide-theirs": _theirs(stage.bring_in_to_approve("Quick")),
        **_promotion(stage),
    }


def _step(customer: Customer, step_id: str, text: str) -> Scene:
    return Scene(customer.step(step_id), text, customer.admin)


def _oleria(customer: Customer) -> dict[str, Scene]:
    return {
        "guide-secret-to-type": _step(customer, "create-application", "Type it yourself"),
        "guide-scope": _step(customer, "choose-scope", "Save this choice"),
        "guide-printed": Scene(customer.hub + "guide/", "Sources", customer.admin),
    }


def _calance(stage: Stage) -> dict[str, Scene]:
    waiting, arrived = (stage.bring_in(name, guide="calance") for name in ("Wait", "Arrive"))
    stage.visitor(arrived.admin).post(arrived.step("buy-sender") + "wait/", state="arrived")
    return {
        "guide-waiting": _step(waiting, "buy-sender", "Waiting on the Sage account manager"),
        "guide-arrived": _step(arrived, "buy-sender", "We are waiting"),
        "guide-first-step": _step(waiting, "company", "Good to know"),
    }


def _workato(stage: Stage, customer: Customer) -> dict[str, Scene]:
    admin = stage.visitor(customer.admin)
    admin.post(customer.step("permission-type") + "decision/", permission_type="users")
    return {
        "guide-fact": _step(customer, "permission-type", "What do you see?"),
        "guide-matrix": _step(customer, "subscriptions", "Permissions"),
    }


def _theirs(customer: Customer) -> Scene:
    return _step(customer, "register", "does this")


def _promotion(stage: Stage) -> dict[str, Scene]:
    """Planted: an operator's form offers the environment, and a walk would take minutes."""
    before, after = (stage.bring_in(name) for name in ("Practice", "Promoted"))
    for customer in (before, after):
        stage.stack.change(
            "UPDATE connections_connection SET environment = 'implementation',"
            " state = 'connected' WHERE id = %s",
            customer.connection_id,
        )
    stage.visitor(after.admin).post(after.hub + "promotion/")
    return {
        "guide-promotion": Scene(before.hub + "promotion/", "no secret is copied", before.admin),
        "guide-promoted": Scene(after.hub + "promotion/", "Go to production", after.admin),
        "connections-two": Scene(f"/t/{after.slug}/", "Your connections", after.admin),
    }
