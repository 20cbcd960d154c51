import socket

import pytest

from config.local import ports
from config.local.process import CannotStart


def test_a_taken_port_is_named_with_the_variable_that_changes_it() -> None:
    with socket.create_server((ports.HOST, 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CannotStart) as refusal:
            ports.require_free("web", port)

    assert str(refusal.value) == (
        f"Port {port} (web) is taken: stop what listens there, "
        "or set CAUSEWAY_PORT_WEB to another port."
    )


def test_each_port_is_changed_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUSEWAY_PORT_POSTGRES", "15999")

    assert ports.chosen().postgres == 15999


@pytest.mark.parametrize("given", ["http", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("CAUSEWAY_PORT_WEB", given)

    with pytest.raises(CannotStart, match="CAUSEWAY_PORT_WEB must be a port number"):
        ports.chosen()


def test_unused_ports_differ_and_lie_below_the_kernels_own() -> None:
    found = vars(ports.unused()).values()

    assert len(set(found)) == 4
    assert all(ports.is_free(port) and port < 32768 for port in found)
