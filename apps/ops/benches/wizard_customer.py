"""One of the bench's customers: signed in over HTTP, who loads pages and saves a step."""

from dataclasses import dataclass, field

import requests

from apps.ops.benches.stage import Stage
from config.local.journey_stack import JourneyStack

GUIDE, SENDER_ID = "craftable", "CraftableMPP"
DECISIONS = {"role_kind": "restricted", "level": "top"}
WAIT_SECONDS = 30
MODULES = ("CO", "CM", "GL", "AP", "AR")
USERS = 10  # in each company, so that every save names another one and Intacct admits them all
NO_MORE = 286  # what htmx takes as the end of its polling


@dataclass(frozen=True)
class Customer:
    """Whose connection it is, and how its admin signs in."""

    slug: str
    connection_id: str
    company_id: str
    email: str
    password: str = field(repr=False)

    @property
    def hub(self) -> str:
        return f"/t/{self.slug}/connections/{self.connection_id}/"

    @property
    def step(self) -> str:
        """The page of the step that asks for the Web Services user."""
        return f"{self.hub}steps/user/"

    @property
    def result(self) -> str:
        return f"{self.hub}result/?step=user&entity="


def user_id(number: int) -> str:
    """The Web Services user whom the save of this number names."""
    return f"Craftable-{number % USERS}"


def found_company(intacct: Stage, customer: Customer) -> None:
    """Found the company in which everything of the guide has been done, with all its users."""
    person = {"password": customer.password, "roles": ["Craftable"]}
    body = {
        "webServices": True,
        "applications": list(MODULES),
        "senders": [{"id": SENDER_ID, "status": "active"}],
        "roles": [{"name": "Craftable", "permissions": dict.fromkeys(MODULES, "All")}],
        "users": [{"id": user_id(number), **person} for number in range(USERS)],
    }
    intacct.call("PUT", f"companies/{customer.company_id}", body)


class Browser:
    """The customer's admin, signed in with a session of their own."""

    def __init__(self, stack: JourneyStack, customer: Customer) -> None:
        """Raises requests.RequestException, or LookupError where the sign-in is refused."""
        self.customer = customer
        self._base_url = stack.base_url
        self._http = requests.Session()
        self._http.trust_env = False
        self.get("/accounts/login/")
        answer = self._post(
            "/accounts/login/", {"login": customer.email, "password": customer.password}
        )
        if not answer.is_redirect:
            raise LookupError(f"{customer.email} could not sign in")

    @property
    def cookie(self) -> str:
        """What the browser sends with every request."""
        return "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())

    def get(self, path: str, *, as_htmx: bool = False) -> requests.Response:
        headers = {"HX-Request": "true"} if as_htmx else {}
        answer = self._http.get(self._base_url + path, timeout=WAIT_SECONDS, headers=headers)
        answer.raise_for_status()
        return answer

    def save(self, number: int) -> str:
        """Name another Web Services user, save and check; return where the browser is sent to."""
        answers = {"user_id": user_id(number), "user_password": self.customer.password}
        answer = self._post(self.customer.step, answers)
        if not answer.is_redirect:
            raise LookupError(f"{self.customer.step} was not saved: {answer.status_code}")
        return answer.headers["Location"]

    def _post(self, path: str, form: dict[str, str]) -> requests.Response:
        body = {"csrfmiddlewaretoken": self._http.cookies["csrftoken"], **form}
        return self._http.post(
            self._base_url + path, data=body, timeout=WAIT_SECONDS, allow_redirects=False
        )
