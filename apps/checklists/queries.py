"""Read a checklist with all that bears on it."""

from apps.checklists.guide.format import Guide
from apps.checklists.library import guide_of
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import USER_PASSWORD, Known
from apps.checks.models import Proof
from apps.connections.models import Connection, WebServicesUser
from apps.connections.services import CLIENT_SECRET, SENDER_PASSWORD
from apps.vault.queries import described


def checklist_of(connection: Connection) -> Checklist:
    """Return the connection's checklist."""
    return Checklist.objects.select_related(
        "connection__sender", "connection__tenant", "connection__application"
    ).get(connection=connection)


def known_of(checklist: Checklist) -> Known:
    """Read what is known of a checklist, in three or four queries however many steps it has."""
    connection, guide = checklist.connection, guide_of(checklist)
    proofs = list(Proof.objects.filter(connection=connection))
    users = WebServicesUser.objects.filter(connection=connection)
    attested = StepState.objects.filter(checklist=checklist, attested_at__isnull=False)
    return Known(
        checklist=checklist,
        guide=guide,
        proofs={(proof.purpose, proof.entity_id): proof.outcome for proof in proofs},
        attested=frozenset(attested.values_list("step_id", "entity_id")),
        named_users=frozenset(users.values_list("entity_id", flat=True)),
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
