"""A guide followed literally: every menu path leads there, and what is saved is the company's."""

import re
from typing import Any

import pytest

from tests.simulator.conftest import Simulator
from tests.simulator.console import Person

ADMIN = {"id": "boss", "password": "boss-password", "admin": "full", "webServicesOnly": False}
CLERK = {"id": "clerk", "password": "clerk-password", "webServicesOnly": False}


@pytest.fixture
def company(simulator: Simulator) -> Simulator:
    simulator.set_up(webServices=False, senders=[], roles=[], clients=[], users=[ADMIN, CLERK])
    return simulator


@pytest.fixture
def person(company: Simulator) -> Person:
    somebody = Person(company.url)
    somebody.sign_in("Acme", "boss", "boss-password")
    return somebody


def members(simulator: Simulator) -> dict[str, Any]:
    return dict(simulator.sim("GET", "companies/Acme").json())


@pytest.mark.parametrize(
    "path", [("Company", "Subscriptions"), ("Company", "Admin", "Subscriptions")]
)
def test_web_services_is_switched_on(
    company: Simulator, person: Person, path: tuple[str, ...]
) -> None:
    person.follow(*path)

    person.submit("Save", tick=["Web Services"])

    assert members(company)["webServices"] is True
    assert "Web Services" in person.text


def test_giving_up_an_application_is_saved_too(company: Simulator, person: Person) -> None:
    person.follow("Company", "Subscriptions")

    person.submit("Save", tick=["General Ledger"])

    assert "GL" in members(company)["applications"]
    assert members(company)["webServices"] is False


def test_a_sender_is_authorized_switched_off_and_deleted(
    company: Simulator, person: Person
) -> None:
    person.follow("Company", "Setup", "Company", "Security", "Edit")
    person.follow("Add to Web Services authorizations")
    person.submit("Save", {"Sender ID": "CraftableMPP", "Description": "Craftable"})
    added = members(company)["senders"]
    person.submit("Set inactive")
    off = members(company)["senders"]
    person.submit("Delete")

    assert added == [{"id": "CraftableMPP", "status": "active", "description": "Craftable"}]
    assert [one["status"] for one in off] == ["inactive"]
    assert members(company)["senders"] == []


def test_a_client_application_is_paired_with_a_user(company: Simulator, person: Person) -> None:
    person.follow("Company", "Setup", "Company", "Security", "Edit")
    person.follow("Add to Authorized client applications")
    person.submit("Save", {"Client ID": "b5.app.sage.com", "Web Services user ID": "ws"})

    assert members(company)["clients"] == [{"clientId": "b5.app.sage.com", "userId": "ws"}]


def test_a_role_gets_all_of_one_application_and_some_of_another(
    company: Simulator, person: Person
) -> None:
    person.follow("Company", "Admin", "Roles", "Add")
    person.submit("Save", {"Name": "Craftable"})
    person.submit("Save", tick=["General Ledger", "Accounts Payable"])
    person.follow("Permissions of General Ledger")
    person.submit("Save", tick=["All"])
    person.follow("Permissions of Accounts Payable")
    person.submit("Save", tick=["As ticked below", "List"])

    permissions = members(company)["roles"][0]["permissions"]
    assert permissions["GL"] == "All"
    assert list(permissions["AP"].values()) == ["List"]


def test_a_web_services_user_is_made_and_its_password_is_mailed(
    company: Simulator, person: Person
) -> None:
    company.sim("PATCH", "companies/Acme", {"roles": [{"name": "Craftable"}]})
    person.follow("Company", "Admin", "Web Services Users", "Add")

    person.submit(
        "Save",
        {"User ID": "Craftable", "Email address": "it@craftable.example"},
        tick=["Craftable"],
    )

    found = next(user for user in members(company)["users"] if user["id"] == "Craftable")
    assert (found["webServicesOnly"], found["roles"]) == (True, ["Craftable"])
    assert "it@craftable.example" in person.text
    assert re.search(r"Password: Ia!\S+", person.text)


def test_editing_a_user_keeps_the_password_and_resetting_it_does_not(
    company: Simulator, person: Person
) -> None:
    person.follow("Company", "Admin", "Users", "Edit")
    before = company.simulation.companies["Acme"].user("boss")
    person.submit("Save", {"Email address": "boss@acme.example", "Admin privileges": "Full"})
    edited = company.simulation.companies["Acme"].user("boss")
    person.follow("Company", "Admin", "Users", "Edit")
    person.submit("Reset password")
    reset = company.simulation.companies["Acme"].user("boss")

    assert before is not None
    assert edited is not None
    assert reset is not None
    assert (edited.password, edited.email) == (before.password, "boss@acme.example")
    assert reset.password != before.password


