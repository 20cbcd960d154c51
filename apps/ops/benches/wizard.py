"""The wizard: its pages under twenty customers, what "Save and check" adds, queries per page.

On a stack of its own, with ten thousand tenants in the database. The yardsticks are pages of the
same server that do nothing but answer (`/healthz`, and `/readyz` with one query and one look into
the cache), and Intacct's own time in each check (`wizard_saving`); all taken in turns with what
they measure. A page that takes too many queries, or more with more tenants, is a failure; a time
that is longer than promised is told, since it is the machine's as much as ours.
"""

import os
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from apps.ops.benches import wizard_pages as pages
from apps.ops.benches import wizard_saving as saving
from apps.ops.benches.report import Report
from apps.ops.benches.stage import Stage
from apps.ops.benches.wizard_cast import Cast, cast
from apps.ops.benches.wizard_crowd import gather
from apps.ops.benches.wizard_customer import SENDER_ID, Browser, Customer, found_company
from apps.ops.benches.wizard_figures import page_figures, query_figures, saving_figures
from apps.ops.benches.wizard_stack import stack
from apps.ops.benches.wizard_upstream import Upstream
from apps.ops.benches.wizard_words import failures_of, lines_of
from apps.vault.secret import Secret
from config.local.journey_stack import JourneyStack

ARRIVE_AT_ONCE = 4


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many customers and tenants, how long their pages are asked for, how often they save."""

    customers: int = 20
    tenants: int = 10_000
    paces: pages.Paces = field(default_factory=pages.Paces)
    turns: int = 2  # to save, for each customer
    saving_seconds: float = 20.0  # after which no more begin: the machine may be busy
    sights: int = 6


def run(size: Size | None = None) -> Report:
    """Measure it all, at full size unless told.

    Raises CannotStart, LookupError where a page or a check fails, TimeoutError where one hangs.
    """
    with stack() as place, cast(place) as actors, saving.watch(place) as watch:
        figures = Bench(place=place, actors=actors, watch=watch, size=size or Size()).figures()
    return Report(
        figures=figures, lines=lines_of(figures), failures=failures_of(figures["queries"])
    )


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The place, the cast and the watch of one go."""

    place: JourneyStack
    actors: Cast
    watch: saving.Watch
    size: Size

    @property
    def intacct(self) -> Stage:
        return Stage(self.place.simulator_url)

    def figures(self) -> dict[str, Any]:
        """Count with one tenant, then with many; the rest is measured among the many."""
        upstream = self._upstream()
        first = self._brought_in(["Bench0"])
        counted = {1: self._counted(first[0].customer)}
        tenants = gather(self.place, first[0].customer, times=self.size.tenants - 1)
        counted[tenants] = self._counted(first[0].customer)
        names = [f"Bench{number}" for number in range(1, self.size.customers)]
        browsers = [*first, *self._brought_in(names)]
        together, alone = pages.measured(self.place.base_url, browsers, self.size.paces)
        savings, sights = self._saved(browsers, upstream)
        return {
            "bench": "wizard",
            "cores": os.cpu_count(),
            "load_of_last_minute": round(os.getloadavg()[0], 1),
            "customers": len(browsers),
            "tenants": tenants,
            "pages": page_figures(together, alone),
            "save_and_check": saving_figures(savings, sights),
            "queries": query_figures(counted),
        }

    def _upstream(self) -> Upstream:
        password = secrets.token_urlsafe(16)
        self.intacct.call("PUT", f"senders/{SENDER_ID}", {"password": password})
        self.actors.told("lend_sender", password=password)
        return Upstream(self.intacct, Secret(password))

    def _brought_in(self, names: list[str]) -> list[Browser]:
        customers = [Customer(**each) for each in self.actors.told("bring_in", names=names)]
        with ThreadPoolExecutor(ARRIVE_AT_ONCE) as doors:
            return list(doors.map(self._arrived, customers))

    def _arrived(self, customer: Customer) -> Browser:
        """Signed in, saved and checked once: their pages have all there is to show."""
        found_company(self.intacct, customer)
        browser, since = Browser(self.place, customer), time.time()
        browser.save(0)
        self.watch.until_done(customer.connection_id, since=since)
        return browser

    def _counted(self, customer: Customer) -> dict[str, int]:
        paths = {pages.HUB: customer.hub, pages.STEP: customer.step}
        told = self.actors.told("count", email=customer.email, paths=list(paths.values()))
        return dict(zip(paths, told, strict=True))

    def _saved(
        self, browsers: Sequence[Browser], upstream: Upstream
    ) -> tuple[list[saving.Saving], list[saving.Sight]]:
        """One after the other, in turns: a connection may be checked ten times a minute."""
        until, turn = time.monotonic() + self.size.saving_seconds, 0
        savings: list[saving.Saving] = []
        for turn in range(1, self.size.turns + 1):
            for browser in browsers:
                if savings and time.monotonic() > until:
                    break
                savings.append(saving.saved(browser, turn, upstream=upstream, watch=self.watch))
        onlookers = browsers[: self.size.sights]
        return savings, [saving.seen(each, turn + 1, watch=self.watch) for each in onlookers]
