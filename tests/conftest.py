"""For every test: this machine's network alone, the run's servers, and a strict browser."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page

from config.local.journey_stack import JourneyStack

pytest_plugins = ["config.local.pytest_fixtures", "tests.journeys.fixtures"]

QUIET_BROWSER = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let the tests reach this machine alone; pytest-socket reads the options after us."""
    config.option.allow_hosts = "127.0.0.1,::1,localhost"
    config.option.allow_unix_socket = True


@pytest.fixture(scope="session")
def base_url(stack: JourneyStack) -> str:
    """Let `page.goto("/path")` mean the portal of the running stack."""
    return stack.base_url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the installed Chromium; without one skip loudly, or fail where CI is true."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("No chromium here, and CI runs the browser tests.")
    if path is None:
        pytest.skip("No chromium here: install it to run the browser tests.")
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET_BROWSER}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Fail the test on any error in the console, where CSP violations are told too."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
