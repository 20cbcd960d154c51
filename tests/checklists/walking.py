"""What people and runs do to a checklist, as the tests need it done."""

from apps.audit.models import Entry
from apps.checklists import queries, services
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist, StepState
from apps.checklists.settling import settle
from apps.checks.models import Proof, Run
from apps.checks.services import queue_run
from apps.core.clock import now
from apps.vault.secret import Secret
from tests.factories import ROBOT

PURPOSES = (
    "company_id web_services_on sender_authorized user_exists user_signs_in "
    "module_subscribed role_permissions entity_access"
)


def step(checklist: Checklist, step_id: str) -> Step:
    return next(each for each in queries.known_of(checklist).steps if each.id == step_id)


def decide(checklist: Checklist, **options: str) -> None:
    steps = {"role_kind": "choose-role", "level": "choose-level"}
    for variable, option in options.items():
        chosen = step(checklist, steps[variable])
        services.decide(checklist=checklist, step=chosen, option=option, actor=ROBOT)


def answer(
    checklist: Checklist, step_id: str, *, entity_id: str = "", password: str = "", **answers: str
) -> None:
    services.answer(
        checklist=checklist,
        step=step(checklist, step_id),
        entity_id=entity_id,
        answers=answers,
        secrets={"user_password": Secret(password)} if password else {},
        actor=ROBOT,
    )


def attest(checklist: Checklist, step_id: str) -> None:
    services.attest(checklist=checklist, step=step(checklist, step_id), actor=ROBOT)


def prove(checklist: Checklist, outcome: str = "passed", *purposes: str) -> None:
    run = queue_run(connection=checklist.connection, why=Run.Why.SCHEDULED)
    for purpose in purposes or PURPOSES.split():
        Proof.objects.update_or_create(
            tenant_id=checklist.tenant_id,
            connection=checklist.connection,
            purpose=purpose,
            defaults={"outcome": outcome, "since": now(), "run": run},
        )
    settle(checklist=checklist)


def do_everything(checklist: Checklist) -> None:
    decide(checklist, role_kind="restricted", level="top")
    answer(checklist, "company", company_id="AlderFinch")
    answer(checklist, "role", role_title="Craftable")
    answer(checklist, "user", user_id="Craftable", password="canary-0b7e")
    prove(checklist)
    attest(checklist, "finish")


def state_of(checklist: Checklist, step_id: str) -> str:
    return StepState.objects.get(checklist=checklist, step_id=step_id, entity_id="").state


def actions(checklist: Checklist, subject: str) -> list[str]:
    rows = Entry.objects.filter(target_id=checklist.connection_id, action__startswith=subject)
    return list(rows.order_by("seq").values_list("action", flat=True))
