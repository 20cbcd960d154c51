"""Read a checklist with all that bears on it."""

from collections.abc import Mapping
from uuid import UUID

from apps.checklists.guide.format import Guide
from apps.checklists.library import guide_of
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import USER_PASSWORD, Known
from apps.checks.models import Proof
from apps.connections.models import Connection, WebServicesUser
from apps.connections.services import CLIENT_SECRET, SENDER_PASSWORD
from apps.vault.queries import described


def checklist_of(connection: Connection | UUID) -> Checklist:
    """Return the checklist of a connection, or of the one with this id, with all it belongs to."""
    return Checklist.objects.select_related(
        "connection__sender", "connection__tenant", "connection__application"
    ).get(connection=connection)


def known_of(
    checklist: Checklist, states: Mapping[tuple[str, str], StepState] | None = None
) -> Known:
    """Read what is known of a checklist, in three or four queries however many steps it has.

    Its stored states are read as well where nobody has read them yet (`states_of`).
    """
    connection, guide = checklist.connection, guide_of(checklist)
    proofs = list(Proof.objects.filter(connection=connection))
    users = WebServicesUser.objects.filter(connection=connection)
    rows = states_of(checklist) if states is None else states
    return Known(
        checklist=checklist,
        guide=guide,
        proofs={(proof.purpose, proof.entity_id): proof.outcome for proof in proofs},
        attested=frozenset(key for key, row in rows.items() if row.attested_at is not None),
        named_users=dict(users.values_list("entity_id", "user_id")),
        runs={(proof.purpose, proof.entity_id): proof.run_id for proof in proofs},
        sealed=sealed_for(connection) if _asks_for_secrets(guide) else frozenset(),
    )


def states_of(checklist: Checklist) -> dict[tuple[str, str], StepState]:
    """Return the stored state of each step and entity."""
    rows = StepState.objects.filter(checklist=checklist)
    return {(row.step_id, row.entity_id): row for row in rows}


def sealed_for(connection: Connection) -> frozenset[str]:
    """The names of the secrets that are stored, the tenant's and the vendor's."""
    stored = described(tenant_id=connection.tenant_id, connection_id=connection.id)
    vendors = {
        SENDER_PASSWORD: connection.sender_id is not None and not connection.own_sender_id,
        CLIENT_SECRET: connection.application_id is not None,
    }
    return frozenset(stored) | {name for name, kept in vendors.items() if kept}


def _asks_for_secrets(guide: Guide) -> bool:
    """Whether it matters which are stored: of a user's password, only a sign-in tells."""
    return any(each.secret and each.name != USER_PASSWORD for each in guide.variables)
