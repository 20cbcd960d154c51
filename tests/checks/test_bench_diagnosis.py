"""The diagnosis matrix itself: every fault of a real simulator, in every guide, over HTTP."""

import json

import pytest
from django.core.management import CommandError, call_command

from apps.checks.rest_diagnosis import APPROVED, OWN
from apps.ops.benches import diagnosis
from apps.ops.benches.matrix import FAULTS
from apps.ops.benches.report import Report
from apps.ops.management.commands import bench


@pytest.fixture(scope="module")
def report() -> Report:
    return diagnosis.run()


def test_every_case_is_right(report: Report) -> None:
    assert report.failures == []
    assert (report.figures["right"], report.figures["wrong"]) == (report.figures["cases"], 0)
    assert report.figures["cases"] >= 200


def test_nobody_is_blamed_for_another_s_trouble(report: Report) -> None:
    assert report.figures["intacct_blamed_on_customer"] == 0
    assert report.figures["ours_shown_to_customer"] == 0


def test_deciding_by_the_number_alone_does_far_worse(report: Report) -> None:
    assert report.figures["ratio"] > 3


@pytest.mark.parametrize("auth", FAULTS)
def test_every_fault_has_its_lines(report: Report, auth: str) -> None:
    """But for those about an application that no guide of that kind asks for."""
    played = "\n".join(report.lines)
    asked_for = {"xml": {"CO", "CM", "GL", "AP", "AR"}, OWN: {"CO"}, APPROVED: {"GL"}}[auth]

    assert len(report.lines) == report.figures["cases"]
    assert [
        fault.name
        for fault in FAULTS[auth]
        if asked_for.issuperset(fault.reads) and fault.name not in played
    ] == []


def test_the_command_ends_with_one_json_object_and_fails_on_a_wrong_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Report(figures={"bench": "diagnosis"}, lines=["a line"], failures=["craftable: saw it"])
    monkeypatch.setitem(bench.BENCHES, "diagnosis", lambda: bad)

    with pytest.raises(CommandError, match="craftable: saw it"):
        call_command("bench", "diagnosis", "--json")

    assert json.loads(capsys.readouterr().out) == {"bench": "diagnosis"}
