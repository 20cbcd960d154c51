"""The pages worth looking at, each with who looks at it and what it is expected to show."""

from tests.browser.approval_scenes import APPROVAL_SCENES, approval_scenes
from tests.browser.guide_scenes import GUIDE_SCENES, guide_scenes
from tests.browser.scene import Scene
from tests.journeys.stage import Customer, Stage

SCENES = (
    "sign-in",
    "invitation",
    "hub-fresh",
    "hub-in-progress",
    "hub-problem",
    "hub-connected",
    "step-failed",
    "step-running",
    "step-decision",
    "step-user",
    "ops-overview",
    "ops-tenants",
    "ops-tenant",
    "ops-tenant-new",
    *APPROVAL_SCENES,
    *GUIDE_SCENES,
)


def scenes(stage: Stage) -> dict[str, Scene]:
    """Bring in a customer for every state, and return each scene by its name."""
    invited = stage.announce("Invited")
    return {
        "sign-in": Scene("/accounts/login/", "Sign in"),
        "invitation": Scene(stage.invite(invited), "Accept and start"),
        **_of_fresh(stage.bring_in("Fresh")),
        **_of_ready(stage, stage.bring_in("Halfway")),
        **_of_broken(stage, stage.bring_in("Stuck")),
        **_of_connected(stage, stage.bring_in("Connected")),
        **_of_running(stage, stage.bring_in("Running")),
        **_of_ops(stage, invited),
        **approval_scenes(stage),
        **guide_scenes(stage),
    }


def _of_fresh(customer: Customer) -> dict[str, Scene]:
    return {
        "hub-fresh": Scene(customer.hub, "Start step 1", customer.admin),
        "step-decision": Scene(customer.step("choose-role"), "Save this choice", customer.admin),
    }


def _of_ready(stage: Stage, customer: Customer) -> dict[str, Scene]:
    stage.set_up(customer)
    return {
        "hub-in-progress": Scene(customer.hub, "Continue with step 9", customer.admin),
        "step-user": Scene(customer.step("user"), "Verified with Sage Intacct", customer.admin),
    }


def _of_broken(stage: Stage, customer: Customer) -> dict[str, Scene]:
    admin = stage.connect(customer)
    stage.intacct.change(customer.company_id, senders=[])
    admin.post(customer.hub + "runs/")
    stage.wait_for_checks(customer)
    return {
        "hub-problem": Scene(customer.hub, "Fix step 3", customer.admin),
        "step-failed": Scene(customer.step("sender"), "Fix it in Intacct", customer.admin),
        "ops-tenant": Scene(
            f"/ops/tenants/{customer.slug}/", "sender.not_authorized", stage.operators["operator"]
        ),
    }


def _of_connected(stage: Stage, customer: Customer) -> dict[str, Scene]:
    stage.connect(customer)
    return {"hub-connected": Scene(customer.hub, "Sage Intacct is connected", customer.admin)}


def _of_running(stage: Stage, customer: Customer) -> dict[str, Scene]:
    """A check that takes long, because Intacct answers each question late."""
    stage.set_up(customer)
    step = customer.step("role")
    return {"step-running": Scene(step, "Checking with Sage Intacct", customer.admin)}


def _of_ops(stage: Stage, invited: Customer) -> dict[str, Scene]:
    operator = stage.operators["operator"]
    return {
        "ops-overview": Scene("/ops/", "Broken connections", operator),
        "ops-tenants": Scene("/ops/tenants/", invited.name, operator),
        "ops-tenant-new": Scene("/ops/tenants/new/", "Customer's name", operator),
    }
