"""How long "Save and check" takes, from pressing the button to the result, for one customer.

Each save names another Web Services user and seals a password, so that everything is done again:
the answers are stored, a run is queued, a worker is woken, puts every question of the guide to the
simulator and moves the steps. The browser meanwhile loads the page it is sent to, as a real one.

The result is there once the run's row says so. Intacct's own time is taken right after, by the
same calls from here (`wizard_upstream`): what is left is our overhead. A person sees the result
later still, since htmx asks for it once in a while; that is measured apart, and is no overhead of
the check.
"""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, LiteralString

import psycopg

from apps.ops.benches.wizard_customer import NO_MORE, Browser
from apps.ops.benches.wizard_upstream import Upstream
from config.local import roles
from config.local.journey_stack import JourneyStack

LOOK_SECONDS = 0.004
PATIENCE_SECONDS = 30.0
POLLING = re.compile(
    r"hx-trigger=\"load delay:(\d+)ms, every (\d+)ms\""
)  # templates/portal/_result.html
NEWEST: LiteralString = (
    "SELECT state, verdict, extract(epoch FROM started_at), extract(epoch FROM finished_at)"
    " FROM checks_run WHERE connection_id = %s AND created_at > to_timestamp(%s)"
    " ORDER BY created_at DESC LIMIT 1"
)


@dataclass(frozen=True, kw_only=True)
class Saving:
    """One save, in milliseconds: until the answer, from there until a worker began, its run."""

    post: float
    wait: float
    run: float
    total: float
    upstream: float
    calls: int

    @property
    def overhead(self) -> float:
        return self.total - self.upstream


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One save as its person sees it: milliseconds to the result, and those lost to polling."""

    seen: float
    polling: float


class Watch:
    """Looks at the newest run of a connection, on one connection to the database."""

    def __init__(self, database: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self._database = database

    def until_done(self, connection_id: str, *, since: float) -> tuple[float, float]:
        """When a worker began the run asked for `since`, and when it ended it; epoch seconds.

        Raises LookupError where it does not pass, and TimeoutError where it does not end.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = self._database.execute(NEWEST, [connection_id, since]).fetchone()
            if found and found[0] not in {"queued", "running"}:
                if found[1] != "passed":
                    raise LookupError(f"a check ended {found[0]}: {found[1]}")
                return float(found[2]), float(found[3])
            time.sleep(LOOK_SECONDS)
        raise TimeoutError("a check does not end")


@contextmanager
def watch(stack: JourneyStack) -> Iterator[Watch]:
    """Watch across all tenants for the length of the block."""
    with psycopg.connect(stack.database_url, autocommit=True) as database:
        database.execute("SELECT set_config('role', %s, false)", [roles.ACROSS])
        yield Watch(database)


def saved(browser: Browser, number: int, *, upstream: Upstream, watch: Watch) -> Saving:
    """Save, wait for the result, and let the upstream repeat its part."""
    with ThreadPoolExecutor(1) as tab:
        since, began = time.time(), time.perf_counter()
        page = browser.save(number)
        posted = time.perf_counter() - began
        loading = tab.submit(browser.get, page)
        started_at, finished_at = watch.until_done(browser.customer.connection_id, since=since)
        total = time.perf_counter() - began
        loading.result()
    replayed = upstream.replay(browser.customer, number)
    return Saving(
        post=posted * 1000,
        wait=(started_at - since - posted) * 1000,
        run=(finished_at - started_at) * 1000,
        total=total * 1000,
        upstream=replayed.seconds * 1000,
        calls=replayed.calls,
    )


def seen(browser: Browser, number: int, *, watch: Watch) -> Sight:
    """Save, and look for the result as htmx does."""
    since = time.time()
    polling = POLLING.search(browser.get(browser.save(number)).text)
    pauses = chain([polling[1]], repeat(polling[2])) if polling else []
    for pause in pauses:
        time.sleep(int(pause) / 1000)
        if browser.get(browser.customer.result, as_htmx=True).status_code == NO_MORE:
            break
    saw = time.time()
    _, finished_at = watch.until_done(browser.customer.connection_id, since=since)
    return Sight(seen=(saw - since) * 1000, polling=(saw - finished_at) * 1000)
