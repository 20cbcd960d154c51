"""The way to Intacct over REST: a connection's tokens, its client, and who it speaks for."""

import time
from dataclasses import dataclass

from django.conf import settings

from apps.checks.pace import paced
from apps.checks.questions import Caller, Question
from apps.checks.rest_interview import RestInterview
from apps.connections import tokens
from apps.connections.gateway import client_id_of, client_login
from apps.connections.models import ClientApplication, Connection, Grant
from apps.connections.tokens import AccessToken
from apps.intacct import AllowedHosts, RequestsTransport, Unreachable, UnreachableReason
from apps.intacct.rest import ClientLogin, RestClient
from apps.vault.queries import NotSet

SLACK_SECONDS = 7.0  # after a run's time: 3 s are left to the soft limit, to store a reply in


def approvers_of(connection: Connection) -> list[Caller]:
    """Whoever approved the connection, while there is an approval at all."""
    grant = _approval_of(connection)
    return [Caller("", grant.user_id)] if grant else []


def interview(
    *, connection: Connection, plan: tuple[Question, ...], callers: tuple[Caller, ...]
) -> RestInterview:
    """Open what the run needs and prepare the conversation. Workers only."""
    return RestInterview(
        client=client_of(),
        login=_login(connection),
        tokens=tokens_of(connection),
        way=connection.auth,
        company_id=connection.company_id,
        callers=callers,
        questions=plan,
        approved=_approved(connection),
        wrong_scope=_is_of_another_scope(connection),
    )


def client_of() -> RestClient:
    """Prepare the way to the API, for as long as one stay may take."""
    transport = RequestsTransport(
        hosts=AllowedHosts.of(settings.INTACCT_HOSTS),
        deadline=settings.INTACCT_DEADLINE_SECONDS,
    )
    paced_transport = paced(transport, seconds=settings.CHECK_RUN_SECONDS)
    return RestClient(transport=paced_transport, base_url=settings.INTACCT_REST_URL)


def tokens_of(connection: Connection) -> "PacedTokens":
    """The connection's tokens, for as long as one stay may take. Workers only."""
    return PacedTokens(connection, time.monotonic() + settings.CHECK_RUN_SECONDS)


@dataclass(frozen=True)
class PacedTokens:
    """The tokens of one connection; none is asked for once the run's time is up.

    Nor is one whose request might outlast the worker's: a reply that nobody reads ends a grant.
    """

    connection: Connection
    until: float  # of time.monotonic(), in seconds

    def access(self, entity_id: str) -> AccessToken:
        """Raises `NoGrant`, `GrantEnded`, `IntacctError`; `Unreachable` where time is too short."""
        if time.monotonic() >= self.until:
            raise Unreachable(UnreachableReason.TIMEOUT)
        over_by = self.until + SLACK_SECONDS
        return tokens.access_token(connection=self.connection, entity_id=entity_id, until=over_by)

    def refuse(self, entity_id: str, *, generation: int) -> None:
        """Tell that a call was refused its token."""
        tokens.refused(connection=self.connection, entity_id=entity_id, generation=generation)


def _login(connection: Connection) -> ClientLogin | None:
    """The client to knock with; None until the customer has given us all of it."""
    if not client_id_of(connection):
        return None
    try:
        return client_login(connection)
    except NotSet:
        return None


def _approved(connection: Connection) -> dict[str, str]:
    grant = _approval_of(connection)
    told = {"approved_company": grant.company_id, "approved_user": grant.user_id} if grant else {}
    return {name: value for name, value in told.items() if value}


def _approval_of(connection: Connection) -> Grant | None:
    return Grant.objects.filter(connection=connection, entity_id="").first()


def _is_of_another_scope(connection: Connection) -> bool:
    """A production company admits no application that is registered for the others."""
    application = connection.application
    live = connection.environment == Connection.Environment.PRODUCTION
    return (
        live
        and application is not None
        and application.scope == ClientApplication.Scope.NON_PRODUCTION
    )
