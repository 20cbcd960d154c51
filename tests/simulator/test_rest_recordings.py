"""The recorded requests of `rest-payloads/cassettes`, asked again: same keys, same types."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.simulator.portal import CLIENT_ID, SECRET, Portal

CASSETTES = Path(__file__).parents[3] / "shared/intacct/rest-payloads/cassettes"
BASE = "https://api.intacct.com/ia/api/v1/"
NAMES = sorted(path.stem for path in CASSETTES.glob("*.json"))

pytestmark = pytest.mark.skipif(not NAMES, reason="The recordings of ../shared are not here.")


@pytest.fixture
def recorded_company(portal: Portal) -> Portal:
    """The company of the recordings, whose user may read everything."""
    user = {"id": "keboola-ex", "password": "user-password", "admin": "full"}
    company = {
        "applications": ["CO", "GL", "AP", "AR"],
        "senders": [{"id": "causeway"}],
        "users": [user],
        "clients": [{"clientId": CLIENT_ID, "userId": user["id"]}],
    }
    portal.simulator.sim("PUT", "companies/keboolaMPP-DEV", company).raise_for_status()
    return portal


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_have_the_recorded_shape(recorded_company: Portal, name: str) -> None:
    token = recorded_company.bearer("keboola-ex@keboolaMPP-DEV")
    differences = []
    for request, status, body in _recorded(name):
        if "oauth2/token" in request["uri"]:
            continue
        payload = json.loads(request["body"]) if request["body"] else None
        path = request["uri"].removeprefix(BASE)
        answer = recorded_company.call(request["method"], path, token, json=payload)
        differences += [path] if answer.status_code != status else []
        differences += _differences(body, answer.json(), path)

    assert differences == []


@pytest.mark.parametrize("name", NAMES)
def test_the_token_request_is_answered_in_the_recorded_members(
    recorded_company: Portal, name: str
) -> None:
    request, _, body = next(_recorded(name))
    form = request["body"].replace("client_id=REDACTED", f"client_id={CLIENT_ID}")
    form = form.replace("client_secret=REDACTED", f"client_secret={SECRET}")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = recorded_company.post("/ia/api/v1/oauth2/token", data=form, headers=headers)

    assert _differences(body, answer.json(), "token") == []


def test_a_shape_that_differs_is_noticed() -> None:
    recorded = {"a": [{"b": 1, "c": None}, {"b": 2, "c": "x"}]}

    assert _differences(recorded, {"a": [{"b": 3, "c": "y"}]}, "") == []
    assert _differences(recorded, {"a": []}, "") == []
    assert _differences(recorded, {"a": [{"b": "3", "c": "y"}]}, "") == ["/a[]/b: str"]
    assert _differences(recorded, {"a": [{"b": 3}]}, "") == ["/a[]: keys c"]


def _recorded(name: str) -> Iterator[tuple[dict[str, Any], int, Any]]:
    """Request, status and body of each interaction."""
    document = json.loads((CASSETTES / f"{name}.json").read_text())
    for one in document["interactions"]:
        response = one["response"]
        yield one["request"], response["status"]["code"], json.loads(response["body"]["string"])


def _differences(recorded: Any, answered: Any, place: str) -> list[str]:
    """Where keys or types differ; null fits anything, and so does any row of a recorded list."""
    if recorded is None or answered is None:
        return []
    if isinstance(recorded, list) and isinstance(answered, list):
        merged = _merged(recorded)
        return [one for row in answered for one in _differences(merged, row, f"{place}[]")]
    if isinstance(recorded, dict) and isinstance(answered, dict):
        odd = ",".join(sorted(recorded.keys() ^ answered.keys()))
        if odd:
            return [f"{place}: keys {odd}"]
        pairs = ((key, recorded[key], answered[key]) for key in recorded)
        return [one for key, old, new in pairs for one in _differences(old, new, f"{place}/{key}")]
    return [] if type(recorded) is type(answered) else [f"{place}: {type(answered).__name__}"]


def _merged(rows: list[Any]) -> Any:
    """One row with a value for each key that any of the rows has a value for."""
    if not rows or not isinstance(rows[0], dict):
        return next((row for row in rows if row is not None), None)
    return {
        key: next((row[key] for row in rows if row.get(key) is not None), None)
        for key in {key for row in rows for key in row}
    }
