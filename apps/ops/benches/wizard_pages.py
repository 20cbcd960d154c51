"""How long pages take: all customers at once, then one alone, beside pages that do nothing.

In slices, one page after the other, so that every page of a round meets the same machine. Each
customer asks again as soon as the answer is there: nobody who reads a page does that, so the
figures under load are those of a server that is never idle, and mostly the wait for a free thread.
"""

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from apps.ops.benches.wizard_customer import Browser

HUB, STEP, ALIVE, READY = "hub", "step", "healthz", "readyz"
PAGES = (HUB, STEP, ALIVE, READY)
Round = dict[str, list[float]]  # milliseconds of each request, by page


@dataclass(frozen=True, kw_only=True)
class Paces:
    """How long to ask for each page in a round, in seconds, and how many rounds."""

    together: float = 1.2
    alone: float = 0.3
    rounds: int = 3


def measured(
    base_url: str, browsers: Sequence[Browser], paces: Paces
) -> tuple[list[Round], list[Round]]:
    """The rounds of all customers together, and of one alone. Raises LookupError for no page."""
    together, alone = [], []
    _round(base_url, browsers, seconds=0)  # each process has shown every page once by then
    for _ in range(paces.rounds):
        together.append(_round(base_url, browsers, seconds=paces.together))
        alone.append(_round(base_url, browsers[:1], seconds=paces.alone))
    return together, alone


def series(rounds: Sequence[Round], page: str) -> list[float]:
    """All milliseconds of a page."""
    return [each for one in rounds for each in one[page]]


def _round(base_url: str, browsers: Sequence[Browser], *, seconds: float) -> Round:
    return {page: _slice(base_url, browsers, page=page, seconds=seconds) for page in PAGES}


def _slice(base_url: str, browsers: Sequence[Browser], *, page: str, seconds: float) -> list[float]:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(browsers)) as crowd:
        told = crowd.map(lambda each: _asked(base_url, each, page=page, until=until), browsers)
        return [took for each in told for took in each]


def _asked(base_url: str, browser: Browser, *, page: str, until: float) -> list[float]:
    """On one connection, again and again; at least once."""
    took: list[float] = []
    headers, path = {"Cookie": browser.cookie}, _path(browser, page)
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=30)
    try:
        while not took or time.monotonic() < until:
            began = time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != http.client.OK:
                raise LookupError(f"{path} answered {answer.status}")
    finally:
        connection.close()
    return took


def _path(browser: Browser, page: str) -> str:
    own = {HUB: browser.customer.hub, STEP: browser.customer.step}
    return own.get(page, f"/{page}")
