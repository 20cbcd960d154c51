"""The demo's stage: set once, over HTTP, with an approval left for a person to give."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import requests
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.connections.models import ClientApplication, Connection
from apps.ops.benches.stage import Stage, simulator
from apps.tenants.unfenced import across_tenants


@pytest.fixture
def intacct(db: None, settings: Settings) -> Iterator[Stage]:
    with simulator() as stage:
        settings.SIMULATOR_URL, settings.INTACCT_ENDPOINT = stage.url, stage.gateway
        settings.INTACCT_REST_URL = f"{stage.url}/ia/api/v1"
        settings.INTACCT_HOSTS = [stage.host]
        yield stage


def seeded(keep: Path) -> dict[str, object]:
    told = StringIO()
    call_command("seed_demo", keep=keep, stdout=told)
    found: dict[str, object] = json.loads(told.getvalue().splitlines()[-1])
    return found


def test_every_state_is_on_show_and_one_approval_is_left(intacct: Stage, tmp_path: Path) -> None:
    told = seeded(tmp_path / "demo.json")

    with across_tenants():
        states = sorted(Connection.objects.values_list("state", "auth"))
        to_approve = Connection.objects.get(auth="authorization_code")
    assert states == [
        ("broken", "xml"),
        ("connected", "xml"),
        ("setting_up", "authorization_code"),
        ("setting_up", "xml"),
    ]
    assert to_approve.application == ClientApplication.objects.get(standing="known")
    assert company(intacct, told)["users"][0]["webServicesOnly"] is False


def company(intacct: Stage, told: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    """The company whose sign-in was told, as the simulator holds it."""
    approver = told["intacct"]
    assert isinstance(approver, dict)
    answer = requests.get(f"{intacct.url}/_sim/companies/{approver['company_id']}", timeout=10)
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found


def test_a_second_call_changes_nothing(intacct: Stage, tmp_path: Path) -> None:
    first = seeded(tmp_path / "demo.json")

    assert seeded(tmp_path / "demo.json") == first
    assert ClientApplication.objects.count() == 1


@pytest.mark.parametrize("name", ["SIMULATOR_URL", "ENVIRONMENT"])
def test_it_never_touches_a_real_intacct(settings: Settings, tmp_path: Path, name: str) -> None:
    setattr(settings, name, {"SIMULATOR_URL": "", "ENVIRONMENT": "production"}[name])

    with pytest.raises(CommandError):
        seeded(tmp_path / "demo.json")

    assert not (tmp_path / "demo.json").exists()
