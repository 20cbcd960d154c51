"""One Web Services user for each entity: done one by one, finished, and mended one by one."""

import pytest

from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

ENTITIES = ("100", "200")


@pytest.fixture
def customer(stage: Stage) -> Customer:
    """A customer whose company has one user for each of two entities, each with its password."""
    customer = stage.bring_in("Entities")
    stage.intacct.found_ready(customer.company_id, password=customer.password)
    users = [
        {"id": f"Craftable{entity}", "password": customer.password + entity, "entities": [entity]}
        | {"roles": ["Craftable"]}
        for entity in ENTITIES
    ]
    stage.intacct.change(customer.company_id, users=users)
    return customer


def walk(stage: Stage, customer: Customer) -> None:
    admin = stage.visitor(customer.admin)
    admin.post(customer.step("company"), company_id=customer.company_id)
    admin.post(customer.step("choose-role") + "decision/", role_kind="restricted")
    admin.post(customer.step("role"), role_title="Craftable")
    admin.post(customer.step("choose-level") + "decision/", level="entity")
    admin.post(customer.step("entities"), entity_ids="\r\n".join(ENTITIES))
    for entity in ENTITIES:
        admin.post(
            customer.step("user") + f"?entity={entity}",
            user_id=f"Craftable{entity}",
            user_password=customer.password + entity,
        )
    stage.wait_for_checks(customer)
    admin.post(customer.step("finish") + "attestation/")


def states(stage: Stage, customer: Customer) -> set[tuple[str, str, str]]:
    """The steps that are not done: step, entity, state."""
    found = stage.stack.rows(
        "SELECT s.step_id, s.entity_id, s.state FROM checklists_stepstate s"
        " JOIN checklists_checklist c ON c.id = s.checklist_id"
        " WHERE c.connection_id = %s AND s.state <> 'done'",
        customer.connection_id,
    )
    return {(step, entity, state) for step, entity, state in found}


def test_every_entity_done_the_connection_is_connected(stage: Stage, customer: Customer) -> None:
    walk(stage, customer)

    until(lambda: stage.state_of(customer) == "connected")
    assert states(stage, customer) == set()


def test_one_entity_s_user_failing_reopens_its_step_alone(stage: Stage, customer: Customer) -> None:
    walk(stage, customer)
    until(lambda: stage.state_of(customer) == "connected")

    stage.intacct.change(
        customer.company_id,
        users=[{"id": "Craftable100"}, {"id": "Craftable200", "status": "inactive"}],
    )

    until(lambda: stage.state_of(customer) == "broken")
    assert states(stage, customer) == {("user", "200", "problem")}
