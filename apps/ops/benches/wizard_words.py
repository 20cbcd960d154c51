"""The figures of the wizard's bench in lines for people, and what in them breaks a promise."""

from typing import Any

from apps.ops.benches.wizard_pages import HUB, PAGES, STEP

Figures = dict[str, Any]


def lines_of(figures: Figures) -> list[str]:
    """A line for each page, for a save, for what its person sees, and for the queries."""
    return [
        *(_page(figures, page) for page in PAGES),
        *_save(figures["save_and_check"]),
        *(_queries(figures["queries"], page) for page in (HUB, STEP)),
    ]


def failures_of(queries: Figures) -> list[str]:
    """Pages that take more queries than promised, or more with more tenants."""
    too_many = [
        f"the {page} page takes {taken} queries with {tenants} tenants: {queries['limit']} promised"
        for page in (HUB, STEP)
        for tenants, taken in queries[page].items()
        if taken > queries["limit"]
    ]
    return too_many + ([] if queries["flat"] else ["more tenants cost a page more queries"])


def _page(figures: Figures, page: str) -> str:
    together, alone = figures["pages"]["together_ms"][page], figures["pages"]["alone_ms"][page]
    crowd = f"{figures['customers']} at once {_spread(together)}"
    return f"{page:8} {crowd}, one alone {_spread(alone)}"


def _save(figures: Figures) -> list[str]:
    overhead = figures["overhead_ms"]
    kept = "kept" if overhead["kept"] else "not kept"
    return [
        f"Save and check {_spread(figures['total_ms'])}: "
        f"answer {_spread(figures['post_ms'])}, "
        f"until a worker begins {_spread(figures['wait_for_worker_ms'])}, "
        f"its run {_spread(figures['run_ms'])}",
        f"of that Intacct's own {figures['calls_to_intacct']} calls "
        f"{_spread(figures['yardstick_upstream_ms'])}; "
        f"ours {_spread(overhead)}, {overhead['target']:g} ms at p95 promised: {kept}",
        f"seen by its person after {_spread(figures['seen_ms'])}, "
        f"of that lost to polling {_spread(figures['polling_ms'])}",
    ]


def _queries(figures: Figures, page: str) -> str:
    counts = ", ".join(f"{taken} with {tenants}" for tenants, taken in figures[page].items())
    return f"queries of the {page} page by tenants: {counts} (at most {figures['limit']})"


def _spread(figures: Figures) -> str:
    return f"{figures['p50']}/{figures['p95']} ms"
