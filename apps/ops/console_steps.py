"""How an application is registered in Sage's developer console, in the words of its quickstart.

Sources: Sage's REST developer quickstart (../shared/seeds/002_71cad1fb245eb34a.txt); for the
client scope, which it leaves out, ../shared/intacct/intacct-rest.md §2.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from apps.connections.applications import redirect_uri
from apps.connections.models import ClientApplication

CONSOLE_URL = "https://developer.sage.com/intacct/"


@dataclass(frozen=True)
class ConsoleStep:
    """One thing to do in the console: where, what, and what to paste there."""

    title: str
    text: tuple[str, ...]
    path: tuple[str, ...] = ()
    pasted: tuple[dict[str, Any], ...] = ()


def console_steps(application: ClientApplication) -> tuple[ConsoleStep, ...]:
    """Every step in order, with the values to paste."""
    return (
        WORKSPACE,
        _application(application),
        API_KEYS,
        _redirect_uri(application),
        _origins(),
        _scope(application),
        _sender(application),
        BRING_BACK,
    )


WORKSPACE = ConsoleStep(
    title="Open your workspace",
    path=("developer.sage.com", "View workspaces"),
    text=(
        "Enter your Sage account email address and password to log in.",
        "No workspace yet: click **Add workspace**, enter a name for your workspace and a contact "
        "email address, then click **Create**.",
    ),
)
API_KEYS = ConsoleStep(
    title="Create the API keys",
    path=("Your application", "Create API keys"),
    text=("In the **Sage Product API** drop-down list, select **Sage Intacct**.",),
)
BRING_BACK = ConsoleStep(
    title="Bring the keys back here",
    path=("Application Details", "API Keys", "_Sage Intacct"),
    text=("Copy the client ID and the client secret into the form on this page.",),
)


def _application(application: ClientApplication) -> ConsoleStep:
    return ConsoleStep(
        title="Add a client application",
        path=("Apps", "Add application"),
        text=(
            "Enter a name to identify the application in your workspace, a home page URL, and a "
            "contact email address for the application, then click **Create**.",
        ),
        pasted=(_value("Name", application.name), _value("Home page URL", settings.BASE_URL)),
    )


def _redirect_uri(application: ClientApplication) -> ConsoleStep:
    return ConsoleStep(
        title="Enter the Redirect URI",
        text=(
            "Paste it as it stands. Intacct sends approvals back to this address alone, and one "
            "character more or less is another address.",
        ),
        pasted=(_value("Redirect URI", redirect_uri(application)),),
    )


def _origins() -> ConsoleStep:
    base = urlsplit(settings.BASE_URL)
    return ConsoleStep(
        title="Enter the Allowed Origin Domains",
        text=(
            "Needed only if you have custom applications that send Intacct API requests from your "
            "domains. Enter those domains as full https URLs.",
        ),
        pasted=(_value("Allowed Origin Domains", f"{base.scheme}://{base.netloc}"),),
    )


def _scope(application: ClientApplication) -> ConsoleStep:
    return ConsoleStep(
        title="Choose the Client Scope",
        text=(f"Choose **{application.get_scope_display()}**. It cannot be changed later.",),
    )


def _sender(application: ClientApplication) -> ConsoleStep:
    return ConsoleStep(
        title="Enter your sender ID and password",
        text=(
            "Enter your Sage Intacct Web Services sender ID and password, then click **Create**.",
        ),
        pasted=(_value("Sender ID", application.sender.sender_id),),
    )


def _value(label: str, value: str) -> dict[str, Any]:
    return {"label": label, "value": value, "mono": True}
