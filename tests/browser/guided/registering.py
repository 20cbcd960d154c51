"""The vendor registers its application in Sage's developer console, as the operators' page says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser import moves
from tests.browser.guided.console import Console
from tests.browser.guided.reader import Instruction, read_console_steps
from tests.journeys.intacct import SENDER_ID
from tests.journeys.stage import Stage

NAME = "Guided application"
CONTACT = "developers@vendor.example"
PROVEN = "It answered so on"  # that Intacct knows the keys
SCOPE = re.compile(r"Choose (\S+)\. It cannot be changed")


@dataclass(frozen=True)
class Developer:
    """Somebody of the vendor: an operator of the portal with a workspace in Sage's console."""

    portal: Page
    sage: Console
    sender_password: str

    def register(self, *, scope: str) -> None:
        """Register the application, take its keys back, and see that Intacct knows them."""
        self.portal.goto("/ops/applications/new/")
        self.portal.get_by_label("Name", exact=True).fill(NAME)
        self.portal.get_by_label("Client scope").select_option(label=scope)
        self.portal.get_by_label("Sender ID").select_option(label=SENDER_ID)
        self.portal.get_by_role("button", name="Make the redirect URI").click()
        expect(self.portal.get_by_role("heading", level=1)).to_have_text(NAME)
        for instruction in read_console_steps(self.portal.content()):
            DEEDS[instruction.title](self, instruction)
        expect(self.portal.locator("main")).to_contain_text(PROVEN)

    def open_workspace(self, instruction: Instruction) -> None:
        self.sage.open_developer_console()
        self.sage.go(instruction.paths[0][1:])
        self.sage.enter("Name", "Vendor")
        self.sage.enter("Contact email address", CONTACT)

    def add_application(self, instruction: Instruction) -> None:
        self.sage.go(*instruction.paths)
        self.paste(instruction)
        self.sage.enter("Contact email address", CONTACT)

    def create_keys(self, instruction: Instruction) -> None:
        """On the page of the new application, which is what opened."""
        self.sage.go(instruction.paths[0][1:])

    def paste(self, instruction: Instruction) -> None:
        for label, value in instruction.values:
            self.sage.enter(label, value)

    def choose_scope(self, instruction: Instruction) -> None:
        named = SCOPE.search(instruction.words)
        assert named, instruction.words
        self.sage.enter("Client Scope", named[1])

    def enter_sender(self, instruction: Instruction) -> None:
        self.paste(instruction)
        self.sage.enter("Web Services sender password", self.sender_password)

    def bring_back(self, instruction: Instruction) -> None:
        self.sage.go(instruction.paths[0][-1:])
        self.portal.get_by_label("Client ID").fill(self.sage.shown("Client ID"))
        self.portal.get_by_label("Client secret").fill(self.sage.shown("Secret key"))
        moves.press(self.portal, self.portal.get_by_role("button", name="Save and check the keys"))


DEEDS: Mapping[str, Callable[[Developer, Instruction], None]] = {
    "Open your workspace": Developer.open_workspace,
    "Add a client application": Developer.add_application,
    "Create the API keys": Developer.create_keys,
    "Enter the Redirect URI": Developer.paste,
    "Enter the Allowed Origin Domains": Developer.paste,
    "Choose the Client Scope": Developer.choose_scope,
    "Enter your sender ID and password": Developer.enter_sender,
    "Bring the keys back here": Developer.bring_back,
}


def see_registered(stage: Stage, page: Page) -> None:
    """Have the application registered, as non-production, if nobody has done so on this stage."""
    moves.sign_in(page, stage.operators["admin"])
    page.goto("/ops/applications/")
    if not page.get_by_role("link", name=NAME).count():
        sage = Console(page.context.new_page(), stage.intacct.url)
        Developer(page, sage, stage.sender_password).register(scope="Non-production")
        sage.page.close()
    page.context.clear_cookies()
