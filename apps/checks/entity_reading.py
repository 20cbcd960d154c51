"""Read which entities a company has, over either way in. Workers only.

Nobody signs in here who has not signed in before: a wrong password could lock the user, and what
is missing is for a check to tell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from apps.checks import gateway, rest_gateway
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis, diagnose
from apps.checks.visits import TurnedAway, Visit
from apps.connections.models import Connection, Grant, WebServicesUser
from apps.connections.senders import has_sender
from apps.intacct import Client, IntacctError, Refused, Session, UserLogin
from apps.intacct.functions import query
from apps.intacct.rest import resources
from apps.vault import services as vault

MOST = 1000  # that are kept: more than a person chooses from, and one page of Intacct's
NOBODY = "nobody"  # there is no user yet whom Intacct has let in


@dataclass(frozen=True)
class Listed:
    """One entity; `active` is also true where Intacct would not tell."""

    entity_id: str
    name: str
    active: bool = True


class NotRead(Exception):
    """The list could not be read; `code` is `NOBODY` or a finding's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def may_lock(self) -> bool:
        """Whether Intacct may lock a user who goes on trying."""
        return self.code in CATALOGUE and CATALOGUE[self.code].may_lock


Reading = Callable[[], tuple[Listed, ...]]


def reader_of(connection: Connection) -> Reading:
    """Open what the listing needs, in a transaction; what it returns asks, outside of any.

    Both raise `NotRead`.
    """
    if connection.auth == Connection.Auth.XML:
        return _over_xml(connection)
    return _over_rest(connection)


def known_user(connection: Connection) -> WebServicesUser | None:
    """A user whom Intacct let in with what is stored: the top level's before an entity's."""
    users = WebServicesUser.objects.filter(connection=connection, refused_at=None)
    return users.exclude(signed_in_at=None).order_by("entity_id").first()


def can_ask(connection: Connection) -> bool:
    """Whether there is anybody to ask as."""
    if connection.auth == Connection.Auth.AUTHORIZATION_CODE:
        live = Grant.objects.filter(connection=connection, entity_id="", state=Grant.State.LIVE)
        return live.exists()
    return known_user(connection) is not None


def _over_xml(connection: Connection) -> Reading:
    user = known_user(connection)
    if user is None or not has_sender(connection):
        raise NotRead(NOBODY)
    password = vault.open_for_check(
        tenant_id=connection.tenant_id, connection_id=connection.id, field=user.password_field
    )
    login = UserLogin(
        company_id=connection.company_id, user_id=user.user_id, password=password.reveal()
    )
    client = gateway.client_of(connection)
    return lambda: _asked_over_xml(client, login)


def _asked_over_xml(client: Client, login: UserLogin) -> tuple[Listed, ...]:
    try:
        session = client.open_session(login)
        named = client.entities(session)
        standing = dict(_standing(client, session))
    except IntacctError as error:
        raise NotRead(diagnose(error).code) from error
    open_ones = {each.entity_id: Listed(each.entity_id, each.name) for each in named}
    closed = [each for each in standing.values() if not each.active]
    return tuple({**open_ones, **{each.entity_id: each for each in closed}}.values())


def _standing(client: Client, session: Session) -> Iterator[tuple[str, Listed]]:
    """Which entities are active: not everybody may read that, and the list does without."""
    asked = query("LOCATIONENTITY", ("LOCATIONID", "NAME", "STATUS"), page_size=MOST)
    try:
        page = client.call(session, asked)
    except Refused:
        return
    for row in page.records:
        entity_id = row.get("LOCATIONID", "")
        active = row.get("STATUS", "").lower() not in {"inactive", "f"}
        yield entity_id, Listed(entity_id, row.get("NAME", ""), active)


def _over_rest(connection: Connection) -> Reading:
    if not can_ask(connection):
        raise NotRead(NOBODY)
    user = known_user(connection)
    visit = Visit(
        client=rest_gateway.client_of(),
        tokens=rest_gateway.tokens_of(connection),
        way=connection.auth,
        entity_id=user.entity_id if user else "",
    )
    return lambda: tuple(_asked_over_rest(visit))


def _asked_over_rest(visit: Visit) -> Iterator[Listed]:
    start: int | None = 1
    while start is not None and start <= MOST:
        try:
            page = visit.ask(resources.entities(start=start))
        except TurnedAway as away:
            raise NotRead(_code(away.diagnosis)) from away
        for each in page.items:
            yield Listed(each.entity_id, each.name, each.status.lower() != "inactive")
        start = page.next_start


def _code(diagnosis: Diagnosis | None) -> str:
    return diagnosis.code if diagnosis else NOBODY
