"""The wizard around its steps: every page in every state, the live list, keyboard, no scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import moves
from tests.browser.scene import Scene
from tests.browser.test_keyboard_and_no_script import tab_to
from tests.browser.test_pages import WIDTHS, keep_picture, sideways, violations
from tests.browser.wizard_scenes import (
    WIZARD_SCENES,
    choose_entity_level,
    list_entities,
    wizard_scenes,
)
from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

DOUBTFUL = " canary-of-the-doubt"


@pytest.fixture(scope="module")
def shown(theatre: Stage) -> dict[str, Scene]:
    return wizard_scenes(theatre)


@pytest.fixture
def plain_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of a browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.fixture
def listed(stage: Stage) -> Customer:
    """A customer who chooses entities, and whose list a worker has read."""
    customer = stage.bring_in("Choosing")
    list_entities(stage, customer)
    return customer


@pytest.mark.parametrize("name", WIZARD_SCENES)
def test_a_page_is_fit_for_everybody(
    stage: Stage, page: Page, shown: dict[str, Scene], *, name: str
) -> None:
    scene = shown[name]
    assert scene.who
    moves.enter(page, stage.visitor(scene.who))
    page.goto(scene.path)
    expect(page.locator("main")).to_contain_text(scene.text)
    if name == "secret-doubted":
        doubt_the_password(page)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            keep_picture(page, f"{name}-{theme}-{width}")
            assert not sideways(page), f"{width} px"
        assert not violations(page)


def doubt_the_password(page: Page) -> None:
    page.locator("[name=user_password]").fill(DOUBTFUL)
    page.locator("[name=user_password]").blur()
    expect(page.locator("#id_user_password_doubt")).to_contain_text("It begins with a space")


def test_the_list_comes_by_itself_once_somebody_can_be_asked_as(stage: Stage, page: Page) -> None:
    customer = stage.bring_in("Live")
    admin = stage.set_up(customer)
    admin.post(customer.step("choose-level") + "decision/", level="entity")
    moves.enter(page, admin)

    moves.open_step(page, customer, "entities")

    expect(page.get_by_label("100 North")).to_be_visible()
    expect(page.locator("#entities")).to_contain_text("We found 2 entities")


def test_entities_are_searched_ticked_and_kept(stage: Stage, page: Page, listed: Customer) -> None:
    moves.enter(page, stage.visitor(listed.admin))
    moves.open_step(page, listed, "entities")

    page.get_by_label("Search entities").fill("uk")
    expect(page.get_by_label("100 Alder & Finch US")).to_be_hidden()
    page.get_by_label("200 Alder & Finch UK").check()
    expect(page.locator("[data-count]")).to_have_text("1 of 4 chosen")
    page.get_by_label("Search entities").fill("nowhere")
    expect(page.get_by_text("No entity has that")).to_be_visible()
    moves.press(page, page.get_by_role("button", name="Save and check"))

    moves.open_step(page, listed, "entities")
    expect(page.get_by_label("200 Alder & Finch UK")).to_be_checked()
    assert answer_of(stage, listed) == "200"


def test_all_entities_are_the_active_ones(stage: Stage, page: Page, listed: Customer) -> None:
    moves.enter(page, stage.visitor(listed.admin))
    moves.open_step(page, listed, "entities")

    page.locator(".choice label").filter(has_text="All 3 active entities").click()
    expect(page.get_by_label("Search entities")).to_be_hidden()
    moves.press(page, page.get_by_role("button", name="Save and check"))

    assert answer_of(stage, listed) == "100\n200\n300"


def test_without_scripts_entities_are_searched_and_kept(
    stage: Stage, plain_page: Page, listed: Customer
) -> None:
    page = plain_page
    moves.enter(page, stage.visitor(listed.admin))
    moves.open_step(page, listed, "entities")

    page.get_by_label("Search entities").fill("deutsch")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".picker__row")).to_have_count(1)
    page.locator(".picker__row input").check()
    page.get_by_role("button", name="Save and check").click()

    assert answer_of(stage, listed) == "300"


def test_without_scripts_the_list_is_read_and_shown(stage: Stage, plain_page: Page) -> None:
    page, customer = plain_page, stage.bring_in("Plainlist")
    admin = stage.set_up(customer)
    admin.post(customer.step("choose-level") + "decision/", level="entity")
    moves.enter(page, admin)
    moves.open_step(page, customer, "entities")

    page.get_by_role("button", name="Read from Intacct").click()
    until(
        lambda: stage.stack.rows(
            "SELECT id FROM checks_entitylist WHERE read_at IS NOT NULL AND connection_id = %s",
            customer.connection_id,
        )
    )
    page.reload()

    expect(page.get_by_label("200 South")).to_be_visible()


def test_while_intacct_is_away_the_list_stays_and_says_its_age(
    stage: Stage, page: Page, listed: Customer
) -> None:
    stage.intacct.trouble(listed.company_id, "http_503")
    moves.enter(page, stage.visitor(listed.admin))
    moves.open_step(page, listed, "entities")

    page.get_by_role("button", name="Refresh from Intacct").click()

    expect(page.locator("#entities")).to_contain_text("The list is as of")
    expect(page.get_by_label("100 Alder & Finch US")).to_be_visible()


def test_before_anybody_can_be_asked_as_ids_are_typed(stage: Stage, page: Page) -> None:
    customer = stage.bring_in("Early")
    choose_entity_level(stage, customer)
    moves.enter(page, stage.visitor(customer.admin))
    moves.open_step(page, customer, "entities")

    expect(page.locator("#entities")).to_contain_text("none of yours has signed in yet")
    moves.save(page, entity_ids="100\n200")

    assert answer_of(stage, customer).split() == ["100", "200"]


def test_a_doubtful_password_is_kept_where_that_is_meant(stage: Stage, page: Page) -> None:
    customer = stage.bring_in("Doubt")
    stage.set_up(customer)
    moves.enter(page, stage.visitor(customer.admin))
    moves.open_step(page, customer, "user")
    expect(page.get_by_label("Keep it exactly")).to_be_hidden()

    doubt_the_password(page)
    page.get_by_label("Keep it exactly as I typed it").check()
    moves.press(page, page.get_by_role("button", name="Save and check"))

    moves.expect_red(page, "sign_in.refused")


def test_without_scripts_a_doubtful_password_is_asked_about(stage: Stage, plain_page: Page) -> None:
    page, customer = plain_page, stage.bring_in("Plaindoubt")
    stage.set_up(customer)
    moves.enter(page, stage.visitor(customer.admin))
    moves.open_step(page, customer, "user")

    page.locator("[name=user_password]").fill(DOUBTFUL)
    page.get_by_role("button", name="Save and check").click()

    expect(page.get_by_role("alert")).to_contain_text("It begins with a space")
    expect(page.get_by_label("Keep it exactly as I typed it")).to_be_visible()
    assert "canary-of-the-doubt" not in page.content()


def test_the_last_word_is_given_by_keyboard_and_the_page_stays(stage: Stage, page: Page) -> None:
    customer = stage.bring_in("Keys")
    stage.set_up(customer)
    moves.enter(page, stage.visitor(customer.admin))
    page.goto(customer.hub)

    tab_to(page, "Review your answers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check everything, then finish")
    tab_to(page, "Everything is set up")
    page.keyboard.press("Enter")

    page.wait_for_url("**/done/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sage Intacct is connected")
    page.goto(customer.hub)
    page.get_by_role("link", name="What is connected").click()
    page.wait_for_url("**/done/")


def answer_of(stage: Stage, customer: Customer) -> str:
    """The entities as they are kept."""
    query = "SELECT answers->>'entity_ids' FROM checklists_checklist WHERE connection_id = %s"
    return str(stage.stack.rows(query, customer.connection_id)[0][0])
