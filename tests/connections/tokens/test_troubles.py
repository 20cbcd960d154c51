import pytest

from apps.connections.tokens.errors import ClientChanged
from apps.connections.tokens.troubles import LONGEST, retold, told
from apps.intacct import (
    ErrorDetail,
    IntacctError,
    Layer,
    Offline,
    Refused,
    Throttled,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)
from apps.intacct.rest import Refusal, refusal_of

CLIENT = (ErrorDetail(errorno="invalid_client", description="canary-wording"),)


@pytest.mark.parametrize(
    "error",
    [
        Unreachable(UnreachableReason.TIMEOUT),
        Unclear(UnclearReason.HTML, http_status=200),
        Unclear(UnclearReason.OVERSIZE),
        Throttled(retry_after=60, http_status=429),
        Offline(retry_after=60, http_status=503),
        Refused(layer=Layer.TOKEN, http_status=401, errors=CLIENT),
        Refused(layer=Layer.GATEWAY, http_status=400, errors=()),
        ClientChanged(),
    ],
    ids=told,
)
def test_who_waited_hears_the_same_as_who_asked(error: IntacctError) -> None:
    again = retold(told(error))

    assert (type(again), str(again)) == (type(error), str(error))


def test_a_refusal_still_means_the_same() -> None:
    again = retold(told(Refused(layer=Layer.TOKEN, http_status=401, errors=CLIENT)))

    assert isinstance(again, Refused)
    assert refusal_of(again) is Refusal.CLIENT


def test_the_row_holds_no_wording_of_intacct() -> None:
    errors = (ErrorDetail(errorno="canary sentence " * 30),)

    reason = told(Refused(layer=Layer.TOKEN, http_status=400, errors=errors))

    assert "canary" not in reason
    assert len(reason) <= LONGEST


def test_a_reason_of_another_release_is_trouble() -> None:
    assert isinstance(retold("something else"), Unreachable)
