"""Whatever a browser may send into a field, no page stumbles: what a view raises, raises here."""

import pytest
from django.test import Client

from apps.tenants import services
from apps.tenants.invitations import token_for
from apps.tenants.scope import acting_for
from tests.factories import ROBOT, Customer
from tests.portal.planting import decide

FIELDS = {
    "steps/company/": ["company_id"],
    "steps/choose-role/decision/": ["role_kind"],
    "steps/choose-level/decision/": ["level"],
    "steps/entities/": ["entity_ids"],
    "steps/role/": ["role_title"],
    "steps/user/": ["user_id", "user_password"],
    "steps/finish/attestation/": ["anything"],
    "runs/?step=company": ["anything"],
}
HOSTILE = {
    "nul": "a\0b",
    "escape": "a\x1b[31mb",
    "no character": "a\ufffeb",
    "half a pair": b"a\xed\xa0\x80b",
    "not utf-8": b"\xff\xfe",
    "10 kB": "x" * 10_240,
    "many lines": "1\n" * 5_000,
    "markup": "<script>x</script>' OR 1=1 --",
    "invisible": "\u200b\xa0\u2028",
    "break": "a\r\nBcc: x",
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("part", FIELDS)
@pytest.mark.parametrize("level", ["top", "entity"])
def test_no_step_stumbles(
    acme: Customer, client: Client, *, part: str, sent: str | bytes, level: str
) -> None:
    with acting_for(acme.tenant):
        decide(acme.connection, role_kind="restricted", level=level)
    client.force_login(acme.admin)
    url = f"/t/{acme.tenant.slug}/connections/{acme.connection.id}/{part}"

    answer = client.post(url, dict.fromkeys(FIELDS[part], sent))

    assert answer.status_code in {302, 404, 422}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", ["name", "password"])
def test_no_invitation_stumbles(
    acme: Customer, client: Client, *, field: str, sent: str | bytes
) -> None:
    offer = services.invite(tenant=acme.tenant, email="p@example.com", role="viewer", actor=ROBOT)
    form = {"name": "Priya", "password": "tall oak 4711 canary", field: sent}

    answer = client.post(f"/invitations/{token_for(offer.id)}/", form)

    assert answer.status_code in {302, 422}
