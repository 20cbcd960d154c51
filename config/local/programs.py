"""The four programs of a Causeway: its web, worker and beat, and the simulated Intacct."""

import http.client
import sys

from config.local.ports import HOST
from config.local.process import Program
from config.local.site import Site

QUEUES = "interactive,fleet,mail,maintenance,celery"
MAY_BE_ROOT = "ignore:You're running the worker with superuser"  # on a newcomer's machine, it may


def web(site: Site) -> Program:
    arguments = (
        "config.wsgi:application", "--bind", f"{HOST}:{site.web_port}", "--preload",
        "--worker-class", "gthread", "--workers", "2", "--threads", "4",
        "--log-level", "warning", "--no-control-socket",
    )  # fmt: skip
    return Program(
        name="web",
        command=(sys.executable, "-m", "gunicorn", *arguments),
        environment=site.for_web(),
        answers=lambda: _answers(site.web_port, "/healthz"),
    )


def worker(site: Site) -> Program:
    """Return the worker. The preparation's ping proves it: see `config.local.prepare`."""
    arguments = ("--pool", "prefork", "--concurrency", "2", "--queues", QUEUES)
    return _celery("worker", site.for_worker(), "--loglevel", "warning", *arguments)


def beat(site: Site) -> Program:
    schedule = ("--schedule", str(site.var / "beat"), "--pidfile", "")
    return _celery("beat", site.for_beat(), "--loglevel", "warning", *schedule)


def simulator(site: Site) -> Program:
    """Return the simulator, run without Django: it needs none of our settings."""
    port, state = site.simulator_port, site.var / "simulator.json"
    arguments = ("--port", str(port), "--state", str(state))
    return Program(
        name="simulator",
        command=(sys.executable, "-m", "apps.simulator", *arguments),
        environment=site.for_simulator(),
        answers=lambda: _answers(port, "/_sim/health"),
    )


def _celery(name: str, environment: dict[str, str], *arguments: str) -> Program:
    return Program(
        name=name,
        command=(
            sys.executable,
            "-W",
            MAY_BE_ROOT,
            "-m",
            "celery",
            "-q",
            "-A",
            "config",
            name,
            *arguments,
        ),
        environment=environment,
        answers=lambda: True,
    )


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
