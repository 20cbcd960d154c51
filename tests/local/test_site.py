from pathlib import Path

import pytest

from config.local.journey_stack import JourneyStack
from config.local.site import Site, without_password


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("VAULT_PRIVATE_KEYS", "callers-canary")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "callers-canary")
    return Site(
        environment="development",
        web_port=8000,
        simulator_port=8001,
        var=tmp_path,
        database_url="postgres://app:app-canary@127.0.0.1:15432/causeway",
        owner_url="postgres://owner:owner-canary@127.0.0.1:15432/causeway",
        redis_url="redis://:redis-canary@127.0.0.1:16379/0",
        secret_key="key-canary",
        public_keys="public-canary",
        private_keys="private-canary",
    )


def canaries(environment: dict[str, str]) -> set[str]:
    text = " ".join(environment.values())
    names = ("app", "owner", "redis", "key", "public", "private", "callers")
    return {name for name in names if f"{name}-canary" in text}


def test_each_process_is_told_its_own_secrets_and_no_more(site: Site) -> None:
    told = {
        "web": canaries(site.for_web()),
        "worker": canaries(site.for_worker()),
        "beat": canaries(site.for_beat()),
        "simulator": canaries(site.for_simulator()),
        "manage": canaries(site.for_manage()),
    }

    assert told == {
        "web": {"app", "redis", "key", "public"},
        "worker": {"app", "redis", "key", "public", "private"},
        "beat": {"redis", "key", "public"},
        "simulator": set(),
        "manage": {"app", "owner", "redis", "key", "public", "private"},
    }


def test_a_site_hides_its_secrets_from_print(site: Site) -> None:
    assert "canary" not in repr(site)


def test_only_the_running_workers_hold_private_keys(stack: JourneyStack) -> None:
    programs = ("web", "worker", "fleet", "beat", "simulator")

    holders = [name for name in programs if holds_key(stack, name)]

    assert holders == ["worker", "fleet"]


def holds_key(stack: JourneyStack, name: str) -> bool:
    environment = Path(f"/proc/{stack.supervisor.pid(name)}/environ").read_bytes()
    assert b"DATABASE_OWNER_URL" not in environment
    return stack.site.private_keys.encode() in environment


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("postgres://app:pw@127.0.0.1:5432/db", "postgres://app@127.0.0.1:5432/db"),
        ("redis://:pw@127.0.0.1:6379/0", "redis://@127.0.0.1:6379/0"),
        ("postgres://127.0.0.1/db", "postgres://127.0.0.1/db"),
    ],
)
def test_a_password_is_left_out_of_an_address(url: str, bare: str) -> None:
    assert without_password(url) == bare
