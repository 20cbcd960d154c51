from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command

from apps.audit import services
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM
from apps.audit.models import ChainHead
from apps.core.database.everyone import acting_as_everyone
from tests.audit.conftest import ActingIn


@pytest.fixture
def tenant(acting_in: ActingIn) -> UUID:
    tenant = uuid4()
    with acting_in(tenant):
        services.record(Action.RUN_REQUESTED, actor=SYSTEM, target_label="Acme", tenant_id=tenant)
    return tenant


def test_verify_tells_that_every_chain_is_whole(
    tenant: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("audit", "verify")

    assert "every chain whole" in capsys.readouterr().out


def test_verify_names_a_chain_that_lost_its_end(tenant: UUID) -> None:
    with acting_as_everyone():
        ChainHead.objects.filter(tenant_id=tenant).update(seq=2)

    with pytest.raises(CommandError, match=f"Chain {tenant}, entry 1: the chain does not end"):
        call_command("audit", "verify")


def test_verify_names_a_chain_that_lost_its_head(tenant: UUID) -> None:
    with acting_as_everyone():
        ChainHead.objects.filter(tenant_id=tenant).delete()

    with pytest.raises(CommandError, match=str(tenant)):
        call_command("audit", "verify")
