"""Somebody at Intacct's pages who signs in and selects Accept, over HTTP."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

WAIT_SECONDS = 10.0
_ACTION = re.compile(r"<form[^>]*\saction=\"([^\"]+)\"")
_HIDDEN = re.compile(r"<input[^>]*\sname=\"approval\"[^>]*\svalue=\"([^\"]+)\"")


def accepted(address: str, person: dict[str, str]) -> str:
    """The code that approving at this authorize address as this person brings.

    ``person`` has `company`, `user` and `password`. Raises LookupError where no form is shown.
    """
    with requests.Session() as browser:
        page = _submitted(browser, browser.get(address, timeout=WAIT_SECONDS), person)
        consent = urljoin(page.url, page.headers["Location"])
        page = browser.get(consent, timeout=WAIT_SECONDS)
        page = _submitted(browser, page, {"decision": "accept"})
    return parse_qs(urlsplit(page.headers["Location"]).query)["code"][0]


def _submitted(
    browser: requests.Session, page: requests.Response, fields: dict[str, str]
) -> requests.Response:
    action, hidden = _ACTION.search(page.text), _HIDDEN.search(page.text)
    if action is None or hidden is None:
        raise LookupError("the simulator shows no form to fill in")
    return browser.post(
        urljoin(page.url, action[1]),
        data={"approval": hidden[1], **fields},
        timeout=WAIT_SECONDS,
        allow_redirects=False,
    )
