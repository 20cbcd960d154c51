from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.connections import services as connections
from apps.connections.applications import redirect_uri
from apps.connections.approvals.clocks import ago, lost_seconds
from apps.connections.approvals.ending import end_open
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.sealing import hashed, seal_verifier
from apps.connections.models import Approval, ClientApplication, Connection
from apps.intacct.rest import authorization_url, new_state, new_verifier
from apps.tenants.models import User


class CannotStart(Exception):
    """The connection cannot be approved in Intacct as it stands."""


class NotByApproval(CannotStart):
    """It signs in by other means."""


class NoCompany(CannotStart):
    """Nobody has said yet which Intacct company it is."""


class NoApplication(CannotStart):
    """The vendor has registered no client application for it, or not entered its client ID."""


class UnderWay(CannotStart):
    """An approval that came back is being collected right now; its end is known in a minute."""


@dataclass(frozen=True)
class Started:
    """An attempt, and Intacct's address to send the browser to."""

    approval_id: UUID
    url: str = field(repr=False)


@transaction.atomic
def start(*, connection: Connection, user: User, browser: str) -> Started:
    """Begin an attempt; whatever was begun for the connection before is over.

    ``browser`` is the random secret that the browser keeps in this attempt's cookie. The state and
    the verifier are fresh for each attempt (RFC 9700 §2.1; RFC 7636). Raises CannotStart.
    """
    connections.hold(connection=connection)
    application = _ready(connection)
    _wait_for_worker(connection)
    end_open(connection, reason=Reason.REPLACED, actor=user.as_actor)
    state, verifier = new_state(), new_verifier()
    approval = _written(connection, application, user, state=state, browser=browser)
    _keep_verifier(approval, verifier)
    _record(approval, user)
    url = authorization_url(
        client_id=application.client_id,
        redirect_uri=redirect_uri(application),
        state=state,
        verifier=verifier,
        base_url=settings.INTACCT_REST_URL,
    )
    return Started(approval.id, url)


def _ready(connection: Connection) -> ClientApplication:
    if connection.auth != Connection.Auth.AUTHORIZATION_CODE:
        raise NotByApproval
    if not connection.company_id:
        raise NoCompany
    application = connection.application
    if application is None or not application.client_id:
        raise NoApplication
    return application


def _wait_for_worker(connection: Connection) -> None:
    """Its code is spent: Intacct ends the older grant for it, so that nothing else may count."""
    collected = Approval.objects.filter(connection=connection, state=Approval.State.EXCHANGING)
    if collected.filter(claimed_at__gte=ago(lost_seconds())).exists():
        raise UnderWay


def _written(
    connection: Connection, application: ClientApplication, user: User, *, state: str, browser: str
) -> Approval:
    return Approval.objects.create(
        tenant_id=connection.tenant_id,
        connection=connection,
        application=application,
        started_by=user,
        version=connection.version,
        state_hash=hashed(state),
        browser_hash=hashed(browser),
    )


def _keep_verifier(approval: Approval, verifier: str) -> None:
    """With the moment by the database's clock: by that one it will be judged."""
    Approval.objects.filter(id=approval.id).update(
        verifier_sealed=seal_verifier(approval, verifier), created_at=Now()
    )


def _record(approval: Approval, user: User) -> None:
    audit.record(
        Action.APPROVAL_STARTED,
        actor=user.as_actor,
        target_id=approval.connection_id,
        target_label=approval.connection.title,
        tenant_id=approval.tenant_id,
        application=approval.application.name,
    )
