"""What people say of a step: it waits, it is done, it is not; and what the vendor does."""

from django.test import Client

from apps.checklists.models import StepState
from apps.checks.models import Run
from apps.portal.hub_page import hub_page
from apps.portal.standing_line import StandingLine, standing_line
from apps.portal.wait_panel import WaitPanel, wait_panel
from apps.tenants.models import Membership
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_member
from tests.portal.planting import decide, name_company, plant_run, stop_at, walk_of


def url(customer: Customer, step_id: str, part: str = "") -> str:
    path = f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/steps/{step_id}/"
    return path + part


def waits(customer: Customer, step_id: str = "license") -> WaitPanel | None:
    with acting_for(customer.tenant):
        walk = walk_of(customer.connection)
        return wait_panel(walk, stop_at(walk, step_id))


def line(customer: Customer, step_id: str) -> StandingLine | None:
    with acting_for(customer.tenant):
        walk = walk_of(customer.connection)
        return standing_line(walk, stop_at(walk, step_id))


def state(customer: Customer, step_id: str) -> StepState:
    with acting_for(customer.tenant):
        return StepState.objects.get(step_id=step_id)


def test_a_wait_says_for_whom_for_what_and_how_long(linden: Customer) -> None:
    panel = waits(linden)

    assert panel is not None
    assert (panel.on, panel.what) == ("the Sage account manager", "The license by e-mail")
    assert (panel.days, panel.chase) == (3, "Call after a week.")
    assert panel.since is not None


def test_what_has_arrived_is_waited_for_no_more(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    client.post(url(linden, "license", "wait/"), {"state": "arrived"})
    arrived = waits(linden)
    client.post(url(linden, "license", "wait/"), {"state": "waiting"})
    again = waits(linden)

    assert arrived is not None
    assert arrived.since is None
    assert again is not None
    assert again.since is not None


def test_a_step_without_a_wait_has_none(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    assert client.post(url(linden, "company", "wait/"), {"state": "waiting"}).status_code == 404
    assert waits(linden, "company") is None


def test_a_viewer_says_nothing(linden: Customer, client: Client) -> None:
    client.force_login(make_member(linden.tenant, role=Membership.Role.VIEWER, name="vera"))

    for part in ("wait/", "attestation/", "attestation/withdrawal/", "decision/"):
        assert client.post(url(linden, "license", part)).status_code == 403


def test_a_word_given_can_be_taken_back(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)
    client.post(url(linden, "license", "attestation/"))
    given = line(linden, "license")

    client.post(url(linden, "license", "attestation/withdrawal/"))

    assert given is not None
    assert (given.text, given.mark) == ("Confirmed by Alice,", "attested")
    assert state(linden, "license").attested_by == ""
    assert state(linden, "license").standing == "waiting"


def test_what_a_check_showed_names_the_check(linden: Customer) -> None:
    with acting_for(linden.tenant):
        run = plant_run(linden.connection, web_services_on="passed", sender_authorized="passed")

    told = line(linden, "web-services")

    assert told is not None
    assert (told.text, told.reference) == (
        "Verified with Sage Intacct",
        f"RUN-{run.id.hex[:8].upper()}",
    )


def test_what_the_vendor_does_asks_the_customer_nothing(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    page = client.get(url(linden, "admit")).content.decode()

    assert "Linden does this" in page
    assert "You do not need to do anything" in page
    assert "Save and check" not in page
    assert client.post(url(linden, "admit"), {"ledger_key": "1"}).status_code == 403
    assert client.post(url(linden, "admit", "wait/")).status_code == 404


def test_what_the_vendor_does_is_never_next_and_takes_no_minutes(linden: Customer) -> None:
    with acting_for(linden.tenant):
        StepState.objects.exclude(step_id__in=["admit", "location"]).update(state="done")
        walk = walk_of(linden.connection)

        assert (walk.current, walk.minutes_left) == (None, 1)
        assert stop_at(walk, "admit").status_text == "Linden does this"
        assert stop_at(walk, "location").status_text == "Optional"


def test_what_may_be_left_undone_keeps_nothing_waiting(linden: Customer) -> None:
    with acting_for(linden.tenant):
        StepState.objects.exclude(step_id="location").update(state="done")
        walk = walk_of(linden.connection)

        assert walk.complete
        assert hub_page(walk, may_edit=True).connected


def test_saving_what_serves_nothing_has_it_checked_too(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)
    with acting_for(linden.tenant):
        name_company(linden.connection, "AlderFinch")

    answer = client.post(url(linden, "location"), {"location": ""}, follow=True)

    assert "Saved." in answer.content.decode()
    with acting_for(linden.tenant):
        assert Run.objects.count() == 1
        assert StepState.objects.get(step_id="location").state == "done"


def test_each_entity_is_a_step_of_its_own(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)
    with acting_for(linden.tenant):
        decide(linden.connection, level="entity", permission_type="role")

    client.post(url(linden, "entities"), {"entity_ids": "100\n200"})
    page = client.get(url(linden, "user") + "?entity=200").content.decode()

    assert "Create the user: entity 200" in page
    assert "Assign entity 200." in page