def test_an_entity_is_added(company: Simulator, person: Person) -> None:
    person.follow("Company", "Admin", "Entities", "Add")

    person.submit("Save", {"Entity ID": "900", "Name": "West"})

    assert {"id": "900", "name": "West", "status": "active"} in members(company)["entities"]


def test_what_the_company_cannot_take_is_said_in_a_page(company: Simulator, person: Person) -> None:
    person.follow("Company", "Admin", "Entities", "Add")

    person.submit("Save", {"Entity ID": "", "Name": "<script>"})

    assert "Cannot be saved" in person.text
    assert "" not in [entity["id"] for entity in members(company)["entities"]]


def test_hostile_words_stay_words(person: Person) -> None:
    person.follow("Company", "Admin", "Entities", "Add")

    person.submit("Save", {"Entity ID": '"><script>alert(1)</script>', "Name": "x"})

    assert not person.page.xpath("//script")
    assert "alert(1)" in person.text


@pytest.mark.parametrize(
    ("user", "password", "words"),
    [
        ("boss", "wrong", "Sign-in information is incorrect"),
        ("nobody", "boss-password", "Sign-in information is incorrect"),
        ("clerk", "clerk-password", "You do not have permission"),
    ],
)
def test_only_an_administrator_comes_in(
    company: Simulator, user: str, password: str, words: str
) -> None:
    person = Person(company.url)

    person.sign_in("Acme", user, password)

    assert words in person.text


def test_a_stranger_is_sent_to_sign_in(company: Simulator) -> None:
    person = Person(company.url)

    person.open(f"{company.url}/console/company/subscriptions")

    assert "Sign in to Sage Intacct" in person.text


def test_the_developer_console_issues_keys_that_intacct_knows(company: Simulator) -> None:
    person = Person(company.url)
    person.open(f"{company.url}/developer")
    person.follow("View workspaces")
    person.submit("Create", {"Name": "Acme", "Contact email address": "dev@acme.example"})
    person.submit("Create", {"Name": "Portal", "Home page URL": "https://portal.example"})
    person.follow("Create API keys")
    person.submit(
        "Create",
        {"Redirect URI": "https://a.example/x, https://b.example/y", "Sender ID": "causeway"},
    )
    person.follow("Sage Intacct")

    client_id, client = next(iter(company.simulation.clients.items()))
    assert client_id in person.text
    assert client.secret in person.text
    assert client.redirect_uris == ["https://a.example/x", "https://b.example/y"]
    assert client.sender_id == "causeway"


def test_the_newer_console_asks_all_on_one_page(company: Simulator) -> None:
    person = Person(company.url)
    person.open(f"{company.url}/developer")
    person.follow("Applications", "Create new application")

    person.submit("Create", {"Name": "Oleria Integration", "Client Scope": "Non-production"})

    assert [client.scope for client in company.simulation.clients.values()] == ["non-production"]
    assert "Secret key" in person.text


def test_where_users_hold_permissions_each_has_its_own(company: Simulator, person: Person) -> None:
    company.sim("PATCH", "companies/Acme", {"permissionType": "user"})
    person.follow("Company", "Admin", "Web Services Users", "Add")
    person.submit("Save", {"User ID": "ws"})
    person.follow("Company", "Admin", "Web Services Users", "Subscriptions")
    person.submit("Save", tick=["Company"])
    person.follow("Permissions of Company")
    person.submit("Save", tick=["Read only"])
    person.follow("Company", "Admin", "Web Services Users", "Edit")
    person.submit("Save", {"Email address": "ws@acme.example"})

    found = next(user for user in members(company)["users"] if user["id"] == "ws")
    assert found["roles"] == ["ws"]
    assert members(company)["roles"] == [{"name": "ws", "permissions": {"CO": "ReadOnly"}}]


@pytest.mark.parametrize("path", [("Security", "Edit"), ("Edit", "Security")])
def test_the_security_tab_is_edited_from_either_side(person: Person, path: tuple[str, ...]) -> None:
    person.follow("Company", "Setup", "Company", *path)
    person.follow("Add to Web Services authorizations")

    assert "Web Services sender information" in person.text


def test_a_role_leads_to_its_subscriptions(company: Simulator, person: Person) -> None:
    company.sim("PATCH", "companies/Acme", {"roles": [{"name": "Reader"}]})

    person.follow("Company", "Admin", "Roles", "View", "View subscriptions")

    assert "Roles subscriptions: Reader" in person.text
