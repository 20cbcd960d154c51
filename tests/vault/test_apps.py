import pytest
from django.apps import apps
from pytest_django import Settings

from apps.vault.system_checks import rings_are_usable


def test_a_process_without_its_public_ring_refuses_to_start(settings: Settings) -> None:
    settings.VAULT_PUBLIC_KEYS = None

    with pytest.raises(SystemExit, match=r"^VAULT_PUBLIC_KEYS is not set"):
        apps.get_app_config("vault").ready()


def test_a_command_that_opens_nothing_starts_without_keys(settings: Settings) -> None:
    settings.VAULT_PUBLIC_KEYS, settings.VAULT_REQUIRED = None, False

    apps.get_app_config("vault").ready()

    assert not settings.VAULT_REQUIRED


def test_check_deploy_names_the_setting(settings: Settings) -> None:
    assert rings_are_usable() == []

    settings.VAULT_PUBLIC_KEYS = ""

    [error] = rings_are_usable()
    assert error.id == "vault.E001"
    assert error.msg.startswith("VAULT_PUBLIC_KEYS")
