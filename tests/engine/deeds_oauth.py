"""What people do for a way in by OAuth: register a client, list it, approve on Intacct's pages."""

from apps.checklists.standing import Place
from apps.connections import approvals
from tests.engine.trip import Trip
from tests.factories import canary
from tests.intacct.rest.consent import approve as walk_intacct_s_pages


def register(trip: Trip, place: Place) -> None:
    """Register the client application as the vendor or the customer did."""
    _put_client(trip, secret=trip.secret("client_secret"))


def replace_secret(trip: Trip, place: Place) -> None:
    _put_client(trip, secret="somebody made a new one")


def authorize_client(trip: Trip, place: Place) -> None:
    """List the client with every user it may speak for."""
    trip.world.company["clients"] = [
        {"clientId": trip.client_id, "userId": user["id"]} for user in trip.world.company["users"]
    ]


def approve(trip: Trip, place: Place) -> None:
    """Leave for Intacct, sign in there as its administrator, accept, and come back."""
    trip.world.keep()
    browser, connection = canary("browser"), trip.connection
    assert connection.application is not None
    with trip.scope():
        started = approvals.start(connection=connection, user=trip.person, browser=browser)
    person = {
        "company": trip.world.company_id,
        "user": trip.user_id(""),
        "password": trip.secret("user_password"),
    }
    approvals.receive(
        application_id=connection.application.id,
        query_string=walk_intacct_s_pages(started.url, person=person, decision="accept"),
        user=trip.person,
        browser_of=lambda _: browser,
    )
    approvals.collect(tenant_id=trip.tenant.id, approval_id=started.approval_id)
    trip.world.learn_senders()


def revoke(trip: Trip, place: Place) -> None:
    """Let Intacct know none of the company's tokens any more."""
    _make_tokens(trip, "killed")


def let_time_pass(trip: Trip) -> None:
    """Let the access tokens expire: what is looked at when one is asked for is looked at again."""
    _make_tokens(trip, "expired")


def _make_tokens(trip: Trip, state: str) -> None:
    body = {"company": trip.world.company_id, "user": None, "state": state}
    trip.world.stage.call("POST", "tokens", body)


def _put_client(trip: Trip, *, secret: str) -> None:
    application = trip.connection.application
    live = trip.branch.environment == "production"
    body = {
        "secret": secret,
        "redirectUris": [approvals.redirect_uri(application)] if application else [],
        "senderId": trip.sender_id,
        "scope": "production" if live else "non-production",
    }
    trip.world.stage.call("PUT", f"clients/{trip.client_id}", body)
