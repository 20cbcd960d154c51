"""Our client against the simulator over HTTP: strangers that share no code, and agree.

Every function comes back as a value, and every fault of the `/_sim` contract as the right error.
"""

from collections.abc import Callable, Iterator

import pytest

from apps.intacct import (
    AllowedHosts,
    Client,
    IntacctError,
    Layer,
    Offline,
    Refused,
    RequestsTransport,
    SenderLogin,
    Session,
    Throttled,
    Unclear,
    Unreachable,
    UserLogin,
    functions,
)
from apps.intacct.functions import Function
from apps.ops.benches.stage import Stage, simulator

SENDER_PASSWORD, PASSWORD = "canary-sender-password", "canary-user-password"
MODULES = ["CO", "CM", "GL", "AP", "AR"]
COMPANY = {
    "webServices": True,
    "applications": MODULES,
    "entities": [{"id": "100", "name": "North"}, {"id": "200", "name": "South"}],
    "senders": [{"id": "causeway", "status": "active"}],
    "roles": [{"name": "Reader", "permissions": {"GL": "All"}}],
    "users": [
        {"id": "Robot", "password": PASSWORD, "admin": "full"},
        {"id": "Reader", "password": PASSWORD, "roles": ["Reader"]},
    ],
}


@pytest.fixture(scope="module")
def running() -> Iterator[Stage]:
    with simulator() as stage:
        yield stage


@pytest.fixture
def intacct(running: Stage) -> Stage:
    """A simulator with the company Acme and no fault."""
    running.call("POST", "reset", {})
    running.call("PUT", "senders/causeway", {"password": SENDER_PASSWORD})
    running.call("PUT", "companies/Acme", COMPANY)
    return running


def client_of(intacct: Stage, *, deadline: float = 5.0, password: str = SENDER_PASSWORD) -> Client:
    transport = RequestsTransport(
        hosts=AllowedHosts.of([intacct.host]), deadline=deadline, max_bytes=1_000_000
    )
    sender = SenderLogin("causeway", password)
    return Client(sender=sender, transport=transport, endpoint=intacct.gateway)


def signed_in(client: Client, user_id: str = "Robot") -> Session:
    return client.open_session(UserLogin("Acme", user_id, PASSWORD))


def test_a_session_steps_into_an_entity_and_out_again(intacct: Stage) -> None:
    client = client_of(intacct)

    inside = client.enter_entity(signed_in(client), "100")
    outside = client.enter_entity(inside, "")

    assert (inside.entity_id, outside.entity_id) == ("100", "")
    assert "100" in [entity.entity_id for entity in client.entities(inside)]


def test_what_the_company_has_is_read(intacct: Stage) -> None:
    client = client_of(intacct)
    session = signed_in(client)

    assert set(MODULES) <= set(client.applications(session))
    assert {each.entity_id for each in client.entities(session)} == {"100", "200"}
    assert client.probe_query(session, "VENDOR").total >= 0
    assert client.user_info(session, "Robot").login_id == "Robot"


def test_a_user_s_permissions_are_intacct_s_own_list(intacct: Stage) -> None:
    client = client_of(intacct)

    held = client.user_permissions(signed_in(client), "Reader")

    assert {row.application.strip() for row in held if row.rights} == {"General Ledger"}


@pytest.mark.parametrize(
    "function",
    [
        functions.get_financial_setup(),
        functions.get_company_preferences("GL"),
        functions.query("GLACCOUNT", ["ACCOUNTNO", "TITLE"], order_by="ACCOUNTNO", page_size=2),
        functions.read_by_query("VENDOR", page_size=2),
        functions.read_by_name("USERINFO", ["Robot"]),
        functions.inspect_objects(),
        functions.inspect("VENDOR"),
        functions.lookup("VENDOR"),
        functions.roles(),
        functions.role_users("Reader"),
    ],
    ids=lambda function: function.body.name,
)
def test_a_function_comes_back_as_a_value(intacct: Stage, function: Function[object]) -> None:
    client = client_of(intacct)

    assert client.call(signed_in(client), function) is not None


def test_pages_follow_each_other(intacct: Stage) -> None:
    client = client_of(intacct)
    session = signed_in(client)

    first = client.call(session, functions.read_by_query("GLACCOUNT", page_size=1))
    second = client.call(session, functions.read_more(first.result_id))

    assert len(first.records) == len(second.records) == 1
    assert first.records != second.records


REFUSALS: list[tuple[Layer, Callable[[Stage], object]]] = [
    (Layer.GATEWAY, lambda at: client_of(at).open_session(UserLogin("No", "Robot", PASSWORD))),
    (Layer.CONTROL, lambda at: signed_in(client_of(at, password="other"))),
    (Layer.AUTHENTICATION, lambda at: signed_in(client_of(at), "Nobody")),
    (
        Layer.FUNCTION,
        lambda at: client_of(at).probe_query(signed_in(client_of(at), "Reader"), "VENDOR"),
    ),
]


@pytest.mark.parametrize(("layer", "ask"), REFUSALS, ids=[str(layer) for layer, _ in REFUSALS])
def test_a_refusal_names_its_layer(
    intacct: Stage, layer: Layer, ask: Callable[[Stage], object]
) -> None:
    with pytest.raises(Refused) as caught:
        ask(intacct)

    assert caught.value.layer == layer
    assert caught.value.errors


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("hang", Unreachable),
        ("drip", Unreachable),
        ("reset", Unreachable),
        ("html", Unclear),
        ("cloudflare_524", Unclear),
        ("http_500_empty", Unclear),
        ("http_503", Offline),
        ("rate_limited", Throttled),
        ("rate_limited_200", Throttled),
        ("offline_200", Offline),
        ("multi_root", Unclear),
        ("truncated", Unclear),
        ("no_errormessage", Refused),
        ("sentence_in_errorno", Refused),
        ("oversize", Unclear),
        ("gzip_bomb", Unclear),
        ("redirect_307", Unclear),
        ("wrong_endpoint_host", Unclear),
    ],
)
def test_a_fault_is_the_right_error_and_holds_no_secret(
    intacct: Stage, kind: str, error: type[IntacctError]
) -> None:
    intacct.call("POST", "faults", {"kind": kind, "seconds": 30})
    deadline = 0.3 if error is Unreachable else 5.0

    with pytest.raises(error) as caught:
        signed_in(client_of(intacct, deadline=deadline))

    assert "canary" not in f"{caught.value!r} {caught.value.errors!r}"
    assert signed_in(client_of(intacct)).entity_id == ""


def test_a_slow_answer_is_an_answer(intacct: Stage) -> None:
    intacct.call("POST", "faults", {"kind": "latency", "seconds": 0.1})

    assert signed_in(client_of(intacct)).company_id == "Acme"
