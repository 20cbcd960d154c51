"""Every address the portal answers at, read from the resolver, so that a new route joins in."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.journeys.stage import Customer

ALLAUTH = "apps.tenants.urls"
SIGNED_OUT = {  # open to everybody by design
    "alive",
    "ready",
    "portal:invitation",
    "portal:oauth-callback",
    "portal:approval-problem",
    "portal:delegation",
    "portal:delegation-mail",
    "portal:delegated",  # for the browser that typed the mail's code: tests/portal/test_delegated
    "portal:delegated-result",
    "portal:delegated-runs",
    "portal:delegated-decision",
    "portal:delegated-attestation",
    "portal:delegated-completion",
}

UNKNOWN_ID = UUID(int=0)  # the door of ops is shut before anything is looked for


@dataclass(frozen=True)
class Route:
    """A named pattern of ours, and the names of its arguments."""

    name: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    def path_for(self, customer: Customer) -> str:
        """Return the address of this customer's own; KeyError asks for a value to be added."""
        values = {
            "tenant": customer.slug,
            "slug": customer.slug,
            "connection_id": customer.connection_id,
            "step_id": "company",
            "application_id": UNKNOWN_ID,
            "approval_id": UNKNOWN_ID,
            "delegation_id": UNKNOWN_ID,
            "name": "menu.png",
        }
        return reverse(self.name, kwargs={name: values[name] for name in self.arguments})


def routes() -> list[Route]:
    """Return every route but those of allauth and those that are open to everybody."""
    found = _below(get_resolver(), namespace="")
    return [route for route in found if route.name not in SIGNED_OUT]


def tenant_routes() -> list[Route]:
    return [route for route in routes() if "tenant" in route.arguments]


def ops_routes() -> list[Route]:
    return [route for route in routes() if route.name.startswith("ops:")]


def _below(resolver: URLResolver, *, namespace: str) -> list[Route]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append(Route(f"{namespace}{entry.name}", tuple(entry.pattern.converters)))
        elif getattr(entry.urlconf_name, "__name__", "") != ALLAUTH:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found += _below(entry, namespace=inner)
    return found
