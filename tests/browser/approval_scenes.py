"""The pages of an approval in each of its states."""

from tests.browser.scene import Scene
from tests.journeys.approver import approve, go_to_intacct
from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

APPROVAL_SCENES = (
    "approval-start",
    "approval-waiting",
    "approval-checking",
    "approval-given",
    "approval-declined",
    "approval-our-problem",
    "approval-elsewhere",
    "approval-asked",
    "approval-ended",
    "hub-checking",
    "hub-ended",
    "hub-disconnected",
    "disconnection",
)


def approval_scenes(stage: Stage) -> dict[str, Scene]:
    """Bring in a customer for every state, and return each scene by its name."""
    bring = stage.bring_in_to_approve
    return {
        "approval-start": _step(bring("Start"), "Continue to Sage Intacct"),
        "approval-waiting": _waiting(stage, bring("Waiting")),
        **_checking(bring("Checking")),
        **_given(stage, bring("Given")),
        "approval-declined": _declined(stage, bring("Declined")),
        "approval-our-problem": _our_problem(stage, bring("Ours")),
        **_elsewhere(stage),
        **_ended(stage, bring("Ended")),
        "hub-disconnected": _disconnected(stage, bring("Left")),
    }


def _step(customer: Customer, text: str) -> Scene:
    return Scene(customer.step("approve"), text, customer.admin)


def _waiting(stage: Stage, customer: Customer) -> Scene:
    go_to_intacct(stage.visitor(customer.admin), customer)
    return _step(customer, "Waiting for your approval in Sage Intacct")


def _checking(customer: Customer) -> dict[str, Scene]:
    """Begun by the test itself, since it does not last."""
    checking = "Approved by Alice Admin. Checking…"
    return {
        "approval-checking": Scene(customer.step("approve"), checking, customer.admin, customer),
        "hub-checking": Scene(customer.hub, checking, customer.admin, customer),
    }


def _given(stage: Stage, customer: Customer) -> dict[str, Scene]:
    approve(stage.visitor(customer.admin), customer)
    stage.wait_for_approval(customer, "granted")
    page = customer.hub + "disconnection/"
    return {
        "approval-given": _step(customer, "Verified with Sage Intacct"),
        "disconnection": Scene(page, "Other products may stop working too", customer.admin),
    }


def _declined(stage: Stage, customer: Customer) -> Scene:
    approve(stage.visitor(customer.admin), customer, decision="decline")
    return _step(customer, "Approval was not given")


def _our_problem(stage: Stage, customer: Customer) -> Scene:
    """Planted: the keys of the one application are every customer's."""
    approve(stage.visitor(customer.admin), customer, decision="decline")
    stage.stack.change(
        "UPDATE connections_approval SET state = 'failed', reason = 'client_refused'"
        " WHERE connection_id = %s",
        customer.connection_id,
    )
    return _step(customer, "This is a problem on our side")


def _elsewhere(stage: Stage) -> dict[str, Scene]:
    there, asked = stage.bring_in_to_approve("Elsewhere"), stage.bring_in_to_approve("Asked")
    for customer in (there, asked):
        wrong = customer.company_id + "-imp"
        stage.intacct.found_approvable(wrong, password=customer.password)
        approve(stage.visitor(customer.admin), customer, company=wrong)
        stage.wait_for_approval(customer, "quarantined")
    stage.visitor(asked.admin).post(asked.step("approve") + "approval/company/")
    return {
        "approval-elsewhere": _step(there, "instead"),
        "approval-asked": _step(asked, "has to confirm it first"),
    }


def _ended(stage: Stage, customer: Customer) -> dict[str, Scene]:
    connect(stage, customer)
    stage.intacct.kill_tokens(customer.company_id)
    until(lambda: stage.state_of(customer) == "broken", seconds=40)
    return {
        "approval-ended": _step(customer, "The approval has ended"),
        "hub-ended": Scene(customer.hub, "Approve again", customer.admin),
    }


def _disconnected(stage: Stage, customer: Customer) -> Scene:
    connect(stage, customer)
    stage.visitor(customer.admin).post(customer.hub + "disconnection/")
    return Scene(customer.hub, "Sage Intacct is disconnected", customer.admin)


def connect(stage: Stage, customer: Customer) -> None:
    """Approve, and do all that is left."""
    admin = stage.visitor(customer.admin)
    approve(admin, customer)
    until(lambda: stage.steps_left(customer) == ["finish"], seconds=40)
    admin.post(customer.step("finish") + "attestation/")
    until(lambda: stage.state_of(customer) == "connected", seconds=40)
