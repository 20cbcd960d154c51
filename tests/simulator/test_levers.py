"""`/_sim/assumptions` and `/_sim/tokens`."""

import pytest

from tests.simulator.portal import Portal, error_of

ACCOUNT = "general-ledger/account"


def test_an_assumption_changes_at_once_and_goes_with_the_set_up(portal: Portal) -> None:
    portal.assume(refresh_rotation="none")
    changed = portal.simulator.sim("GET", "assumptions").json()["refresh_rotation"]
    portal.simulator.sim("POST", "reset", {"only": ["setup"]})

    assert changed == "none"
    assert portal.simulator.sim("GET", "assumptions").json()["refresh_rotation"] == "strict"


@pytest.mark.parametrize(
    ("body", "member"),
    [
        ({"nothing": 1}, "nothing"),
        ({"lockout_after": "3"}, "lockout_after"),
        ({"lockout_after": True}, "lockout_after"),
        ([], "(body)"),
    ],
)
def test_a_wrong_assumption_is_named(portal: Portal, body: object, member: str) -> None:
    answer = portal.simulator.sim("PATCH", "assumptions", body)

    assert (answer.status_code, answer.json()["error"]["member"]) == (400, member)


def test_tokens_expire_at_once_for_one_user_or_for_all(portal: Portal) -> None:
    mine, other = portal.bearer(), portal.bearer("admin@Acme")

    one = portal.simulator.sim(
        "POST", "tokens", {"company": "Acme", "user": "ws", "state": "expired"}
    )
    rest = portal.simulator.sim("POST", "tokens", {"company": "Acme", "state": "expired"})

    assert (one.json(), rest.json()) == ({"changed": 1}, {"changed": 1})
    for token in (mine, other):
        assert error_of(portal.query(token, ACCOUNT)) == (401, "GW-0040")


def test_a_killed_grant_takes_its_tokens_along(portal: Portal) -> None:
    answer = portal.connect()

    killed = portal.simulator.sim("POST", "tokens", {"company": "Acme", "state": "killed"})

    assert killed.json() == {"changed": 1}
    assert error_of(portal.query(answer["access_token"], ACCOUNT)) == (401, "REST-2102")
    assert error_of(portal.refresh(answer["refresh_token"])) == (400, "invalid_grant")


def test_a_wrong_state_is_named(portal: Portal) -> None:
    answer = portal.simulator.sim("POST", "tokens", {"company": "Acme", "state": "gone"})

    assert (answer.status_code, answer.json()["error"]["member"]) == (400, "state")
