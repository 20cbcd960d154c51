"""What the bench of the wizard says of its measurements."""

from collections.abc import Sequence
from typing import Any

from apps.ops.benches.wizard_pages import ALIVE, HUB, PAGES, READY, STEP, Round, series
from apps.ops.benches.wizard_saving import Saving, Sight
from apps.ops.benches.wizard_spread import ratio, spread

QUERIES = 12  # per page, at most
OVERHEAD_MS = 150.0  # of "Save and check", at the 95th percentile


def page_figures(together: Sequence[Round], alone: Sequence[Round]) -> dict[str, Any]:
    """Milliseconds of each page, and how many times a page that does nothing it takes."""
    return {
        "together_ms": {page: spread(series(together, page)) for page in PAGES},
        "alone_ms": {page: spread(series(alone, page)) for page in PAGES},
        "requests": {page: len(series(together, page)) for page in PAGES},
        "ratio": {
            f"{page}_to_{yardstick}": {
                "together": ratio([(each[page], each[yardstick]) for each in together]),
                "alone": ratio([(each[page], each[yardstick]) for each in alone]),
            }
            for page in (HUB, STEP)
            for yardstick in (ALIVE, READY)
        },
    }


def saving_figures(savings: Sequence[Saving], sights: Sequence[Sight]) -> dict[str, Any]:
    """Milliseconds of a save and of its parts; what polling adds for whoever looks on."""
    overhead = spread([each.overhead for each in savings])
    totals, upstreams = [each.total for each in savings], [each.upstream for each in savings]
    return {
        "saves": len(savings),
        "calls_to_intacct": max((each.calls for each in savings), default=0),
        "total_ms": spread(totals),
        "post_ms": spread([each.post for each in savings]),
        "wait_for_worker_ms": spread([each.wait for each in savings]),
        "run_ms": spread([each.run for each in savings]),
        "yardstick_upstream_ms": spread(upstreams),
        "overhead_ms": overhead | {"target": OVERHEAD_MS, "kept": overhead["p95"] <= OVERHEAD_MS},
        "ratio": ratio([(totals, upstreams)]),
        "seen_ms": spread([each.seen for each in sights]),
        "polling_ms": spread([each.polling for each in sights]),
    }


def query_figures(counted: dict[int, dict[str, int]]) -> dict[str, Any]:
    """The queries of each page, by how many tenants there are."""
    of_page = {
        page: {str(tenants): taken[page] for tenants, taken in counted.items()}
        for page in (HUB, STEP)
    }
    most = max(taken for counts in of_page.values() for taken in counts.values())
    return of_page | {
        "limit": QUERIES,
        "flat": all(len(set(counts.values())) == 1 for counts in of_page.values()),
        "kept": most <= QUERIES,
    }
