"""The bench of the wizard, on a real stack of its own, with hardly anything to measure."""

import json

import pytest
from django.core.management import call_command

from apps.ops.benches import wizard
from apps.ops.benches.report import Report
from apps.ops.benches.wizard_figures import query_figures, saving_figures
from apps.ops.benches.wizard_pages import PAGES, Paces
from apps.ops.benches.wizard_saving import Saving, Sight
from apps.ops.benches.wizard_spread import percentile, ratio
from apps.ops.benches.wizard_words import failures_of
from apps.ops.management.commands import bench

SMALL = wizard.Size(
    customers=2,
    tenants=30,
    paces=Paces(together=0.1, alone=0.05, rounds=1),
    turns=1,
    sights=1,
)


@pytest.fixture(scope="module")
def report() -> Report:
    return wizard.run(SMALL)


def test_pages_are_timed_beside_their_yardsticks(report: Report) -> None:
    pages = report.figures["pages"]

    assert set(pages["together_ms"]) == set(pages["alone_ms"]) == set(PAGES)
    assert all(0 < each["p50"] <= each["p95"] for each in pages["together_ms"].values())
    assert pages["ratio"]["hub_to_healthz"]["alone"] > 1
    assert pages["ratio"]["step_to_readyz"]["together"] > 1


def test_a_save_is_told_apart_from_intacct_s_own_time(report: Report) -> None:
    figures = report.figures["save_and_check"]

    assert figures["saves"] == 2
    assert figures["calls_to_intacct"] > 5
    assert 0 < figures["yardstick_upstream_ms"]["p50"] < figures["run_ms"]["p95"]
    assert 0 < figures["overhead_ms"]["p95"] < figures["total_ms"]["p95"]
    assert figures["seen_ms"]["p50"] > figures["polling_ms"]["p50"] > 0


def test_queries_are_counted_with_one_tenant_and_with_many(report: Report) -> None:
    queries = report.figures["queries"]

    assert list(queries["hub"]) == list(queries["step"]) == ["1", "30"]
    assert queries["flat"]
    assert report.figures["tenants"] == 30


def test_the_command_ends_with_one_json_object(
    report: Report, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calm = Report(figures=report.figures, lines=report.lines)
    monkeypatch.setitem(bench.BENCHES, "wizard", lambda: calm)

    call_command("bench", "wizard")

    *lines, last = capsys.readouterr().out.splitlines()
    assert json.loads(last) == report.figures
    assert lines == report.lines


def test_too_many_queries_fail_the_bench_and_a_slow_machine_does_not() -> None:
    slow = Saving(post=100, wait=100, run=700, total=900, upstream=10, calls=10)

    assert not saving_figures([slow], [Sight(seen=1400, polling=500)])["overhead_ms"]["kept"]
    assert failures_of(query_figures({1: {"hub": 12, "step": 12}})) == []
    assert failures_of(query_figures({1: {"hub": 12, "step": 13}})) == [
        "the step page takes 13 queries with 1 tenants: 12 promised"
    ]
    assert failures_of(query_figures({1: {"hub": 9, "step": 9}, 30: {"hub": 9, "step": 10}})) == [
        "more tenants cost a page more queries"
    ]


def test_percentiles_and_ratios_are_of_what_was_measured() -> None:
    values = [float(each) for each in range(1, 101)]

    assert (percentile(values, 50), percentile(values, 95)) == (50, 95)
    assert percentile([7.0], 95) == 7
    assert ratio([([4, 4], [2, 2]), ([9], [3]), ([8], [1])]) == 3
