"""Answers collected from Sage's SDKs and public repositories: ../shared/intacct/payloads.

A file's name says what it is: layer, status, functions, error numbers (see its index.tsv).
"""

from pathlib import Path

import pytest

from apps.intacct import HttpAnswer, Layer, Refused, Unclear, UnclearReason
from apps.intacct.answers import read_answer
from apps.intacct.document import parse
from apps.intacct.readers import read_api_session, read_object_definition, read_permissions
from tests.intacct.gateway import SHARED

PAYLOADS = sorted((SHARED / "payloads").glob("*.xml"))


def each(*prefixes: str) -> pytest.MarkDecorator:
    """Parametrize over the payloads whose names start so; without any, skip and say why."""
    chosen = [path for path in PAYLOADS if path.name.startswith(prefixes)]
    absent = pytest.param(None, marks=pytest.mark.skip(reason="../shared/intacct is not here"))
    return pytest.mark.parametrize("path", chosen or [absent], ids=lambda path: path and path.stem)


def recorded(path: Path) -> HttpAnswer:
    return HttpAnswer(200, {"Content-Type": "text/xml"}, path.read_bytes())


def part(path: Path, index: int) -> str:
    return path.stem.split("__")[0].split("_", 4)[index]


@each("resp_control_failure_")
def test_control_failures(path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_answer(recorded(path))

    assert caught.value.layer is Layer.CONTROL
    assert caught.value.errors[0].code == part(path, 3)


@each("resp_function_failure_", "resp_function_aborted_")
def test_function_failures(path: Path) -> None:
    reply = read_answer(recorded(path))

    with pytest.raises(Refused) as caught:
        reply.only_result()

    assert caught.value.layer is Layer.FUNCTION
    assert caught.value.function == part(path, 3)
    assert all(error.text for error in caught.value.errors)


@each("resp_function_success_")
def test_function_successes(path: Path) -> None:
    reply = read_answer(recorded(path))

    functions = "-".join(result.function for result in reply.results)
    assert path.stem.startswith(f"resp_function_success_{functions}")
    assert {result.status for result in reply.results} == {"success"}


@each("resp_function_success_getAPISession__")
def test_sessions(path: Path) -> None:
    data = read_answer(recorded(path)).only_result().data

    assert data is not None
    assert read_api_session(data).session_id == "SCRUBBED-SESSION-ID.."


@each("resp_function_success_getUserPermissions__")
def test_permissions(path: Path) -> None:
    data = read_answer(recorded(path)).only_result().data

    assert data is not None
    first = read_permissions(data)[0]
    assert (first.application, first.policy) == ("Time ", "My Expenses")
    assert first.rights == ("List", "View", "Add", "Edit", "Delete")


@each("resp_function_success_inspect__")
def test_inspections(path: Path) -> None:
    data = read_answer(recorded(path)).only_result().data

    assert data is not None
    definition = read_object_definition(data)
    assert definition.name == "CUSTOMER"
    assert definition.fields[1].required


@each("lookup_")
def test_lookups(path: Path) -> None:
    definition = read_object_definition(parse(recorded(path)))

    assert definition.name == path.stem.split("__")[0].removeprefix("lookup_")
    assert all(field.name and field.data_type for field in definition.fields)


@each("resp_ack_", "req_")
def test_what_is_no_answer(path: Path) -> None:
    with pytest.raises(Unclear) as caught:
        read_answer(recorded(path))

    assert caught.value.reason in {UnclearReason.INCOMPLETE, UnclearReason.WRONG_ROOT}


def test_no_payload_is_left_out() -> None:
    known = ("resp_control_failure_", "resp_function_", "resp_ack_", "lookup_", "req_")

    assert [path.name for path in PAYLOADS if not path.name.startswith(known)] == []
