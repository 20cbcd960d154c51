"""A person at Intacct's sign-in and consent pages, as far as forms go: no browser, no script."""

import re
from urllib.parse import urljoin, urlsplit

import requests

_ACTION = re.compile(r"<form[^>]*\saction=\"([^\"]+)\"")
_HIDDEN = re.compile(r"<input[^>]*\sname=\"approval\"[^>]*\svalue=\"([^\"]+)\"")


def approve(address: str, *, person: dict[str, str], decision: str) -> str:
    """Sign in, press Accept or Decline, and return the query string of the redirect."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=10)
        page = _submit(browser, page, person)
        if page.is_redirect:
            page = browser.get(urljoin(page.url, page.headers["Location"]), timeout=10)
        page = _submit(browser, page, {"decision": decision})
    return urlsplit(page.headers["Location"]).query


def _submit(
    browser: requests.Session, page: requests.Response, fields: dict[str, str]
) -> requests.Response:
    action, hidden = _ACTION.search(page.text), _HIDDEN.search(page.text)
    assert action, page.text
    assert hidden, page.text
    where = urljoin(page.url, action[1])
    return browser.post(
        where, data={"approval": hidden[1], **fields}, timeout=10, allow_redirects=False
    )
