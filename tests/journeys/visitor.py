"""A person at a browser without scripts: keeps cookies, follows links, posts forms."""

from dataclasses import dataclass, field
from typing import Self

import requests

SERVER_ERROR = 500


@dataclass(frozen=True)
class Person:
    """Somebody who signs in."""

    name: str
    email: str
    password: str = field(repr=False)


class Visitor:
    """One person's cookies on one site."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._http = requests.Session()

    def get(self, path: str, *, follow: bool = True) -> requests.Response:
        answer = self._http.get(self.base_url + path, allow_redirects=follow, timeout=30)
        assert answer.status_code < SERVER_ERROR, f"GET {path}: {answer.status_code}"
        return answer

    def post(self, path: str, *, follow: bool = True, **form: str) -> requests.Response:
        """Post a form with this session's CSRF token, as the page's own form would."""
        token = self._http.cookies.get("csrftoken") or self._token()
        body = {"csrfmiddlewaretoken": token, **form}
        url = self.base_url + path
        answer = self._http.post(url, data=body, allow_redirects=follow, timeout=30)
        assert answer.status_code < SERVER_ERROR, f"POST {path}: {answer.status_code}"
        return answer

    def send(self, url: str, *, follow: bool = True, **form: str) -> requests.Response:
        """Post a form of another site."""
        answer = self._http.post(url, data=form, allow_redirects=follow, timeout=30)
        assert answer.status_code < SERVER_ERROR, f"POST {url}: {answer.status_code}"
        return answer

    def sign_in(self, person: Person) -> Self:
        answer = self.post("/accounts/login/", login=person.email, password=person.password)
        assert "/accounts/login/" not in answer.url, f"{person.email} could not sign in"
        return self

    @property
    def cookies(self) -> dict[str, str]:
        return {name: value for name, value in self._http.cookies.items() if value}

    def _token(self) -> str:
        self.get("/accounts/login/")
        return str(self._http.cookies["csrftoken"])
