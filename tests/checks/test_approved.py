"""Checks of a connection by approval, against a real simulator: wrong, seen, put right again."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.checks.catalogue import CATALOGUE
from apps.checks.models import Finding
from apps.connections.models import Grant
from tests.checks.rest_stage import USERS, Seen, Setup

pytestmark = pytest.mark.enable_socket

HELD = {
    "company_id",
    "app_registered",
    "sender_authorized",
    "oauth_approved",
    "entity_access",
    "role_permissions",
}
Change = Callable[[Setup], None]


def company(**changes: Any) -> Change:
    return lambda setup: setup.arrange(**changes)


def clerk(**changes: Any) -> Change:
    return company(users=[*USERS[:2], {**USERS[2], **changes}])


def role(**permissions: str) -> Change:
    return company(roles=[{"name": "Reader", "permissions": permissions}])


WRONG: list[tuple[str, Change, str]] = [
    ("sender not authorized", company(senders=[]), "sender.not_admitted"),
    ("Web Services off", company(webServices=False), "sender.not_admitted"),
    ("one permission missing", role(GL="All", CO="All"), "permission.missing"),
    ("no permission", company(roles=[{"name": "Reader"}]), "permission.none"),
    ("application not subscribed", company(applications=["CO", "GL"]), "module.unavailable"),
]
TROUBLE = [
    ("html", "intacct.unreadable"),
    ("redirect_307", "intacct.unreadable"),
    ("http_500_empty", "intacct.unreadable"),
    ("truncated", "intacct.unreadable"),
    ("http_503", "intacct.offline"),
    ("rate_limited", "intacct.busy"),
    ("reset", "intacct.unreachable"),
]


def states(setup: Setup) -> list[str]:
    return list(Grant.objects.filter(connection=setup.connection).values_list("state", flat=True))


def ended(setup: Setup, state: str) -> Seen:
    Grant.objects.filter(connection=setup.connection).update(state=state)
    return setup.check()


def test_all_is_well(approved: Setup) -> None:
    seen = approved.check()

    assert (seen.verdict, seen.codes) == ("passed", [])
    assert {each for each, outcome in seen.proofs.items() if outcome == "passed"} == HELD


def test_before_the_approval_nothing_has_failed(to_approve: Setup) -> None:
    seen = to_approve.check()

    assert (seen.codes, seen.proofs) == ([], {"app_registered": "passed"})


@pytest.mark.parametrize(("name", "change", "code"), WRONG, ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_found_and_once_right_it_passes(
    to_approve: Setup, name: str, change: Change, code: str
) -> None:
    to_approve.approve("clerk")
    change(to_approve)

    seen = to_approve.check()
    to_approve.arrange()
    mended = to_approve.check()

    assert (seen.verdict, seen.codes) == ("failed", [code])
    assert seen.disproven == {CATALOGUE[code].purpose}
    assert (mended.verdict, mended.codes, mended.disproven) == ("passed", [], set())


def test_what_came_before_the_sender_is_proven(approved: Setup) -> None:
    approved.arrange(senders=[])

    seen = approved.check()

    assert {each for each, outcome in seen.proofs.items() if outcome == "passed"} == {
        "app_registered",
        "oauth_approved",
        "company_id",
    }


@pytest.mark.parametrize("answer", ["GW-0040", "REST-1206"])
def test_an_access_token_that_expired_is_refreshed_once_and_all_passes(
    approved: Setup, answer: str
) -> None:
    approved.assume(expired_answer=answer)
    approved.tokens("expired")

    seen = approved.check()

    assert (seen.verdict, states(approved)) == ("passed", ["live"])
    assert Grant.objects.get(connection=approved.connection).generation == 2


def test_killed_tokens_end_the_approval_until_it_is_given_again(approved: Setup) -> None:
    approved.tokens("killed")

    seen = approved.check()
    approved.approve()
    mended = approved.check()

    assert (seen.verdict, seen.codes) == ("failed", ["approval.ended"])
    assert seen.disproven == {"oauth_approved"}
    assert (mended.verdict, mended.codes) == ("passed", [])


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("refused", "approval.ended"),
        ("superseded", "approval.superseded"),
        ("quarantined", "approval.elsewhere"),
        ("disconnected", "approval.withdrawn"),
    ],
)
def test_how_an_approval_ended_is_told(approved: Setup, state: str, code: str) -> None:
    seen = ended(approved, state)

    assert (seen.codes, seen.disproven) == ([code], {"oauth_approved"})


def test_a_quarantined_approval_names_both_companies(to_approve: Setup) -> None:
    to_approve.stage.call("PUT", "companies/Acme", to_approve.company)
    to_approve.approve(quarantined=True)
    to_approve.check()

    finding = Finding.objects.get(connection=to_approve.connection)
    assert finding.values["approved_company"] == finding.values["company_id"] == "Acme"
    assert finding.values["approved_user"] == "admin"


def test_an_approval_of_another_company_asks_nothing_there(approved: Setup) -> None:
    approved.connection.company_id = "Other"
    approved.connection.save()

    seen = approved.check()

    assert (seen.codes, seen.disproven) == (["company.other"], {"company_id"})
    assert "role_permissions" not in seen.proofs


def test_an_approver_held_to_one_entity_is_limited(to_approve: Setup) -> None:
    clerk(entities=["100"])(to_approve)
    to_approve.approve("clerk")

    seen = to_approve.check()

    assert (seen.codes, seen.disproven) == (["entity.approver_limited"], {"entity_access"})


def test_an_approver_who_may_enter_two_of_three_is_limited(to_approve: Setup) -> None:
    to_approve.company["entities"] = [{"id": each} for each in ("100", "200", "300")]
    clerk(entities=["100", "200"])(to_approve)
    to_approve.approve("clerk")

    assert to_approve.check().codes == ["entity.approver_limited"]


def test_a_company_that_allows_the_top_level_only_limits_nobody(approved: Setup) -> None:
    approved.arrange(topLevelOnly=True)

    assert approved.check().verdict == "passed"


@pytest.mark.parametrize(("kind", "code"), TROUBLE, ids=[kind for kind, _ in TROUBLE])
def test_trouble_of_intacct_fails_nothing(approved: Setup, kind: str, code: str) -> None:
    approved.check()
    approved.fault(kind)

    seen = approved.check()

    assert (seen.verdict, seen.codes, seen.disproven) == ("unclear", [code], set())


def test_trouble_in_the_middle_of_a_run_fails_nothing(approved: Setup) -> None:
    approved.fault("html", "/ia/api/v1/services/core/query")

    seen = approved.check()

    assert (seen.verdict, set(seen.codes)) == ("unclear", {"intacct.unreadable"})
    assert seen.disproven == set()


@pytest.mark.parametrize(
    ("scope", "code"),
    [("production", "application.refused"), ("non-production", "application.wrong_scope")],
)
def test_our_application_refused_is_ours_and_fails_nothing(
    approved: Setup, scope: str, code: str
) -> None:
    application = approved.connection.application
    assert application is not None
    application.scope = scope
    application.save()
    approved.arrange_client(secret="other")
    approved.tokens("expired")

    seen = approved.check()

    assert (seen.verdict, seen.codes, seen.disproven) == ("unclear", [code], set())
    assert states(approved) == ["live"]


def test_an_application_intacct_does_not_know_is_told_before_anybody_approves(
    to_approve: Setup,
) -> None:
    to_approve.arrange_client(secret="other")

    seen = to_approve.check()

    assert (seen.verdict, seen.codes) == ("unclear", ["application.refused"])
