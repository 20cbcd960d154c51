import asyncio
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
import requests
from lxml import etree

from apps.simulator.assumptions import Assumptions
from apps.simulator.server import start
from apps.simulator.simulation import Simulation
from apps.simulator.xml import Element
from tests.simulator import speech
from tests.simulator.portal import Portal

GATEWAY = "/ia/xml/xmlgw.phtml"
FULL = speech.login("full", password="full-password")


class Simulator:
    """A simulator on its own thread and port, spoken to over real HTTP."""

    def __init__(self, assumptions: Assumptions) -> None:
        self.simulation = Simulation(assumptions)
        self.http = requests.Session()
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        self._listening.wait(10)

    def sim(self, method: str, path: str, body: object = None) -> requests.Response:
        return self.http.request(method, f"{self.url}/_sim/{path}", json=body, timeout=10)

    def set_up(self, **members: Any) -> None:
        """The company Acme of `speech`, with some members changed."""
        self.sim("PUT", "senders/causeway", {"password": "sender-password"}).raise_for_status()
        company = deepcopy(speech.COMPANY) | members
        self.sim("PUT", "companies/Acme", company).raise_for_status()

    def arm(self, kind: str, **members: object) -> None:
        """Arms a fault."""
        self.sim("POST", "faults", {"kind": kind, **members}).raise_for_status()

    def outcomes(self) -> list[str]:
        """What the ledger says became of every call."""
        return [call["outcome"] for call in self.sim("GET", "ledger").json()["calls"]]

    def post(self, body: str, **options: Any) -> requests.Response:
        defaults: dict[str, Any] = {
            "timeout": 10,
            "headers": {"Content-Type": "application/xml"},
            "allow_redirects": False,
        }
        return self.http.post(self.url + GATEWAY, data=body.encode(), **(defaults | options))

    def ask(self, *functions: str, who: str | None = None, **options: Any) -> Element:
        """The answer to one operation."""
        return self.tell(speech.request(speech.operation(*functions, who=who, **options)))

    def ask_full(self, *functions: str, **options: Any) -> Element:
        """The answer to one operation of the full administrator."""
        return self.ask(*functions, who=FULL, **options)

    def tell(self, body: str) -> Element:
        """The answer to a whole request, as XML."""
        return etree.fromstring(self.post(body).content)

    def session(self, who: str | None = None) -> str:
        """The authentication block of a fresh session."""
        found = self.ask("<getAPISession/>", who=who).findtext(".//sessionid")
        assert found is not None
        return speech.session(found)

    def stop(self) -> None:
        self.http.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self) -> None:
        runner = self._loop.run_until_complete(start(self.simulation, host="127.0.0.1", port=0))
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._listening.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()


@pytest.fixture
def make_simulator() -> Iterator[Callable[..., Simulator]]:
    made: list[Simulator] = []

    def make(**assumptions: Any) -> Simulator:
        made.append(Simulator(Assumptions(**assumptions)))
        made[-1].set_up()
        return made[-1]

    yield make
    for simulator in made:
        simulator.stop()


@pytest.fixture
def simulator(make_simulator: Callable[..., Simulator]) -> Simulator:
    """A simulator that holds the company Acme of `speech`."""
    return make_simulator()


@pytest.fixture
def portal(simulator: Simulator) -> Portal:
    """A client of that simulator, registered and paired with the users of `portal.USERS`."""
    return Portal(simulator)


def error(answer: Element) -> tuple[str, str]:
    """errorno and description2 of the first error, without its Support ID."""
    found = answer.find(".//error")
    assert found is not None, etree.tostring(answer)
    text = found.findtext("description2") or ""
    return found.findtext("errorno") or "", text.partition(" [Support ID: ")[0]


def texts(answer: Element, path: str) -> list[str | None]:
    return [one.text for one in answer.iterfind(path)]


def data(answer: Element) -> dict[str, str]:
    """The attributes of the first `<data>`."""
    found = answer.find(".//result/data")
    assert found is not None
    return {str(name): str(value) for name, value in found.attrib.items()}
