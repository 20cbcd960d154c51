"""Checks by client credentials, against a real simulator: put wrong, seen, put right again."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from apps.checks.catalogue import CATALOGUE
from apps.checks.models import Finding
from apps.connections.models import Grant
from tests.checks.rest_stage import (
    CLIENT_ID,
    COMPANY,
    USERS,
    Seen,
    Setup,
    name_client,
    name_user,
)

pytestmark = pytest.mark.enable_socket

HELD = {
    "company_id",
    "app_registered",
    "web_services_on",
    "client_authorized",
    "user_exists",
    "user_signs_in",
    "entity_access",
    "role_permissions",
}
TOGETHER = {"user_signs_in": {"user_exists", "user_signs_in"}}  # one sign-in, one refusal
Change = Callable[[Setup], None]


def company(**changes: Any) -> Change:
    return lambda setup: setup.arrange(**changes)


def user(**changes: Any) -> Change:
    return company(users=[{**USERS[0], **changes}])


def role(**permissions: str) -> Change:
    return company(roles=[{"name": "Reader", "permissions": permissions}])


WRONG: list[tuple[str, Change, str]] = [
    ("company suspended", company(status="suspended"), "company.unknown"),
    ("Web Services off", company(webServices=False), "username.refused"),
    ("user missing", company(users=[]), "username.refused"),
    ("user in other case", user(id="ROBOT"), "username.refused"),
    ("user inactive", user(status="inactive"), "username.refused"),
    ("client not on the list", company(clients=[]), "client.not_authorized"),
    (
        "paired with another user",
        company(clients=[{"clientId": CLIENT_ID, "userId": "robot"}]),
        "client.not_authorized",
    ),
    (
        "non-production client, production company",
        lambda s: s.arrange_client(scope="non-production"),
        "client.not_authorized",
    ),
    ("secret replaced", lambda s: s.arrange_client(secret="other"), "client.unknown"),
    ("sender not authorized", company(senders=[]), "client.not_admitted"),
    ("one permission missing", role(GL="All", CO="All"), "permission.missing"),
    ("no permission", company(roles=[{"name": "Reader"}]), "permission.none"),
    ("application not subscribed", company(applications=["CO", "GL"]), "module.unavailable"),
    ("held to one entity", user(entities=["100"]), "entity.top_level_closed"),
]


def right_again(setup: Setup) -> Seen:
    setup.stage.call("POST", "reset", {})
    setup.stage.call("PUT", "senders/CraftableMPP", {"password": "canary-sender"})
    setup.arrange_client()
    setup.arrange()
    return setup.check()


def test_all_is_well(own: Setup) -> None:
    seen = own.check()

    assert (seen.verdict, seen.codes) == ("passed", [])
    assert {each for each, outcome in seen.proofs.items() if outcome == "passed"} == HELD


@pytest.mark.parametrize(("name", "change", "code"), WRONG, ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_found_and_once_right_it_passes(
    own: Setup, name: str, change: Change, code: str
) -> None:
    change(own)

    seen = own.check()
    mended = right_again(own)

    assert (seen.verdict, seen.codes) == ("failed", [code])
    assert seen.disproven == TOGETHER.get(CATALOGUE[code].purpose, {CATALOGUE[code].purpose})
    assert (mended.verdict, mended.codes, mended.disproven) == ("passed", [], set())


def test_either_wording_of_a_wrong_secret_means_the_same(own: Setup) -> None:
    own.assume(wrong_client_answer="REST-1216")
    name_client(own.connection, secret="other")

    assert own.check().codes == ["client.unknown"]


@pytest.mark.parametrize("envelope", ["result", "top", "bare", "oauth", "flat"])
def test_a_client_that_is_not_authorized_is_told_in_every_envelope(
    own: Setup, envelope: str
) -> None:
    own.assume(client_refusal_envelope=envelope)
    own.arrange(clients=[])

    assert own.check().codes == ["client.not_authorized"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("html", "intacct.unreadable"),
        ("token_html", "intacct.unreadable"),
        ("redirect_307", "intacct.unreadable"),
        ("http_503", "intacct.offline"),
        ("rate_limited", "intacct.busy"),
        ("reset", "intacct.unreachable"),
    ],
)
def test_trouble_as_a_token_is_asked_for_fails_nothing(own: Setup, kind: str, code: str) -> None:
    own.fault(kind, "/ia/api/v1/oauth2/token")

    seen = own.check()

    assert (seen.verdict, seen.codes, seen.proofs) == ("unclear", [code], {})


def test_a_sender_taken_off_the_list_is_told_although_the_token_lives(own: Setup) -> None:
    own.check()
    own.arrange(senders=[])

    seen = own.check()

    assert (seen.codes, seen.disproven) == (["client.not_admitted"], {"client_authorized"})


def test_what_worked_before_has_stopped(own: Setup) -> None:
    own.check()
    own.arrange(webServices=False)

    seen = own.check()

    assert seen.codes == ["username.stopped"]
    assert seen.disproven == TOGETHER["user_signs_in"]


def test_a_token_that_expired_is_replaced_once_and_all_passes(own: Setup) -> None:
    own.check()
    own.tokens("expired")

    assert own.check().verdict == "passed"


def test_a_token_that_was_killed_is_minted_anew(own: Setup) -> None:
    own.check()
    own.tokens("killed")

    assert own.check().verdict == "passed"


@pytest.mark.parametrize("answer", ["403", "400"])
def test_a_missing_permission_is_told_with_either_status(own: Setup, answer: str) -> None:
    own.assume(missing_right_answer=answer)
    own.arrange(roles=[{"name": "Reader", "permissions": {"GL": "All", "CO": "All"}}])

    own.check()

    finding = Finding.objects.get(connection=own.connection)
    assert (finding.code, finding.subject) == ("permission.missing", "accounts-payable/vendor")


def test_before_anything_but_the_company_is_named_nothing_fails(own: Setup) -> None:
    own.connection.web_services_users.all().delete()
    own.connection.client_id = ""
    own.connection.save()

    seen = own.check()

    assert (seen.codes, seen.disproven) == ([], set())


def test_without_a_user_the_client_is_known_already(own: Setup) -> None:
    own.connection.web_services_users.all().delete()

    assert own.check().proofs == {"app_registered": "passed"}


def per_entity(own: Setup, *entities: str) -> None:
    own.connection.level = "entity"
    own.connection.save()
    own.connection.web_services_users.all().delete()
    for entity_id in entities:
        name_user(own.connection, f"Robot{entity_id}", entity_id)
    users = [{**USERS[0], "id": f"Robot{each}", "entities": [each]} for each in ("100", "200")]
    clients = [{"clientId": CLIENT_ID, "userId": f"Robot{each}"} for each in ("100", "200")]
    own.company = {**COMPANY, "users": users, "clients": clients}
    own.arrange()


def test_each_entity_is_entered_as_its_own_user(own: Setup) -> None:
    per_entity(own, "100", "200")

    assert own.check().verdict == "passed"


def test_an_entity_that_is_closed_is_told_from_a_user_that_is_refused(own: Setup) -> None:
    per_entity(own, "100", "200")
    users = [{**each, "entities": ["100"]} for each in own.company["users"]]
    own.arrange(users=users)

    own.check()

    finding = Finding.objects.get(connection=own.connection)
    assert (finding.code, finding.entity_id) == ("entity.closed", "200")


def test_a_second_user_that_is_not_paired_is_the_list_s_trouble(own: Setup) -> None:
    per_entity(own, "100", "200")
    own.arrange(clients=own.company["clients"][:1])

    seen = own.check()

    finding = Finding.objects.get(connection=own.connection)
    assert (seen.codes, finding.entity_id) == (["client.not_authorized"], "")
    assert finding.values["user_id"] == "Robot200"


def test_no_token_is_asked_for_once_the_run_s_time_is_up(own: Setup, settings: Settings) -> None:
    settings.CHECK_RUN_SECONDS = 0

    seen = own.check()

    assert (seen.verdict, seen.codes) == ("unclear", ["intacct.unreachable"])
    assert not Grant.objects.filter(connection=own.connection).exists()
