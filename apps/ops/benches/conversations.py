"""The conversation of a case: a connection as its guide makes it, and who asks on its behalf."""

from apps.checklists.requirements import requirements_of
from apps.checks import questions
from apps.checks.gateway import demands_of
from apps.checks.interview import Caller, Interview
from apps.checks.questions import Caller as Named
from apps.checks.rest_interview import RestInterview
from apps.connections.models import ClientApplication, Connection, Sender
from apps.intacct import AllowedHosts, Client, RequestsTransport, SenderLogin
from apps.intacct.rest import ClientLogin, RestClient, TokenSet, Username
from apps.ops.benches.faults import CLIENT_ID, Setup
from apps.ops.benches.matrix import Case
from apps.ops.benches.stage import Stage
from apps.ops.benches.tickets import Tickets
from apps.vault.secret import Secret

DEADLINE_SECONDS = 5.0
SILENCE_SECONDS = 0.3  # the deadline where no answer comes: nothing is gained by waiting for it
SENDER_ID = "BenchMPP"  # where the guide names none: its customers have one of their own


def sender_of(case: Case) -> str:
    """The sender ID that the company must list."""
    return case.guide.values.get("sender_id", SENDER_ID)


def over_xml(stage: Stage, case: Case, sent: Setup) -> Interview:
    """Sign in with the vendor's sender ID, and the user's password."""
    entity_id = sent["entity_id"] if case.level == "entity" else ""
    connection = _connection(case, sent)
    sender = SenderLogin(connection.sender_name, sent["sender_password"])
    return Interview(
        client=Client(sender=sender, transport=_transport(stage, case), endpoint=stage.gateway),
        company_id=connection.company_id,
        callers=(Caller(entity_id, sent["user_id"], Secret(sent["password"])),),
        questions=questions.plan(connection, [Named(entity_id, sent["user_id"])]),
        demands=demands_of(connection),
    )


def over_rest(stage: Stage, case: Case, sent: Setup, *, approval: TokenSet | None) -> RestInterview:
    """Come in by an approval that was given while all was well, or by client credentials."""
    entity_id = sent["entity_id"] if case.level == "entity" else ""
    connection, caller = _connection(case, sent), Named(entity_id, sent["user_id"])
    client = RestClient(transport=_transport(stage, case), base_url=f"{stage.url}/ia/api/v1")
    login = ClientLogin(CLIENT_ID, sent["client_secret"])
    return RestInterview(
        client=client,
        login=login,
        tokens=Tickets(client, login, Username(caller.user_id, connection.company_id), approval),
        way=connection.auth,
        company_id=connection.company_id,
        callers=(caller,),
        questions=questions.plan(connection, [caller]),
    )


def _connection(case: Case, sent: Setup) -> Connection:
    by_approval = case.guide.auth == Connection.Auth.AUTHORIZATION_CODE.value
    sender = Sender(sender_id=sender_of(case))
    application = ClientApplication(client_id=CLIENT_ID, sender=sender) if by_approval else None
    return Connection(
        auth=case.guide.auth,
        sender=sender,
        application=application,
        client_id=CLIENT_ID,
        company_id=sent["company_id"],
        level=case.level,
        requirements=requirements_of(case.guide, case.decisions),
    )


def _transport(stage: Stage, case: Case) -> RequestsTransport:
    silent = case.fault.code == "intacct.unreachable"
    deadline = SILENCE_SECONDS if silent else DEADLINE_SECONDS
    return RequestsTransport(hosts=AllowedHosts.of([stage.host]), deadline=deadline)
