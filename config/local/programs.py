"""The programs of a Causeway: its web, its two workers and beat, and the simulated Intacct."""

import http.client
import sys

from config.local.ports import HOST
from config.local.process import Program
from config.local.site import Site

WORKERS = {  # apart, so that checks of a hanging Intacct never stall the one a person waits for
    "worker": ("--concurrency", "1", "--queues", "interactive,mail"),
    "fleet": ("--concurrency", "2", "--queues", "fleet,maintenance,celery"),
}
MAY_BE_ROOT = "ignore:You're running the worker with superuser"  # on a newcomer's machine, it may


def web(site: Site) -> Program:
    arguments = (
        "config.wsgi:application", "--bind", f"{HOST}:{site.web_port}", "--preload",
        "--worker-class", "gthread", "--workers", "2", "--threads", "4",
        "--log-level", "warning", "--no-control-socket",
        "--limit-request-line", "8190",  # the code Intacct sends back is a long JWT
    )  # fmt: skip
    return Program(
        name="web",
        command=(sys.executable, "-m", "gunicorn", *arguments),
        environment=site.for_web(),
        answers=lambda: _answers(site.web_port, "/healthz"),
    )


def workers(site: Site) -> tuple[Program, ...]:
    """Return the two workers. The preparation's ping proves both: see `config.local.prepare`."""
    return tuple(
        _celery(
            name,
            site.for_worker(),
            *("worker", "--pool", "prefork", "--hostname", f"{name}@%h", *arguments),
        )
        for name, arguments in WORKERS.items()
    )


def beat(site: Site) -> Program:
    schedule = ("--schedule", str(site.var / "beat"), "--pidfile", "")
    return _celery("beat", site.for_beat(), "beat", *schedule)


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
    celery = (sys.executable, "-W", MAY_BE_ROOT, "-m", "celery", "-q", "-A", "config")
    return Program(
        name=name,
        command=(*celery, *arguments, "--loglevel", "warning"),
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
