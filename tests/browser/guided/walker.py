"""A customer's admin with two tabs: the portal says what to do, Intacct's pages are where."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.browser import moves
from tests.browser.guided.console import Console
from tests.browser.guided.reader import Instruction, Sheet, Task, read_sheet, read_tasks
from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

HERE = ("Intacct", "developer console", "What this is about", "What to do")
USER_ID, PASSWORD = "Web Services user ID", "Password of the Web Services user"
VERIFIED = "Verified with Sage Intacct"
Deed = Callable[["Walker", Sheet, Instruction], None]
"""What the words of an instruction ask for, beyond its menu path and its values."""


@dataclass
class Walker:
    """Does what each step's page says, brings back what it asks for, and sees it verified.

    By an instruction's title: `deeds` are what its words ask for, `first` what has to be there
    before its menu path can be followed. By a step's title: `choices` are the options to take,
    `later` the steps that only a later one can prove, `milestones` those that nothing unproven
    may come before; the last step is always one.
    """

    stage: Stage
    customer: Customer
    portal: Page
    intacct: Console
    deeds: Mapping[str, Deed]
    choices: dict[str, str] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    milestones: frozenset[str] = frozenset()
    first: Mapping[str, Deed] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)  # by the label that asks for it
    visited: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Do every step, from the hub's first on to each next one; see all completed."""
        url = self._tasks()[0].url
        while url:
            self.visited.append(url)
            self.visit(url)
            self.portal.goto(url)
            url = self._next_step()
        self.see_it_connected()

    def visit(self, url: str) -> None:
        """Do one step, once what has to be proven before it is."""
        sheet = self.open(url)
        for instruction in sheet.instructions:
            self.perform(sheet, instruction)
        self.intacct.save()
        if PASSWORD in sheet.asked:
            self.note_user()
        self.bring_back(sheet)
        if sheet.options:
            self.choose(self.choices[sheet.title])
        elif sheet.is_approved:
            self.approve()
        elif sheet.is_verifiable:
            self.see_it_verified(sheet)
        if sheet.is_attested:
            moves.press(self.portal, self.portal.locator("[aria-labelledby=attestation] button"))

    def open(self, url: str) -> Sheet:
        """Read a step's page; before a milestone, see the steps before it verified."""
        self.portal.goto(url)
        sheet = read_sheet(self.portal.content())
        if sheet.title not in self.milestones and self._next_step():
            return sheet
        self.prove()
        self.portal.goto(url)
        return read_sheet(self.portal.content())

    def note_user(self) -> None:
        """Take note of what Intacct mailed about the new user, to whomever its address belongs."""
        user_id, password = self.intacct.mailed()
        self.intacct.about = user_id
        self.known |= {USER_ID: user_id, PASSWORD: password}

    def perform(self, sheet: Sheet, instruction: Instruction) -> None:
        """Go where the page says, do what its words say, and enter its values.

        What is done in other products than Intacct and its console is not done here.
        """
        if not instruction.place.endswith(HERE):
            return
        if before := self.first.get(instruction.title):
            before(self, sheet, instruction)
        if instruction.paths:
            self.intacct.go(*instruction.paths)
        if deed := self.deeds.get(instruction.title):
            deed(self, sheet, instruction)
        else:
            enter_values(self, sheet, instruction)

    def bring_back(self, sheet: Sheet) -> None:
        """Fill in what the page asks for, by its labels, and press "Save and check"."""
        if not sheet.asked:
            return
        for label in sheet.asked:
            self.portal.get_by_label(label, exact=True).fill(self.known[label])
        moves.press(self.portal, self.portal.get_by_role("button", name="Save and check"))

    def choose(self, label: str) -> None:
        decision = self.portal.locator("section[aria-labelledby=decision]")
        options = decision.locator(".choice label")
        options.filter(has_text=re.compile(rf"^\s*{re.escape(label)}\b")).click()
        moves.press(self.portal, decision.get_by_role("button", name=re.compile("^Save this")))

    def approve(self) -> None:
        """Leave for Intacct's page, accept there, and come back to see it verified."""
        moves.approve(self.portal, self.customer)
        expect(self.portal.locator("#result-title")).to_have_text(VERIFIED)

    def see_it_verified(self, sheet: Sheet) -> None:
        """Ask for a check where saving has not asked for one, and read what it says."""
        if sheet.title.startswith(tuple(self.later)):
            self.unproven.append(self.visited[-1])
            return
        if not sheet.asked:
            moves.check(self.portal)
        expect(self.portal.locator("#result-title")).to_have_text(VERIFIED)

    def prove(self) -> None:
        """Go back to the steps that could not be proven when they were done."""
        for url in self.unproven:
            self.stage.wait_for_checks(self.customer)
            self.portal.goto(url)
            result = self.portal.locator("#result-title")
            if result.inner_text() != VERIFIED:
                moves.check(self.portal)
            expect(result).to_have_text(VERIFIED)
        self.unproven.clear()

    def see_it_connected(self) -> None:
        """See every step completed, and a health check pass."""
        until(lambda: self.stage.state_of(self.customer) == "connected")
        self.portal.goto(self.customer.hub)
        moves.press(self.portal, self.portal.get_by_role("button", name="Check now"))
        self.stage.wait_for_checks(self.customer)
        assert {task.status for task in self._tasks()} == {"Completed"}
        assert self.stage.steps_left(self.customer) == []
        assert self.stage.state_of(self.customer) == "connected"
        heading = self.portal.get_by_role("heading", level=1)
        expect(heading).to_have_text("Sage Intacct is connected")

    def _next_step(self) -> str:
        link = self.portal.get_by_role("link", name="Next step")
        return link.get_attribute("href") or "" if link.count() else ""

    def _tasks(self) -> list[Task]:
        self.portal.goto(self.customer.hub)
        return read_tasks(self.portal.content())


def enter_values(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Enter every value under its label, those not shown from memory; choose what is an option."""
    for label, value in instruction.values:
        walker.intacct.enter(label, value or walker.known[label])
    for label, value in instruction.settings:
        walker.intacct.choose(label, value)
