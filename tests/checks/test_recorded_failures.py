"""Failures collected from Sage's SDKs and public repositories, and what each of them means.

Files of ../shared/intacct/payloads, parsed as tests/intacct/test_recorded_answers.py does.
"""

from pathlib import Path

import pytest

from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import diagnose
from apps.checks.findings import Audience
from apps.intacct import HttpAnswer, IntacctError
from apps.intacct.answers import read_answer
from tests.intacct.gateway import SHARED

PAYLOADS = SHARED / "payloads"
HERE = pytest.mark.skipif(not PAYLOADS.exists(), reason="../shared/intacct is not here")

MEANINGS = {
    "ack_success__intacct": "intacct.unreadable",
    "ack_success__intacct_2": "intacct.unreadable",
    "control_failure_PL04000055__intacct": "company.demo_expired",
    "control_failure_XL03000006__intacct": "request.refused",
    "function_failure_getUserPermissions_BL03000025__intacct": "sign_in.refused",
    "function_failure_readByQuery_DL02000001__intacct": "request.refused",
    "function_failure_readMore_readMore-failed__intacct": "request.refused",
    "function_failure_readMore_readMore-failed__intacct_2": "request.refused",
    **{
        f"function_{status}_readByQuery_{numbers}__intacct{nth}": "module.not_subscribed"
        for status, numbers, count in (
            ("aborted", "Query-Failed-XL03000009", 3),
            ("failure", "Query-Failed", 4),
        )
        for nth in ("", "_2", "_3", "_4")[:count]
    },
    **{
        f"function_{status}_getAPISession_{numbers}__intacct{nth}": "intacct.unrecognized"
        for status, numbers in (
            ("aborted", "XL03000009-Get-API-Session-Failed"),
            ("failure", "Get-API-Session-Failed"),
        )
        for nth in ("", "_2", "_3")
    },
}
OF_WRITES = (
    "function_failure_create_BL34000061-BL01001973__intacct",
    "function_failure_delete_BL01001973__intacct",
    "function_failure_update_Cannot-update-non-existi__intacct",
)


def refusal(name: str) -> IntacctError:
    body = (PAYLOADS / f"resp_{name}.xml").read_bytes()
    with pytest.raises(IntacctError) as caught:
        read_answer(HttpAnswer(200, {"Content-Type": "text/xml"}, body)).only_result()
    return caught.value


@HERE
@pytest.mark.parametrize(("name", "code"), MEANINGS.items(), ids=list(MEANINGS))
def test_a_recorded_failure_means_its_finding(name: str, code: str) -> None:
    assert diagnose(refusal(name)).code == code


@HERE
@pytest.mark.parametrize("name", OF_WRITES)
def test_data_errors_of_writes_blame_no_customer(name: str) -> None:
    found = diagnose(refusal(name))

    assert found.code in {"intacct.unrecognized", "request.refused"}
    assert CATALOGUE[found.code].audience != Audience.CUSTOMER


@HERE
def test_no_recorded_failure_is_left_out() -> None:
    failures = {
        path.stem.removeprefix("resp_") for path in PAYLOADS.glob("resp_*.xml") if is_failure(path)
    }

    assert failures == {*MEANINGS, *OF_WRITES}


def is_failure(path: Path) -> bool:
    return not path.name.startswith("resp_function_success_")
