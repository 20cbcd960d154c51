"""An Intacct administrator at Intacct's own pages: finds things by the words a guide uses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

Path = Sequence[str]

SYNONYMS = {
    "account email address": "email address",
    "primary/account email address": "email address",
    "add web services user": "add",
    "contact email": "contact email address",
    "role": "roles",
    "role title": "name",
    "username": "user name",
    "web services authorization": "web services authorizations",
    "_sage intacct": "sage intacct",
}
"""What guides call a thing, and what Intacct does. Capital letters make no difference to either."""

MENU = "Company"  # where Intacct's own paths begin; the developer console has other menus
MAILED = re.compile(r"User ID: (\S+) Password: (\S+)")


class NotThere(AssertionError):
    """A guide's words lead nowhere on Intacct's pages."""


@dataclass
class Console:
    """One tab with Intacct's pages open in it."""

    page: Page
    url: str
    about: str = ""  # whose row is meant, where a list has several
    unsaved: bool = False

    def sign_in(self, company: str, user: str, password: str) -> None:
        self.page.goto(f"{self.url}/console/sign-in")
        for label, value in (("Company ID", company), ("User ID", user), ("Password", password)):
            self.page.get_by_label(label).fill(value)
        self.press("Sign in")

    def open_developer_console(self) -> None:
        self.page.goto(f"{self.url}/developer")

    def go(self, *paths: Path) -> None:
        """Follow the first of these menu paths that exists, from where one is or from the menu."""
        self.save()
        if paths[0][0] == MENU and not self.page.locator("nav").count():
            self.page.goto(f"{self.url}/console")
        start = self.page.url
        for path in paths:
            try:
                return self._follow(path)
            except NotThere:
                self.page.goto(start)
        raise NotThere(f"none of {paths} on {start}")

    def open_beside(self, row: str, words: str) -> None:
        """Follow the link of these words in the row that has this cell."""
        self.save()
        found = self._row(self.page.locator("main"), row).locator("a")
        self._one(found.filter(has_text=_exactly(words)), f"{words!r} beside {row!r}").click()

    def add_to(self, section: str) -> None:
        """Press Add in a section of the page, which may have to be opened for editing first."""
        if not self._below(section).locator("a").filter(has_text=_exactly("Add")).count():
            self._follow(["Edit"])
        self._follow([section, "Add"])

    def enter(self, label: str, value: str) -> None:
        """Type, choose or tick a value at the field of this label."""
        self.unsaved = True
        if group := self._group(label):
            return self._box(group, value).check()
        field = self._field(label)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
        return None

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list, where the page has the list and the list that option."""
        lists = self.page.locator("main form").get_by_label(_exactly(label))
        if lists.locator("option").filter(has_text=_exactly(option)).count():
            self.enter(label, option)

    def tick(self, label: str) -> None:
        self.unsaved = True
        self._box(self.page.locator("main"), label).check()

    def clear(self, label: str) -> None:
        """Take every tick out of a group of boxes."""
        self.unsaved = True
        for box in (self._group(label) or self.page.locator("main")).get_by_role("checkbox").all():
            box.uncheck()

    def save(self) -> None:
        """Save what was entered, in the window that opened and then on the page itself."""
        if self.unsaved:
            self.unsaved = False
            self.press(re.compile("^(Save|Create)$"))
            once_more = self.page.locator("main a").filter(has_text=_exactly("Save"))
            if once_more.count():
                once_more.click()

    def press(self, button: str | re.Pattern[str]) -> None:
        found = self.page.locator("main form:not(td form)").filter(has=self.page.locator("label"))
        self._one(found.get_by_role("button", name=button), f"button {button}").click()

    def shown(self, name: str) -> str:
        """Read a value off a table that names it in the first column."""
        row = self.page.locator("main tr").filter(
            has=self.page.locator("td:first-child", has_text=_exactly(name))
        )
        return self._one(row, f"row {name}").locator("td").nth(1).inner_text()

    def mailed(self) -> tuple[str, str]:
        """Read the user ID and the password in Intacct's newest mail."""
        self._follow(["Mail"])
        newest = self.page.locator("main tr:has(td)").first.inner_text()
        found = MAILED.search(newest)
        assert found, newest
        return found[1], found[2]

    def _follow(self, path: Path) -> None:
        within = self.page.locator("main")
        for place, words in enumerate(path):
            link = self._link(words, within, from_menu=place == 0)
            if link is None:
                within = self._below(words)
                self._one(within, f"{words!r} of {path}")
            else:
                link.click()
                within = self.page.locator("main")

    def _link(self, words: str, within: Locator, *, from_menu: bool) -> Locator | None:
        places = [self.page.locator("nav")] if from_menu else []
        for place in (*places, within):
            links = place.locator("a").filter(has_text=_exactly(words))
            beside = self._row(place, self.about).locator("a").filter(has_text=_exactly(words))
            if links.count():
                return beside.first if self.about and beside.count() else links.first
        return None

    def _row(self, place: Locator, words: str) -> Locator:
        cell = self.page.locator("td", has_text=re.compile(rf"^\s*{re.escape(words)}\s*$"))
        return place.locator("tr").filter(has=cell)

    def _below(self, section: str) -> Locator:
        name = self.page.get_by_role("region", name=_exactly(section))
        return self.page.locator("main").get_by_role("region").and_(name)

    def _group(self, label: str) -> Locator | None:
        legend = self.page.locator("legend", has_text=_exactly(label))
        groups = self.page.locator("main fieldset").filter(has=legend)
        return groups.first if groups.count() else None

    def _box(self, within: Locator, label: str) -> Locator:
        boxes = within.locator("label.box").filter(has_text=_beginning(label))
        return self._one(boxes, f"box {label!r}").locator("input")

    def _field(self, label: str) -> Locator:
        labels = self.page.locator("main label").filter(has_text=_exactly(label))
        name = self._one(labels, f"field {label!r}").get_attribute("for")
        return labels.first.locator(f"xpath=ancestor::form//*[@id='{name}']")

    def _one(self, found: Locator, sought: str) -> Locator:
        if not found.count():
            raise NotThere(f"no {sought} on {self.page.url}")
        return found.first


def _exactly(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(_plain(words))}\s*$", re.IGNORECASE)


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(_plain(words))}(\s|$)", re.IGNORECASE)


def _plain(words: str) -> str:
    """What Intacct calls it."""
    bare = words.casefold().removesuffix(" tab")
    return SYNONYMS.get(bare, bare)
