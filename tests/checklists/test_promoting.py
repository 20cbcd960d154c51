"""From a test company to production: what goes along, what stays behind, and why it may not go."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from apps.audit.models import Entry
from apps.checklists import promoting, queries
from apps.checklists.library import newest
from apps.checklists.models import Checklist, StepState
from apps.checklists.onboarding import onboard
from apps.checklists.promoting import CannotPromote, promote, scope_conflict
from apps.checklists.side_by_side import Row, side_by_side
from apps.connections.models import ClientApplication, Connection, Sender, WebServicesUser
from apps.connections.senders import name_sender, sender_login
from apps.tenants.scope import acting_for
from apps.vault.models import SealedSecret
from apps.vault.queries import NotSet
from apps.vault.secret import Secret
from tests.checklists.walking import do_everything
from tests.factories import ROBOT, make_sender


@pytest.fixture
def walked(db: None) -> Iterator[Checklist]:
    """Craftable's guide done and proven in an implementation company."""
    make_sender()
    made = onboard(
        name="Acme",
        guide=newest("craftable"),
        environment="implementation",
        email="",
        actor=ROBOT,
    )
    with acting_for(made.tenant):
        checklist = queries.checklist_of(made.checklist.connection)
        do_everything(checklist)
        yield checklist


def test_decisions_and_answers_go_along(walked: Checklist) -> None:
    promoted = promote(checklist=walked, actor=ROBOT)

    assert promoted.decisions == {"role_kind": "restricted", "level": "top"}
    assert promoted.answers == {"role_title": "Craftable"}
    assert promoted.connection.environment == "production"
    assert promoted.connection.requirements == walked.connection.requirements
    assert promoted.guide_version == walked.guide_version


def test_company_users_and_secrets_stay_behind(walked: Checklist) -> None:
    promoted = promote(checklist=walked, actor=ROBOT)

    there = promoted.connection_id
    assert promoted.connection.company_id == ""
    assert not WebServicesUser.objects.filter(connection=there).exists()
    assert not SealedSecret.objects.filter(connection_id=there).exists()


def test_all_is_to_be_proven_anew(walked: Checklist) -> None:
    promoted = promote(checklist=walked, actor=ROBOT)

    rows = StepState.objects.filter(checklist=promoted)
    over = rows.exclude(state="todo").values_list("step_id", "standing")
    assert set(over) == {("choose-role", "attested"), ("choose-level", "attested")}
    assert not rows.exclude(attested_at=None).exists()
    assert promoted.connection.state == "setting_up"
    assert Connection.objects.get(id=walked.connection_id).state == "connected"


def test_it_is_on_record_and_can_be_found_from_either_side(walked: Checklist) -> None:
    promoted = promote(checklist=walked, actor=ROBOT)

    entry = Entry.objects.get(action="checklist.promoted")
    assert entry.details["source"] == str(walked.connection_id)
    assert walked.promoted_to == promoted


def test_production_is_the_end_of_the_way(walked: Checklist) -> None:
    promoted = promote(checklist=walked, actor=ROBOT)

    with pytest.raises(CannotPromote, match="in production already"):
        promote(checklist=promoted, actor=ROBOT)
    with pytest.raises(CannotPromote, match="before"):
        promote(checklist=walked, actor=ROBOT)


def test_both_stand_side_by_side(walked: Checklist) -> None:
    promoted = promote(checklist=walked, actor=ROBOT)

    rows = {row.label: row for row in side_by_side(walked, promoted)}
    assert rows["Company ID"] == Row("value", "Company ID", "AlderFinch", "")
    assert rows["Role title"].left == rows["Role title"].right == "Craftable"
    assert (rows["Password of the Web Services user"].left) == "Stored"
    assert (rows["Password of the Web Services user"].right) == "Not stored"
    assert rows["Enable Web Services"].left == "Verified"
    assert rows["Enable Web Services"].right == "Not started"
    assert not rows["Choose what Craftable may do"].differs
    assert "canary" not in str(rows)


def test_a_customer_s_own_sender_id_goes_along_without_its_password(walked: Checklist) -> None:
    name_sender(
        connection=walked.connection,
        sender_id="AcmeOwn",
        password=Secret("canary-own"),
        actor=ROBOT,
    )

    promoted = promote(checklist=walked, actor=ROBOT)

    assert sender_login(walked.connection).sender_id == "AcmeOwn"
    assert promoted.connection.sender_name == "AcmeOwn"
    with pytest.raises(NotSet):
        sender_login(promoted.connection)


@dataclass
class Approving:
    """A tenant that connects by approving the vendor's application."""

    sender: Sender

    def register(self, scope: str) -> ClientApplication:
        return ClientApplication.objects.create(
            name=f"Portal {scope}", scope=scope, sender=self.sender, client_id=f"{scope}.app"
        )

    def begin(self) -> Checklist:
        guide = newest("sage-rest-quickstart")
        made = onboard(
            name="Acme", guide=guide, environment="implementation", email="", actor=ROBOT
        )
        return made.checklist


@pytest.fixture
def approving(db: None) -> Approving:
    return Approving(make_sender())


def test_each_environment_gets_the_application_of_its_scope(approving: Approving) -> None:
    test_client, live = approving.register("non-production"), approving.register("production")
    checklist = approving.begin()

    with acting_for(checklist.tenant_id):
        promoted = promote(checklist=checklist, actor=ROBOT)

    assert checklist.connection.application == test_client
    assert promoted.connection.application == live


def test_a_non_production_client_is_refused_with_the_reason(approving: Approving) -> None:
    application = approving.register("non-production")
    checklist = approving.begin()

    with acting_for(checklist.tenant_id), pytest.raises(CannotPromote) as refused:
        promote(checklist=checklist, actor=ROBOT)

    assert str(refused.value) == scope_conflict(application, "production")
    assert "Non-production, and this company is production" in str(refused.value)
    assert not scope_conflict(application, "sandbox")


def test_a_client_scope_is_chosen_again(walked: Checklist) -> None:
    walked.decisions = {"client_scope": "non_production", "existing_user": "yes"}

    kept = promoting.decisions_for("production", walked, newest("oleria"))

    assert kept == {"existing_user": "yes"}
