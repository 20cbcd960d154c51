"""Nobody but a worker can open what is stored, and no secret lies about (design.md D4)."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from config.local.process import ROOT
from config.local.pytest_plugin import REHEARSAL
from tests.journeys import crawl, evidence
from tests.journeys.disguises import forms_of, found_in
from tests.journeys.stage import Customer, Stage
from tests.journeys.visitor import Visitor


@pytest.fixture(scope="module")
def customer(theatre: Stage) -> Customer:
    return theatre.bring_in("Custody")


@pytest.fixture(scope="module")
def heard(theatre: Stage, customer: Customer) -> list[bytes]:
    """All that was said to Redis while the customer entered a password and it was used."""
    with evidence.overheard(theatre.stack.redis_url) as heard:
        theatre.connect(customer)
    return heard


@pytest.fixture(scope="module")
def admin(theatre: Stage, customer: Customer, heard: list[bytes]) -> Visitor:
    return theatre.visitor(customer.admin)


def test_the_web_process_can_open_no_stored_secret(theatre: Stage, admin: Visitor) -> None:
    told = burgle(environment_of(theatre, "web"))

    assert told["tried"] >= 2
    assert told["opened"] == 0
    assert set(told["refusals"]) == {"VaultClosed"}


def test_the_worker_can_open_every_stored_secret(theatre: Stage, admin: Visitor) -> None:
    told = burgle(environment_of(theatre, "worker"))

    assert told["opened"] == told["tried"] >= 2


def test_the_web_process_knows_no_private_key(theatre: Stage) -> None:
    environment = environment_of(theatre, "web")

    assert "VAULT_PRIVATE_KEYS" not in environment
    assert theatre.stack.site.private_keys not in environment.values()


@pytest.mark.parametrize("form", sorted(forms_of("canary+secret&<x>/4711")))
def test_the_search_would_find_it_in_every_form(form: bytes) -> None:
    assert found_in(b"before " + form + b" after", "canary+secret&<x>/4711")
    assert not found_in(b"before after", "canary+secret&<x>/4711")


def test_no_secret_lies_in_a_table(theatre: Stage, customer: Customer, admin: Visitor) -> None:
    rows = list(evidence.tables(theatre.stack))

    assert {"vault_sealedsecret", "checks_run", "django_session"} <= {name for name, _ in rows}
    assert any(customer.company_id.encode() in row for _, row in rows)
    assert nowhere(theatre, customer, rows)


def test_no_secret_lies_in_a_file(
    theatre: Stage, customer: Customer, admin: Visitor, pytestconfig: pytest.Config
) -> None:
    """The stack's own files, and those of its servers: logs, tables, the write-ahead log."""
    folders = [theatre.stack.site.var, pytestconfig.stash[REHEARSAL].site.var]
    ours = [thing for folder in folders for thing in evidence.files(folder)]
    ours = [(name, text) for name, text in ours if Path(name).name != "simulator.json"]

    assert {"simulator.log", "postgres.log"} <= {Path(name).name for name, _ in ours}
    assert any(customer.company_id.encode() in text for _, text in ours)
    assert nowhere(theatre, customer, ours)


def test_no_secret_lies_in_redis(theatre: Stage, customer: Customer, admin: Visitor) -> None:
    kept = list(evidence.keys(theatre.stack.redis_url))

    assert kept
    assert nowhere(theatre, customer, kept)


def test_no_secret_travels_in_a_message(
    theatre: Stage, customer: Customer, heard: list[bytes]
) -> None:
    said = [("a command", each) for each in heard]
    said += [("a message", each) for each in evidence.bodies(heard)]

    assert any(b"run_id" in each for _, each in said)
    assert nowhere(theatre, customer, said)


def test_no_secret_is_shown_on_a_page(theatre: Stage, customer: Customer, admin: Visitor) -> None:
    operator = theatre.visitor(theatre.operators["admin"])
    shown = [*crawl.pages(admin, customer.hub), *crawl.pages(operator, "/ops/")]

    addresses = {path for path, _ in shown}
    assert {customer.step("user"), f"/ops/tenants/{customer.slug}/", "/ops/senders/"} <= addresses
    assert nowhere(theatre, customer, shown)


def burgle(environment: Mapping[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.journeys.burglar"]
    done = subprocess.run(  # noqa: S603 -- our own program
        command, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def environment_of(stage: Stage, program: str) -> dict[str, str]:
    """Return what a running process was started with, as the kernel tells it."""
    told = Path(f"/proc/{stage.stack.supervisor.pid(program)}/environ").read_bytes().decode()
    return dict(line.split("=", 1) for line in told.split("\0") if line)


def nowhere(stage: Stage, customer: Customer, things: Iterable[tuple[str, bytes]]) -> bool:
    """Whether none of the secrets lies in any of these; fail by the names of those where one does.

    pytest would print a found secret's surroundings: it is told names alone.
    """
    secrets = (customer.password, stage.sender_password, customer.admin.password)
    found = {name for name, text in things if any(found_in(text, each) for each in secrets)}
    if found:
        pytest.fail(f"A secret lies in {sorted(found)}")
    return True
