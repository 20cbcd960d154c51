from apps.checks.catalogue import CATALOGUE
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.portal.hub_page import HubPage, Row, hub_page
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.planting import decide, name_company, plant_finding, plant_run, walk_of


def page(connection: Connection) -> HubPage:
    return hub_page(walk_of(connection), may_edit=True)


def row(connection: Connection, title: str) -> Row:
    rows = [row for section in page(connection).sections for row in section.steps]
    return next(each for each in rows if each.title == title)


def test_a_fresh_hub_starts_with_step_1(connection: Connection) -> None:
    hub = page(connection)

    assert (hub.done, hub.next_label) == (0, "Start step 1")
    assert hub.next_url.endswith("/steps/company/")
    assert hub.state_banner is None
    assert hub.vendor == "Craftable"


def test_sections_are_the_guide_s_and_their_steps_add_up(connection: Connection) -> None:
    hub = page(connection)

    numbers = [row.number for section in hub.sections for row in section.steps]
    assert numbers == list(range(1, hub.total + 1))
    assert sum(section.total for section in hub.sections) == hub.total == len(hub.segments)


def test_what_is_proven_is_done(connection: Connection) -> None:
    plant_run(connection, web_services_on="passed")

    hub = page(connection)

    assert (hub.done, hub.segments.count("ok")) == (1, 1)
    assert row(connection, "Enable Web Services").status_text == "Completed"
    assert hub.next_label == "Continue with step 1"


def test_a_problem_comes_next_and_says_what_it_is(connection: Connection) -> None:
    plant_finding(plant_run(connection, web_services_on="failed"), "web_services.off")

    hub = page(connection)

    assert hub.next_label == "Fix step 2"
    assert hub.segments[1] == "bad"
    assert row(connection, "Enable Web Services").hint == "Web Services is not switched on"


def test_a_step_that_needs_another_cannot_start(connection: Connection) -> None:
    blocked = row(connection, "Create a Web Services user")
    assert (blocked.status, blocked.url) == ("blocked", "")

    decide(connection, role_kind="admin", level="top")

    assert row(connection, "Create a Web Services user").status == "todo"


def test_before_an_approval_what_only_it_can_prove_keeps_nobody_waiting(alder: Customer) -> None:
    with acting_for(alder.tenant):
        hub = page(alder.connection)
        titles = ("Tell us your company", "Choose who approves", "Review and finish")
        statuses = [row(alder.connection, title).status for title in titles]

    assert statuses == ["working", "working", "blocked"]
    assert hub.next_url.endswith("/steps/approve/")


def test_minutes_left_are_those_of_open_steps(connection: Connection) -> None:
    before = page(connection).minutes_left

    plant_run(connection, web_services_on="passed")

    assert page(connection).minutes_left == before - 2


def test_trouble_of_intacct_s_is_told_as_theirs(connection: Connection) -> None:
    plant_finding(plant_run(connection), "intacct.unreachable")

    banner = page(connection).state_banner

    assert banner is not None
    assert banner.kind == "warn"
    assert "Nothing is wrong with your set-up" in banner.text


def test_connected_and_broken_say_so(connection: Connection) -> None:
    name_company(connection, "AlderFinch")
    connections.move(connection=connection, state=Connection.State.CONNECTED)
    assert "AlderFinch" in page(connection).intro
    assert page(connection).check_url

    run = plant_run(connection, sender_authorized="failed")
    plant_finding(run, "sender.not_authorized")
    connections.move(connection=connection, state=Connection.State.BROKEN)
    banner = page(connection).state_banner
    assert banner is not None
    assert (banner.kind, banner.text) == ("bad", f"{CATALOGUE['sender.not_authorized'].title}.")
