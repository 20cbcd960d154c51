"""Review and finish, the page that stays, credentials, notes for support: over HTTP."""

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.models import StepState
from apps.checks.models import Evidence, Run
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.portal.credentials_page import credentials_page
from apps.portal.done_page import every, reads_a_day
from apps.portal.help_offer import help_of
from apps.portal.review_page import review_page
from apps.portal.support_notes import support_page
from apps.tenants.scope import acting_for
from apps.vault.secret import Secret
from tests.factories import ROBOT, Customer, make_member
from tests.portal.approving import plant_grant
from tests.portal.planting import (
    decide,
    name_company,
    plant_finding,
    plant_run,
    stop_at,
    walk_of,
)

MOST_READS = 3 + 12  # the session, its user, their membership; then the page
PAGES = ["", "review/", "done/", "credentials/", "support/", "steps/company/", "steps/user/"]
CANARY = "canary-4d1c-of-the-user"


def url(customer: Customer, part: str) -> str:
    return f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"


def save_user(connection: Connection) -> None:
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk_of(connection), "user").place.step,
        entity_id="",
        answers={"user_id": "Craftable"},
        secrets={"user_password": Secret(CANARY)},
        actor=ROBOT,
    )


def do_all_but_the_last(connection: Connection) -> None:
    decide(connection, role_kind="admin", level="top")
    name_company(connection, "AlderFinch")
    save_user(connection)
    done = ("company_id", "web_services_on", "sender_authorized", "user_exists", "user_signs_in")
    plant_run(
        connection,
        **dict.fromkeys(
            (*done, "role_permissions", "entity_access", "module_subscribed"), "passed"
        ),
    )


