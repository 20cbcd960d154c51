import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import pytest

from apps.intacct import (
    Call,
    Operation,
    Refused,
    Session,
    SignIn,
    Unclear,
    UnclearReason,
    functions,
)
from apps.intacct.details import MASK
from tests.intacct.gateway import (
    ENDPOINT,
    HOSTS,
    LOGIN,
    NOON,
    SENDER,
    a_session,
    answer,
    api_session,
    authentication_failure,
    response,
    result,
)

T = TypeVar("T")

APPLICATIONS = result("<data><application>CO</application><application>GL</application></data>")


def a_call(session: Session) -> Call[tuple[str, ...]]:
    function = functions.get_applications()
    return Call(sender=SENDER, session=session, function=function, control_id="c1")


def a_sign_in(**changed: str) -> SignIn:
    login = replace(LOGIN, **changed)
    return SignIn(sender=SENDER, caller=login, endpoint=ENDPOINT, hosts=HOSTS, control_id="c1")


def unclear(operation: SignIn | Call[tuple[str, ...]], body: str) -> UnclearReason:
    with pytest.raises(Unclear) as caught:
        operation.read(answer(body))
    return caught.value.reason


def test_signing_in_yields_a_session() -> None:
    session = a_sign_in().read(answer(response(api_session())))

    assert session.session_id == "canary-session-id"
    assert session.endpoint == ENDPOINT
    assert (session.company_id, session.user_id) == ("Acme-DEV", "xmlgw_causeway")
    assert session.entity_id == ""
    assert session.is_live(at=NOON)


def test_a_session_keeps_the_names_as_they_were_typed() -> None:
    body = response(api_session(), company_id="ACME-dev", user_id="XMLGW_Causeway")

    session = a_sign_in().read(answer(body))

    assert (session.company_id, session.user_id) == ("Acme-DEV", "xmlgw_causeway")


@pytest.mark.parametrize(
    "endpoint",
    ["", "http://api.intacct.com/", "https://evil.tld/", "https://api.intacct.com@evil.tld/"],
)
def test_a_foreign_endpoint_is_not_adopted(endpoint: str) -> None:
    body = response(api_session(endpoint=endpoint))

    assert unclear(a_sign_in(), body) is UnclearReason.FOREIGN_ENDPOINT


@pytest.mark.parametrize(
    "session_id", ["", " ", "a" * 10_000, "a b", "&lt;b&gt;", "<b>x</b>", "\n", "é"]
)
def test_a_useless_session_id_is_not_adopted(session_id: str) -> None:
    body = response(api_session(session_id=session_id))

    assert unclear(a_sign_in(), body) is UnclearReason.INCOMPLETE


@pytest.mark.parametrize(
    "strange",
    [{"control_id": "c2"}, {"company_id": "Globex"}, {"user_id": "somebody"}],
    ids=["request", "company", "user"],
)
def test_an_answer_for_somebody_else_is_not_adopted(strange: dict[str, str]) -> None:
    assert unclear(a_sign_in(), response(api_session(), **strange)) is UnclearReason.FOREIGN_ANSWER
    assert (
        unclear(a_call(a_session()), response(APPLICATIONS, **strange))
        is UnclearReason.FOREIGN_ANSWER
    )


def test_a_session_in_another_entity_is_not_adopted() -> None:
    body = response(api_session(entity_id="E200"))

    assert unclear(a_sign_in(entity_id="E100"), body) is UnclearReason.FOREIGN_ANSWER


def test_a_session_says_which_entity_it_is_in() -> None:
    body = response(api_session(entity_id="E100"))

    assert a_sign_in(entity_id="E100").read(answer(body)).entity_id == "E100"
    assert a_sign_in().read(answer(body)).entity_id == "E100"


@pytest.mark.parametrize(
    ("company_id", "told"), [("Acme|E100", "Acme"), ("console|Acme|E100", "Acme")]
)
def test_a_slide_in_login_is_recognized(company_id: str, told: str) -> None:
    body = response(api_session(), company_id=told, user_id="ExtUser|console|xmlgw_causeway")

    assert a_sign_in(company_id=company_id).read(answer(body)).company_id == company_id


def test_a_call_reads_its_function() -> None:
    value = a_call(a_session()).read(answer(response(APPLICATIONS, control_id="c1")))

    assert value == ("CO", "GL")


def test_each_call_slides_the_session() -> None:
    session = a_session()

    a_call(session).read(answer(response(APPLICATIONS)))

    assert (session.expires_at - NOON).total_seconds() == 3600


def test_a_result_without_data_is_incomplete() -> None:
    assert unclear(a_call(a_session()), response(result(""))) is UnclearReason.INCOMPLETE
    assert unclear(a_sign_in(), response(result())) is UnclearReason.INCOMPLETE


@pytest.mark.parametrize(
    "secret", ["canary-sender-password", "canary-session-id"], ids=["sender", "session"]
)
def test_a_secret_in_the_answer_is_masked(secret: str) -> None:
    with pytest.raises(Refused) as caught:
        a_call(a_session()).read(answer(authentication_failure((secret, f"Invalid {secret}"))))

    assert caught.value.errors[0].text == f"Invalid {MASK}"
    assert "canary" not in repr(vars(caught.value))


def test_a_user_password_in_the_answer_is_masked() -> None:
    with pytest.raises(Refused) as caught:
        a_sign_in().read(answer(authentication_failure(("X1", "not canary-user-password"))))

    assert caught.value.errors[0].text == f"not {MASK}"


def test_each_operation_has_its_own_control_id() -> None:
    function = functions.get_applications()
    one, other = (Call(sender=SENDER, session=a_session(), function=function) for _ in "ab")

    assert one.control_id != other.control_id


def test_an_async_driver_runs_the_same_operations() -> None:
    async def exchange(operation: Operation[T]) -> T:
        assert operation.request().url == ENDPOINT
        await asyncio.sleep(0)
        return operation.read(answer(response(APPLICATIONS)))

    with ThreadPoolExecutor() as aside:  # Playwright keeps a loop running in the tests' own thread
        done = aside.submit(lambda: asyncio.run(exchange(a_call(a_session()))))

    assert done.result() == ("CO", "GL")


def test_no_repr_shows_a_secret() -> None:
    assert "canary" not in repr(a_sign_in()) + repr(a_call(a_session()))
