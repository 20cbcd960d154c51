"""Every page: no axe violation, no console error, and no sideways scroll, in light and dark."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from config.local.process import ROOT
from tests.browser import moves
from tests.browser.scene import Scene
from tests.browser.scenes import SCENES, scenes
from tests.journeys.approver import go_to_intacct
from tests.journeys.stage import Customer, Stage

PICTURES = ROOT / "var" / "screenshots"
WIDTHS = (1280, 390, 320)


@pytest.fixture(scope="module")
def shown(theatre: Stage) -> dict[str, Scene]:
    return scenes(theatre)


@pytest.fixture
def scene(stage: Stage, shown: dict[str, Scene], name: str) -> Scene:
    """The scene by its name; what does not last is begun now, and ends with the test."""
    scene = shown[name]
    if name == "step-running" and scene.who:
        company_id = company_of(stage, scene)
        stage.intacct.trouble(company_id, "latency", seconds=2)
        hub = scene.path.partition("steps/")[0]
        stage.visitor(scene.who).post(hub + "runs/")
    if scene.customer:
        linger(stage, scene.customer)
    return scene


def linger(stage: Stage, customer: Customer) -> None:
    """Plant an approval that a worker is collecting: a real one would be over too soon."""
    stage.stack.change(
        "UPDATE connections_approval SET state = 'failed', reason = 'interrupted'"
        " WHERE connection_id = %s AND state = 'exchanging'",
        customer.connection_id,
    )
    go_to_intacct(stage.visitor(customer.admin), customer)
    stage.stack.change(
        "UPDATE connections_approval SET state = 'exchanging', claimed_at = now()"
        " WHERE connection_id = %s AND state = 'started'",
        customer.connection_id,
    )


def company_of(stage: Stage, scene: Scene) -> str:
    connection_id = scene.path.split("/")[4]
    query = "SELECT company_id FROM connections_connection WHERE id = %s"
    return str(stage.stack.rows(query, connection_id)[0][0])


@pytest.mark.parametrize("name", SCENES)
def test_a_page_is_fit_for_everybody(stage: Stage, page: Page, *, scene: Scene, name: str) -> None:
    if scene.who:
        moves.enter(page, stage.visitor(scene.who))
    page.goto(scene.path)
    expect(page.locator("main")).to_contain_text(scene.text)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            keep_picture(page, f"{name}-{theme}-{width}")
            assert not sideways(page), f"{width} px"
        assert not violations(page)


def violations(page: Page) -> str:
    """Return what axe finds wrong, with the elements; empty when it finds nothing."""
    found = Axe().run(page).response["violations"]
    return "\n".join(f"{each['id']}: {node['html']}" for each in found for node in each["nodes"])


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def keep_picture(page: Page, name: str) -> None:
    if os.environ.get("SCREENSHOTS") == "1":
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
