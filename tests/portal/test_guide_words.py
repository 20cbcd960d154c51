"""A step's page says everything that its guide says."""

from collections.abc import Iterator

import pytest

from apps.connections.models import Connection
from apps.portal.answers import answers_form
from apps.portal.instruction_page import InstructionPage
from apps.portal.step_page import StepPage, step_page
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.planting import decide, name_company, stop_at, walk_of


@pytest.fixture
def connection(linden: Customer) -> Iterator[Connection]:
    with acting_for(linden.tenant):
        name_company(linden.connection, "AlderFinch")
        decide(linden.connection, level="top", permission_type="role")
        yield linden.connection


def page(connection: Connection, step_id: str) -> StepPage:
    walk = walk_of(connection)
    stop = stop_at(walk, step_id)
    return step_page(walk, stop, answers_form(walk, stop), may_edit=True)


def action(connection: Connection, step_id: str, title: str) -> InstructionPage:
    shown = page(connection, step_id).instructions
    return next(each for each in shown if each.title == title)


def test_it_says_for_whom_it_is_how_long_and_where_to_stand(connection: Connection) -> None:
    shown = page(connection, "web-services")

    assert shown.facts == ["For the Intacct admin", "About 2 minutes", "At the top level"]
    assert page(connection, "location").facts[-1] == "Optional"


def test_it_says_what_is_needed_and_when_to_skip(connection: Connection) -> None:
    shown = page(connection, "web-services")

    assert shown.prerequisites == ["You sign in to Intacct as a full administrator."]
    assert shown.skip.startswith("Skip this if Web Services is on")
    assert shown.skip_url.endswith("/runs/?step=web-services&entity=")


def test_it_says_where_each_action_is_done_when_that_changes(connection: Connection) -> None:
    shown = page(connection, "web-services").instructions

    places = [(each.place, each.icon, each.moves) for each in shown]
    assert places == [
        ("In Sage Intacct", "building", True),
        ("In Sage Intacct", "building", False),
        ("On the phone", "phone", True),
        ("In Sage's developer console", "code", True),
    ]
    assert page(connection, "web-services").heading == "What to do"


def test_menu_paths_say_when_they_were_last_checked(connection: Connection) -> None:
    shown = page(connection, "web-services")

    assert shown.paths_checked is not None
    assert [f"{day:%Y-%m-%d}" for day in shown.paths_checked] == ["2026-10-01", "2026-11-21"]
    assert shown.instructions[0].path_variants[0]["release"] == "2023 R1"


def test_what_the_page_asks_and_shows_is_told(connection: Connection) -> None:
    first = action(connection, "web-services", "Open your subscriptions")
    second = action(connection, "web-services", "Authorize the sender ID")
    last = action(connection, "web-services", "Upload the certificate")

    assert first.confirms == [{"asks": "Leave this page?", "answer": "Select Leave."}]
    assert second.settings == [{"label": "Status", "value": "Active"}]
    assert second.pictures[0]["alt"] == "The list of sender IDs with an Add button."
    assert (last.files[0]["down"], last.files[0]["secret"]) == (False, True)


def test_values_say_how_to_come_by_them(connection: Connection) -> None:
    rows = {row.label: row for row in action(connection, "user", "Enter it in Linden Books").values}

    assert rows["Password"].told == "Type it yourself, from where you keep it"
    assert (rows["Password"].value, rows["Password"].copyable) == ("", False)
    assert rows["Location"].told == "Leave it blank: all entities are read"
    assert rows["Location"].remarks == ["It cannot be changed later"]
    assert (rows["User name"].told, rows["User name"].optional) == ("Not known yet", True)


def test_a_value_out_of_a_picture_is_marked(connection: Connection) -> None:
    (row,) = action(connection, "web-services", "Authorize the sender ID").values

    assert (row.value, row.copyable) == ("LindenMPP", True)
    assert any("picture only" in remark for remark in row.remarks)


def test_permissions_are_listed_by_activity_with_what_must_not_be_given(
    connection: Connection,
) -> None:
    matrix = action(connection, "user", "Give it a role").matrix

    assert matrix is not None
    assert (matrix.title, matrix.by_activity) == ("The role for Linden · Reading", True)
    told = [(line.activity, line.rights, line.forbidden, line.remarks) for line in matrix.lines]
    assert told == [
        ("Everything", "Read only", False, []),
        ("Journal entries", "All", False, ["New in version 2"]),
        ("Budgets", "None", True, ["Linden never touches budgets."]),
        ("Reports", "Run", False, ["Your company may not have this line"]),
    ]


def test_a_company_without_roles_gives_permissions_to_the_user(connection: Connection) -> None:
    decide(connection, permission_type="user")

    matrix = action(connection, "user", "Give it permissions").matrix

    assert matrix is not None
    assert (matrix.of_the_user, matrix.by_activity) == (True, False)


def test_answers_come_with_what_to_know_of_them(connection: Connection) -> None:
    (row,) = page(connection, "user").remarks

    assert row["label"] == "Password"
    assert row["remarks"] == [
        "Intacct sends it to the address in Email address",
        "It does not expire. An admin can reset it.",
    ]


def test_a_trouble_names_its_cause_and_leads_to_its_step(connection: Connection) -> None:
    (trouble,) = page(connection, "web-services").troubles

    assert trouble["cause"] == "Your contract does not include it."
    assert trouble["error"] == "XL03000006"
    assert trouble["step"] == "Step 2: Order the license"
    assert trouble["url"].endswith("/steps/license/")


def test_what_goes_to_others_is_told_with_its_values(connection: Connection) -> None:
    (hand_off,) = page(connection, "license").hand_offs

    assert hand_off.head == "Give the Linden team, on the phone"
    assert [(row["label"], row["value"]) for row in hand_off.values] == [
        ("Company ID", "AlderFinch")
    ]


def test_words_are_explained_where_they_are_used(connection: Connection) -> None:
    terms = page(connection, "web-services").terms

    assert [(each["term"], each["aliases"]) for each in terms] == [("sender ID", "License Key")]
    assert page(connection, "location").terms == []


def test_what_is_about_the_whole_guide_stands_at_the_first_step(connection: Connection) -> None:
    first = page(connection, "company")

    assert first.good_to_know is not None
    assert first.good_to_know.notes[0]["text"] == "Set aside an afternoon."
    assert first.good_to_know.network[0]["addresses"] == ("203.0.113.7", "198.51.100.0/24")
    assert first.good_to_know.out_of_scope[0]["what"] == "Mapping of accounts"
    assert page(connection, "license").good_to_know is None


def test_what_is_about_a_section_stands_at_its_first_step(connection: Connection) -> None:
    preface = page(connection, "company").preface

    assert preface is not None
    assert preface.text == ["Ask for a quiet room."]
    assert preface.notes[0]["ours"]
    assert page(connection, "license").preface is None


def test_a_user_of_the_guide_is_named(connection: Connection) -> None:
    user = page(connection, "user").user

    assert user == {"label": "The reading user", "means": "Linden signs in as this one."}
