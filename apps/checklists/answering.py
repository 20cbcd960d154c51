"""Where the customer's answers go: to the connection what signs in, to the vault what is secret.

By the name of a guide's variable: `company_id`, `user_id`, `user_password`, `user_name`,
`client_id`, `client_secret`, `sender_id` and `sender_password` mean the same in every guide.
"""

from apps.audit.actor import Actor
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.connections.senders import name_sender
from apps.connections.services import CLIENT_SECRET, SENDER_PASSWORD
from apps.intacct.rest import parse_username
from apps.vault import services as vault
from apps.vault.secret import Secret

USER_PASSWORD = "user_password"  # noqa: S105 -- a variable's name


def take_in(
    *,
    connection: Connection,
    entity_id: str,
    answers: dict[str, str],
    secrets: dict[str, Secret],
    actor: Actor,
) -> dict[str, str]:
    """Keep what signs in with the connection; return what the checklist is to keep, never a secret.

    Raises `Misformatted` for a `user_name` that cannot be meant: let a form find that out before.
    """
    given = {**answers, **_parts(answers)}
    if "company_id" in given:
        connections.name_company(connection=connection, company_id=given["company_id"], actor=actor)
    if "user_id" in given:
        connections.save_user(
            connection=connection,
            entity_id=entity_id,
            user_id=given["user_id"],
            password=secrets.get(USER_PASSWORD),
            actor=actor,
        )
    if "client_id" in given or CLIENT_SECRET in secrets:
        connections.name_client(
            connection=connection,
            client_id=given.get("client_id", connection.client_id),
            secret=secrets.get(CLIENT_SECRET),
            actor=actor,
        )
    if "sender_id" in given or SENDER_PASSWORD in secrets:
        name_sender(
            connection=connection,
            sender_id=given.get("sender_id", connection.own_sender_id),
            password=secrets.get(SENDER_PASSWORD),
            actor=actor,
        )
    _seal_others(connection, secrets, actor)
    return {
        answer_key(name, entity_id): value for name, value in given.items() if name != "user_id"
    }


def answer_key(name: str, entity_id: str) -> str:
    """Under which name an answer is kept: one that is given for each entity has a name for each."""
    return f"{name}/{entity_id}" if entity_id else name


def _parts(answers: dict[str, str]) -> dict[str, str]:
    """The parts of a `user_name` such as `ws@Acme`, and the name as Intacct wants it written."""
    if "user_name" not in answers:
        return {}
    name = parse_username(answers["user_name"])
    return {"user_name": name.text, "user_id": name.user_id, "company_id": name.company_id}


def _seal_others(connection: Connection, secrets: dict[str, Secret], actor: Actor) -> None:
    for name, secret in secrets.items():
        if name not in {USER_PASSWORD, CLIENT_SECRET, SENDER_PASSWORD}:
            vault.store(
                tenant=connection.tenant,
                connection_id=connection.id,
                field=name,
                secret=secret,
                actor=actor,
            )
