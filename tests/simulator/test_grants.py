"""How grants go on and end: rotation, a newer grant, revocation (intacct-rest.md §§4.3 to 4.9)."""

from pathlib import Path

import pytest

from apps.simulator.simulation import Simulation
from tests.simulator.portal import BASE, Portal, error_of

ACCOUNTS = "general-ledger/account"


def test_strict_a_refresh_token_works_once_and_its_reuse_ends_the_grant(portal: Portal) -> None:
    first = portal.connect()["refresh_token"]
    second = portal.refresh(first).json()["refresh_token"]

    reused = portal.refresh(first)

    assert error_of(reused) == (400, "invalid_grant")
    assert error_of(portal.refresh(second)) == (400, "invalid_grant")


def test_strict_the_reuse_may_be_forgiven(portal: Portal) -> None:
    portal.assume(refresh_reuse_kills_grant=False)
    first = portal.connect()["refresh_token"]
    second = portal.refresh(first).json()["refresh_token"]
    portal.refresh(first)

    assert portal.refresh(second).status_code == 200


def test_grace_the_old_token_works_until_the_new_access_token_is_used(portal: Portal) -> None:
    portal.assume(refresh_rotation="grace")
    first = portal.connect()["refresh_token"]
    portal.refresh(first)
    renewed = portal.refresh(first).json()
    used = portal.query(renewed["access_token"], ACCOUNTS)

    late = portal.refresh(first)

    assert used.status_code == 200
    assert error_of(late) == (400, "invalid_grant")
    assert portal.refresh(renewed["refresh_token"]).status_code == 200


def test_grace_the_old_token_works_until_the_new_refresh_token_is_used(portal: Portal) -> None:
    portal.assume(refresh_rotation="grace")
    first = portal.connect()["refresh_token"]
    second = portal.refresh(first).json()["refresh_token"]
    portal.refresh(second)

    assert error_of(portal.refresh(first)) == (400, "invalid_grant")
    assert portal.refresh(second).status_code == 200


def test_none_the_refresh_token_stays(portal: Portal) -> None:
    portal.assume(refresh_rotation="none")
    first = portal.connect()["refresh_token"]

    answers = [portal.refresh(first).json() for _ in range(3)]

    assert {answer["refresh_token"] for answer in answers} == {first}
    assert len({answer["access_token"] for answer in answers}) == 3


def test_a_refresh_token_may_be_assumed_to_expire(portal: Portal) -> None:
    answer = portal.connect()
    found = portal.simulator.simulation.grants.of_refresh(answer["refresh_token"])
    assert found is not None
    found.renewed -= 100

    portal.assume(refresh_token_seconds=99)

    assert error_of(portal.refresh(answer["refresh_token"])) == (400, "invalid_grant")


def test_a_dead_refresh_may_sound_like_a_wrong_client(portal: Portal) -> None:
    portal.assume(dead_refresh_answer="invalid_client")

    assert error_of(portal.refresh("unknown")) == (401, "invalid_client")


def test_a_newer_grant_of_the_same_user_kills_the_older(portal: Portal) -> None:
    older = portal.connect()
    other_user = portal.connect("clerk")
    machine = portal.mint("admin@Acme").json()

    newer = portal.connect()

    assert error_of(portal.refresh(older["refresh_token"])) == (400, "invalid_grant")
    assert error_of(portal.query(older["access_token"], ACCOUNTS)) == (401, "REST-2102")
    for alive in (newer, other_user, machine):
        assert portal.refresh(alive["refresh_token"]).status_code == 200


def test_grants_may_be_assumed_to_live_side_by_side(portal: Portal) -> None:
    portal.assume(one_grant_per_user=False)
    older = portal.connect()
    portal.connect()

    assert portal.refresh(older["refresh_token"]).status_code == 200


def test_revoking_ends_every_token_of_the_user_and_company(portal: Portal) -> None:
    mine, pooled = portal.connect(), portal.mint("admin@Acme").json()
    other = portal.mint().json()

    answer = portal.post(f"{BASE}/oauth2/revoke", data={"token": mine["access_token"]})

    assert answer.json() == {"revoked": True}
    for dead in (mine, pooled):
        assert error_of(portal.query(dead["access_token"], ACCOUNTS)) == (401, "REST-2102")
        assert error_of(portal.refresh(dead["refresh_token"])) == (400, "invalid_grant")
    assert portal.query(other["access_token"], ACCOUNTS).status_code == 200


def test_revoking_with_a_wrong_secret_ends_nothing(portal: Portal) -> None:
    token = portal.bearer()
    form = {"token": token, "client_id": "unknown", "client_secret": "wrong"}

    answer = portal.post(f"{BASE}/oauth2/revoke", data=form)

    assert error_of(answer) == (401, "invalid_client")
    assert portal.query(token, ACCOUNTS).status_code == 200


def test_a_refresh_can_move_to_an_entity(portal: Portal) -> None:
    refresh = portal.mint().json()["refresh_token"]

    token = portal.refresh(refresh, entity_id="100").json()["access_token"]

    entities = portal.query(token, "company-config/entity").status_code
    assert entities == 403
    assert portal.call("GET", "services/core/session/id", token).status_code == 200
    session = portal.simulator.simulation.grants.find(token)
    assert session is not None
    assert session.entity_id == "100"


def test_a_forbidden_entity_uses_no_refresh_token_up(portal: Portal) -> None:
    refresh = portal.mint("north@Acme").json()["refresh_token"]

    refused = portal.refresh(refresh, entity_id="200")

    assert error_of(refused) == (400, "invalid_grant")
    assert portal.refresh(refresh).status_code == 200


@pytest.mark.parametrize("members", [{"webServices": False}, {"status": "demo-expired"}])
def test_a_refresh_fails_while_web_services_are_off(
    portal: Portal, members: dict[str, object]
) -> None:
    refresh = portal.connect()["refresh_token"]
    portal.change(**members)
    refused = portal.refresh(refresh)
    portal.change(webServices=True, status="active")

    assert error_of(refused) == (400, "invalid_grant")
    assert portal.refresh(refresh).status_code == 200


def test_introspection_tells_live_from_dead(portal: Portal) -> None:
    token = portal.bearer()

    live = portal.post(f"{BASE}/oauth2/introspect", data={"token": token}).json()
    portal.simulator.sim("POST", "tokens", {"company": "Acme", "state": "killed"})
    dead = portal.post(f"{BASE}/oauth2/introspect", data={"token": token}).json()

    assert (live["active"], live["cny_id"], live["user_id"]) == (True, "Acme", "ws")
    assert dead == {"active": False}


def test_grants_survive_in_the_state_file_as_hashes(portal: Portal, tmp_path: Path) -> None:
    answer = portal.connect()
    before = portal.simulator.simulation
    state = tmp_path / "state.json"
    before._state = state
    before.save()

    after = Simulation(state=state)

    access = after.grants.find(answer["access_token"])
    assert access is not None
    assert (access.grant.user_id, access.expires > 0) == ("admin", True)
    assert after.grants.of_refresh(answer["refresh_token"]) is access.grant
    for secret in (answer["access_token"], answer["refresh_token"]):
        assert secret not in state.read_text()
