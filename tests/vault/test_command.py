from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.tenants.models import Tenant
from apps.vault import services
from apps.vault.models import SealedSecret
from apps.vault.secret import Secret
from apps.vault.startup import check_rings
from tests.vault.conftest import ALICE
from tests.vault.rooms import NEW_PRIVATE, NEW_PUBLIC, OLD_PRIVATE, OLD_PUBLIC


@pytest.fixture
def stored(in_acme: Tenant, settings: Settings) -> SealedSecret:
    settings.VAULT_PUBLIC_KEYS, settings.VAULT_PRIVATE_KEYS = OLD_PUBLIC, OLD_PRIVATE
    return services.store(
        tenant=in_acme, connection_id=uuid4(), field="token", secret=Secret("t"), actor=ALICE
    )


def test_keygen_prints_a_ring_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("vault", "keygen")

    printed = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines())
    check_rings(printed["VAULT_PUBLIC_KEYS"], printed["VAULT_PRIVATE_KEYS"])


def test_keygen_writes_files_for_the_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("vault", "keygen", "--out", str(tmp_path))

    files = [tmp_path / "vault_public_keys", tmp_path / "vault_private_keys"]
    check_rings(*(file.read_text() for file in files))
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert files[1].read_text().strip() not in capsys.readouterr().out


def test_keygen_never_writes_over_a_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("vault", "keygen", "--out", str(tmp_path))

    with pytest.raises(CommandError, match="File exists"):
        call_command("vault", "keygen", "--out", str(tmp_path))

    assert capsys.readouterr().err == ""


def test_check_counts_the_secrets_of_each_key(
    stored: SealedSecret, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("vault", "check")

    assert f"{stored.key_id}: 1 secrets" in capsys.readouterr().out


@pytest.mark.parametrize("private", [NEW_PRIVATE, None], ids=["worker", "web"])
def test_check_names_a_key_that_is_not_held(
    stored: SealedSecret, settings: Settings, private: str | None
) -> None:
    settings.VAULT_PUBLIC_KEYS, settings.VAULT_PRIVATE_KEYS = NEW_PUBLIC, private

    with pytest.raises(CommandError, match=f"{stored.key_id}: no ring of this process holds"):
        call_command("vault", "check")


def test_check_names_a_row_that_does_not_open(stored: SealedSecret) -> None:
    SealedSecret.objects.filter(id=stored.id).update(sealed=bytes(stored.sealed)[:-1])

    with pytest.raises(CommandError, match=str(stored.id)):
        call_command("vault", "check")


@pytest.mark.django_db
def test_check_without_any_ring_names_the_setting(settings: Settings) -> None:
    settings.VAULT_PUBLIC_KEYS = settings.VAULT_PRIVATE_KEYS = ""

    with pytest.raises(CommandError, match="VAULT_PUBLIC_KEYS"):
        call_command("vault", "check")