def test_the_review_tells_every_answer_and_no_secret(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        do_all_but_the_last(acme.connection)

    html = client.get(url(acme, "review/")).content.decode()

    assert "AlderFinch" in html
    assert "Saved on" in html
    assert "by Robot" in html
    assert CANARY not in html


def test_each_answer_can_be_changed(connection: Connection) -> None:
    do_all_but_the_last(connection)

    page = review_page(walk_of(connection), may_edit=True)

    rows = {row.title: row for section in page.sections for row in section.rows}
    assert rows["Tell us your company"].change_url.endswith("/steps/company/")
    assert rows["Tell us your company"].answers[0].value == "AlderFinch"


def test_what_is_left_is_told_before_the_last_word(connection: Connection) -> None:
    page = review_page(walk_of(connection), may_edit=True)
    assert page.last is None
    assert page.left

    do_all_but_the_last(connection)

    page = review_page(walk_of(connection), may_edit=True)
    assert page.left == []
    assert page.last is not None


def test_the_last_word_is_given_once_and_leads_to_the_page_that_stays(
    acme: Customer, client: Client
) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        do_all_but_the_last(acme.connection)

    answer = client.post(url(acme, "review/"))

    assert answer["Location"] == url(acme, "done/")
    assert "Sage Intacct is connected" in client.get(url(acme, "done/")).content.decode()
    assert client.post(url(acme, "review/"))["Location"] == url(acme, "done/")
    with acting_for(acme.tenant):
        assert StepState.objects.get(step_id="finish").attested_by == acme.admin.name


def test_the_last_word_is_not_given_too_early(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)

    assert client.post(url(acme, "review/"))["Location"] == url(acme, "review/")
    assert client.get(url(acme, "done/"))["Location"] == url(acme, "")


def test_a_viewer_reads_and_does_not_finish(acme: Customer, client: Client) -> None:
    with acting_for(acme.tenant):
        do_all_but_the_last(acme.connection)
    client.force_login(make_member(acme.tenant, role="viewer", name="bob"))

    assert client.get(url(acme, "review/")).status_code == 200
    assert client.post(url(acme, "review/")).status_code == 403


def test_once_broken_the_page_stays_and_says_so(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        do_all_but_the_last(acme.connection)
        connections.move(connection=acme.connection, state=Connection.State.CONNECTED)
        connections.move(connection=acme.connection, state=Connection.State.BROKEN)

    html = client.get(url(acme, "done/")).content.decode()

    assert "Sage Intacct was connected" in html
    assert "Something has changed since" in html


def test_reads_are_counted_for_a_day_and_told_roughly() -> None:
    asked = [Evidence(probe=probe) for probe in ("reach", "company", "sign_in", *["read"] * 5)]

    assert reads_a_day(asked, seconds=3600) == 140
    assert reads_a_day(asked[:3], seconds=86400) == 1
    assert [every(each) for each in (60, 900, 3600, 7200)] == [
        "every minute",
        "every 15 minutes",
        "every hour",
        "every 2 hours",
    ]


def test_credentials_say_when_they_last_worked(connection: Connection) -> None:
    do_all_but_the_last(connection)

    (row,) = credentials_page(walk_of(connection)).rows

    assert row.kept.startswith("Saved on")
    assert row.kept.endswith("by Robot")
    assert row.worked_at is not None
    assert row.url.endswith("/steps/user/#entries")


def test_refused_credentials_say_so(connection: Connection) -> None:
    do_all_but_the_last(connection)
    plant_run(connection, user_signs_in="failed")

    (row,) = credentials_page(walk_of(connection)).rows

    assert (row.refused, row.worked_at) == (True, None)


def test_an_approval_is_a_credential(alder: Customer) -> None:
    with acting_for(alder.tenant):
        plant_grant(alder.connection)
        (row,) = credentials_page(walk_of(alder.connection)).rows

    assert (row.label, row.act, row.refused) == ("Approval in Intacct", "Approve again", False)


def test_notes_for_support_hold_codes_and_runs_and_no_secret(connection: Connection) -> None:
    do_all_but_the_last(connection)
    run = plant_run(connection, user_signs_in="failed")
    plant_finding(run, "sign_in.refused", errorno="XL03000006", user_id="Craftable")

    page = support_page(walk_of(connection))

    assert page.reference == f"CON-{connection.id.hex[:8].upper()}"
    assert f"RUN-{run.id.hex[:8].upper()}" in page.text
    assert "sign_in.refused XL03000006" in page.text
    assert "craftable, version 1" in page.text
    assert CANARY not in page.text


@pytest.mark.parametrize(
    ("why", "times", "offered"),
    [
        ("requested", 3, True),
        ("requested", 2, False),
        ("scheduled", 3, False),
    ],
)
def test_three_checks_in_vain_offer_a_person(
    connection: Connection, why: str, times: int, *, offered: bool
) -> None:
    for _ in range(times):
        fail(connection, why=why)

    assert offer(connection, "sender") is offered


def test_a_good_check_in_between_starts_the_count_anew(connection: Connection) -> None:
    fail(connection)
    plant_run(connection, sender_authorized="passed")
    Run.objects.update(why="requested")
    fail(connection)
    fail(connection)

    assert not offer(connection, "sender")


def test_another_step_s_failures_do_not_count(connection: Connection) -> None:
    for _ in range(3):
        fail(connection)
    plant_run(connection, web_services_on="failed")

    assert not offer(connection, "enable-web-services")


def offer(connection: Connection, step_id: str) -> bool:
    walk = walk_of(connection)
    return help_of(walk, stop_at(walk, step_id)).offered


def fail(connection: Connection, *, why: str = "requested") -> None:
    """A check that finds the sender ID not authorized."""
    run = plant_run(connection, sender_authorized="failed")
    Run.objects.filter(id=run.id).update(why=why)
    Evidence.objects.filter(run=run, probe="sender").update(outcome="failed")


@pytest.mark.parametrize("part", PAGES)
def test_a_page_reads_little(acme: Customer, client: Client, part: str) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        do_all_but_the_last(acme.connection)
        connections.move(connection=acme.connection, state=Connection.State.CONNECTED)

    with CaptureQueriesContext(database) as captured:
        assert client.get(url(acme, part)).status_code == 200

    reads = [each["sql"] for each in captured.captured_queries if "FROM" in each["sql"]]
    print(part, len(reads))  # noqa: T201
    assert len(reads) <= MOST_READS, "\n".join(reads)


def test_the_first_visit_shows_what_it_takes(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)

    assert client.get(url(acme, "resume/"))["Location"] == url(acme, "")
    assert "Before you start" in client.get(url(acme, "")).content.decode()


def test_the_next_visit_opens_the_first_open_step_and_then_the_list(
    acme: Customer, client: Client
) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        name_company(acme.connection, "AlderFinch")
        plant_run(acme.connection, company_id="passed")

    assert client.get(f"/t/{acme.tenant.slug}/")["Location"] == url(acme, "resume/")
    assert client.get(url(acme, "resume/"))["Location"] == url(acme, "steps/enable-web-services/")
    assert client.get(f"/t/{acme.tenant.slug}/")["Location"] == url(acme, "")
    assert "Before you start" not in client.get(url(acme, "")).content.decode()


def test_with_nothing_left_a_visit_goes_to_the_list(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        do_all_but_the_last(acme.connection)
    client.post(url(acme, "review/"))

    assert client.get(url(acme, "resume/"))["Location"] == url(acme, "")
