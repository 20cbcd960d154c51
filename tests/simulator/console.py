"""A person at the simulator's console: reads pages, follows links, fills forms by their labels."""

from typing import Any
from urllib.parse import urljoin

import requests
from lxml import html

Page = Any


class Person:
    """Clicks through one console; every page is parsed from what came over HTTP."""

    def __init__(self, url: str) -> None:
        self.http = requests.Session()
        self.page: Page = None
        self.open(f"{url}/console")

    def open(self, url: str) -> None:
        self._see(self.http.get(url, timeout=10))

    def sign_in(self, company: str, user: str, password: str) -> None:
        self.submit("Sign in", {"Company ID": company, "User ID": user, "Password": password})

    def follow(self, *path: str) -> None:
        """Select each segment of a menu path in turn, in whatever case the page writes it."""
        for words in path:
            self.open(self._link(words))

    def submit(self, button: str, values: dict[str, str] | None = None, *, tick: Any = ()) -> None:
        """Fill the form that has this button, by labels, and press it."""
        form = next(each for each in self.page.forms if button in each.xpath(".//button/text()"))
        fields = dict(form.form_values())
        for label, value in (values or {}).items():
            fields[self._name(form, label)] = value
        ticked = [self._box(form, label) for label in tick]
        data = [*fields.items(), *ticked, ("press", button)]
        self._see(self.http.post(urljoin(self.page.base_url, form.action), data=data, timeout=10))

    @property
    def text(self) -> str:
        return " ".join(self.page.body.text_content().split())

    def _see(self, answer: requests.Response) -> None:
        self.page = html.fromstring(answer.text, base_url=answer.url)

    def _link(self, words: str) -> str:
        for link in [*self.page.xpath("//main//a"), *self.page.xpath("//nav//a")]:
            if words.casefold() in {link.text.casefold(), link.get("aria-label", "").casefold()}:
                return urljoin(str(self.page.base_url), str(link.get("href")))
        raise AssertionError(f"no link {words!r} on: {self.text}")

    def _name(self, form: Page, label: str) -> str:
        found = form.xpath(f".//label[normalize-space()='{label}']/@for")
        assert found, f"no field {label!r} on: {self.text}"
        return str(found[0])

    def _box(self, form: Page, label: str) -> tuple[str, str]:
        found = form.xpath(f".//label[normalize-space()='{label}']/input")
        assert found, f"no box {label!r} on: {self.text}"
        return found[0].get("name"), found[0].get("value")
