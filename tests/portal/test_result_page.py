from apps.checks.models import Evidence
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.portal.result_page import Result, result_of
from apps.vault.secret import Secret
from tests.factories import ROBOT
from tests.portal.planting import (
    decide,
    name_company,
    plant_finding,
    plant_run,
    stop_at,
    walk_of,
)


def result(connection: Connection, step_id: str) -> Result:
    walk = walk_of(connection)
    found = result_of(walk, stop_at(walk, step_id))
    assert found is not None
    return found


def name_user(connection: Connection) -> None:
    connections.save_user(
        connection=connection,
        entity_id="",
        user_id="Craftable",
        password=Secret("canary-3c1d"),
        actor=ROBOT,
    )


def test_a_step_no_probe_can_tell_about_has_no_panel(connection: Connection) -> None:
    walk = walk_of(connection)

    assert result_of(walk, stop_at(walk, "choose-role")) is None


def test_before_the_first_run_it_says_what_will_be_checked(connection: Connection) -> None:
    name_company(connection, "AlderFinch")

    panel = result(connection, "company")

    assert (panel.state, panel.tag) == ("none", "Not checked")
    assert [line["label"] for line in panel.checks] == [
        "Reached Sage Intacct",
        "Found the company AlderFinch",
    ]


def test_a_run_under_way_is_polled_and_shows_its_lines(connection: Connection) -> None:
    run = plant_run(connection, state="running")
    Evidence.objects.filter(run=run, position=0).update(outcome="passed")
    Evidence.objects.filter(run=run, position=1).update(outcome="checking")

    panel = result(connection, "company")

    assert panel.live
    assert panel.poll_url.endswith("/result/?step=company&entity=")
    assert [line["state"] for line in panel.checks] == ["passed", "checking"]


def test_lines_end_with_the_last_that_bears_on_the_step(connection: Connection) -> None:
    name_user(connection)
    plant_run(connection)

    labels = [line["label"] for line in result(connection, "user").checks]

    assert labels[-1] == "Signed in as Craftable"


def test_a_passed_step_is_verified(connection: Connection) -> None:
    plant_run(connection, web_services_on="passed")

    panel = result(connection, "enable-web-services")

    assert (panel.verdict, panel.tag, panel.findings) == ("passed", "Verified", [])
    assert panel.check_url.endswith("/runs/?step=enable-web-services&entity=")
    assert panel.reference.startswith("RUN-")


def test_a_failed_step_says_what_and_how_to_mend_it(connection: Connection) -> None:
    run = plant_run(connection, web_services_on="failed")
    plant_finding(run, "web_services.off", company_id="AlderFinch", quote="Please subscribe")

    panel = result(connection, "enable-web-services")

    finding = panel.findings[0]
    assert (panel.verdict, panel.headline) == ("failed", "Web Services is not switched on")
    assert finding["kind"] == "customer"
    assert finding["fix"]["steps"][0]["path"] == ("Company", "Admin", "Subscriptions")
    assert {"label": "Intacct's words", "value": "Please subscribe"} in finding["details"]


def test_a_finding_of_another_step_is_shown_as_what_comes_first(connection: Connection) -> None:
    decide(connection, role_kind="restricted", level="top")
    run = plant_run(connection, web_services_on="failed")
    plant_finding(run, "web_services.off", company_id="AlderFinch")

    panel = result(connection, "user")

    assert (panel.verdict, panel.tag) == ("unclear", "Could not check")
    assert panel.findings[0]["title"] == "Step 2 comes first"
    assert panel.findings[0]["link"]["url"].endswith("/steps/enable-web-services/")


def test_intacct_s_trouble_keeps_what_was_verified(connection: Connection) -> None:
    run = plant_run(connection, web_services_on="passed")
    plant_finding(run, "intacct.unreadable")

    panel = result(connection, "enable-web-services")

    assert panel.verdict == "unclear"
    assert panel.findings[0]["kind"] == "intacct"
    assert panel.findings[0]["fix"] is None
    assert panel.previous_note.startswith("This step stays verified")


def test_our_own_trouble_is_never_the_customer_s(connection: Connection) -> None:
    plant_finding(plant_run(connection), "sender.refused", quote="canary-partner")

    panel = result(connection, "company")

    assert panel.findings[0]["kind"] == "ours"
    assert panel.headline == "This is a problem on our side"
