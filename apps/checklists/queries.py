"""Read a checklist with all that bears on it."""

from apps.checklists.library import guide_of
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import Known
from apps.checks.models import Proof
from apps.connections.models import Connection, WebServicesUser


def checklist_of(connection: Connection) -> Checklist:
    """Return the connection's checklist."""
    return Checklist.objects.select_related("connection__sender", "connection__tenant").get(
        connection=connection
    )


def known_of(checklist: Checklist) -> Known:
    """Read what is known of a checklist, in three queries however many steps it has."""
    connection = checklist.connection
    proofs = Proof.objects.filter(connection=connection)
    users = WebServicesUser.objects.filter(connection=connection)
    return Known(
        checklist=checklist,
        guide=guide_of(checklist),
        proofs={(proof.purpose, proof.entity_id): proof.outcome for proof in proofs},
        attested=frozenset(
            StepState.objects.filter(checklist=checklist, attested_at__isnull=False).values_list(
                "step_id", flat=True
            )
        ),
        named_users=frozenset(users.values_list("entity_id", flat=True)),
    )


def states_of(checklist: Checklist) -> dict[tuple[str, str], StepState]:
    """Return the stored state of each step and entity."""
    rows = StepState.objects.filter(checklist=checklist)
    return {(row.step_id, row.entity_id): row for row in rows}
