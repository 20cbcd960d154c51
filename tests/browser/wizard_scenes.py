"""The pages around the steps, in each of their states."""

from tests.browser.scene import Scene
from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

WIZARD_SCENES = (
    "hub-landing",
    "review-begun",
    "review-last",
    "done",
    "credentials",
    "credentials-empty",
    "support",
    "entities-by-hand",
    "entities-listed",
    "entities-found",
    "step-help",
    "secret-doubted",
)
ENTITIES = [
    {"id": "100", "name": "Alder & Finch US", "status": "active"},
    {"id": "200", "name": "Alder & Finch UK", "status": "active"},
    {"id": "300", "name": "Alder & Finch Deutschland Beteiligungsgesellschaft", "status": "active"},
    {"id": "900", "name": "Eliminations", "status": "inactive"},
]


def wizard_scenes(stage: Stage) -> dict[str, Scene]:
    """Bring in a customer for every state, and return each scene by its name."""
    fresh = stage.bring_in("Landing")
    return {
        "hub-landing": Scene(fresh.hub, "Before you start", fresh.admin),
        "review-begun": Scene(fresh.hub + "review/", "steps are left", fresh.admin),
        "credentials-empty": _at(fresh, "credentials/", "Not saved yet"),
        **_of_ready(stage, stage.bring_in("Ready")),
        **_of_connected(stage, stage.bring_in("Finished")),
        **_of_entities(stage, stage.bring_in("Entities")),
        "step-help": _stuck(stage, stage.bring_in("Helpless")),
    }


def _at(customer: Customer, part: str, text: str) -> Scene:
    return Scene(customer.hub + part, text, customer.admin)


def _of_ready(stage: Stage, customer: Customer) -> dict[str, Scene]:
    stage.set_up(customer)
    return {
        "review-last": _at(customer, "review/", "One thing is left"),
        "secret-doubted": Scene(customer.step("user"), "What to bring back", customer.admin),
    }


def _of_connected(stage: Stage, customer: Customer) -> dict[str, Scene]:
    stage.connect(customer)
    return {
        "done": _at(customer, "done/", "What we check"),
        "credentials": _at(customer, "credentials/", "last worked"),
        "support": _at(customer, "support/", "What to send"),
    }


def _of_entities(stage: Stage, customer: Customer) -> dict[str, Scene]:
    """One customer before anybody could sign in, and one whose list is read."""
    by_hand = stage.bring_in("Byhand")
    choose_entity_level(stage, by_hand)
    list_entities(stage, customer)
    return {
        "entities-by-hand": Scene(by_hand.step("entities"), "Type the IDs", by_hand.admin),
        "entities-listed": Scene(customer.step("entities"), "We found 4 entities", customer.admin),
        "entities-found": Scene(
            customer.step("entities") + "?find=deutsch", "Beteiligungs", customer.admin
        ),
    }


def choose_entity_level(stage: Stage, customer: Customer) -> None:
    """Name the company, and decide for a user in each entity."""
    admin = stage.visitor(customer.admin)
    stage.intacct.found(customer.company_id)
    admin.post(customer.step("company"), company_id=customer.company_id)
    admin.post(customer.step("choose-role") + "decision/", role_kind="restricted")
    admin.post(customer.step("choose-level") + "decision/", level="entity")
    stage.wait_for_checks(customer)


def list_entities(stage: Stage, customer: Customer) -> None:
    """Let the top level's user sign in, change to entities, and have a worker read the list."""
    admin = stage.set_up(customer)
    stage.intacct.change(customer.company_id, entities=ENTITIES)
    admin.post(customer.step("choose-level") + "decision/", level="entity")
    admin.post(customer.hub + "entities/?step=entities")
    until(lambda: entities_of(stage, customer) == [each["id"] for each in ENTITIES])


def entities_of(stage: Stage, customer: Customer) -> list[str]:
    """The IDs on the list as it is kept."""
    query = "SELECT entities FROM checks_entitylist WHERE connection_id = %s AND state = 'idle'"
    rows = stage.stack.rows(query, customer.connection_id)
    return [each[0] for each in rows[0][0]] if rows else []


def _stuck(stage: Stage, customer: Customer) -> Scene:
    """Three checks in vain, asked for by a person."""
    admin = stage.visitor(customer.admin)
    stage.intacct.found(customer.company_id)
    admin.post(customer.step("company"), company_id=customer.company_id)
    stage.wait_for_checks(customer)
    for _ in range(2):
        admin.post(customer.hub + "runs/")
        stage.wait_for_checks(customer)
    return Scene(customer.step("enable-web-services"), "Would you like help?", customer.admin)
