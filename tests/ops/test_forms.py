"""What operators type: kept within what our tables hold, and no page stumbles over it."""

import pytest
from django.test import Client

from apps.ops.forms import InvitationForm, SenderForm, TenantForm
from tests.factories import make_customer, make_user
from tests.ops.test_views import NEW
from tests.portal.test_hostile_fields import HOSTILE

LONG = "p@" + ".".join(["x" * 60] * 4) + ".example"
TOO_LONG = "p@" + ".".join(["x" * 60] * 4) + ".long.example.com"


@pytest.fixture
def ada(db: None, client: Client) -> Client:
    """The browser of an operator who may do everything."""
    client.force_login(make_user("ada", operator_role="admin"))
    return client


def test_an_address_is_as_long_as_our_tables_hold() -> None:
    assert (len(LONG), len(TOO_LONG)) == (253, 262)

    assert InvitationForm({"email": LONG, "role": "viewer"}).is_valid()
    assert InvitationForm({"email": TOO_LONG, "role": "viewer"}).errors["email"] == [
        "Enter an e-mail address of 254 characters or fewer."
    ]


def test_a_name_that_breaks_a_mail_s_subject_is_refused() -> None:
    assert TenantForm({**NEW, "name": "Acme\r\nBcc: x"}).errors["name"] == [
        "Customer's name contains a character that cannot be typed. Paste it again."
    ]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sender_id": "Ven\u200bdor"}, "invisible"),
        ({"sender_id": "Ven\x01dor"}, "cannot be typed"),
        ({"password": "a\x01"}, "cannot be typed"),
        ({"password": "x" * 201}, "200 characters or fewer"),
    ],
)
def test_a_sender_intacct_could_not_read_is_refused(sent: dict[str, str], said: str) -> None:
    form = SenderForm({"sender_id": "Vendor", "password": "x" * 200, **sent})

    assert said in str(form.errors[next(iter(sent))])


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", NEW)
def test_no_new_tenant_stumbles(ada: Client, *, field: str, sent: str | bytes) -> None:
    assert ada.post("/ops/tenants/new/", {**NEW, field: sent}).status_code in {302, 422}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", ["sender_id", "password"])
def test_no_sender_stumbles(ada: Client, *, field: str, sent: str | bytes) -> None:
    form = {"sender_id": "Vendor", "password": "canary", field: sent}

    assert ada.post("/ops/senders/", form).status_code in {302, 422}


@pytest.mark.parametrize("sent", [TOO_LONG, *HOSTILE.values()], ids=["long", *HOSTILE])
@pytest.mark.parametrize("field", ["email", "role"])
def test_no_invitation_stumbles(ada: Client, *, field: str, sent: str | bytes) -> None:
    url = f"/ops/tenants/{make_customer().tenant.slug}/invitations/"
    form = {"email": "tom@example.com", "role": "viewer", field: sent}

    assert ada.post(url, form).status_code in {302, 422}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", ["q", "status", "after"])
def test_no_search_stumbles(ada: Client, *, field: str, sent: str | bytes) -> None:
    assert ada.get("/ops/tenants/", {field: sent}).status_code == 200


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_no_way_back_stumbles(ada: Client, *, sent: str | bytes) -> None:
    url = f"/ops/connections/{make_customer().connection.id}/runs/"

    assert ada.post(url, {"back": sent}).status_code == 302
