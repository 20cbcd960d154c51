"""Choosing entities: from Intacct's list where there is one, by hand where there is not."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checks.models import EntityList
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now
from apps.portal.answers import answers_form
from apps.portal.entity_source import EntitySource, entity_source
from apps.portal.forms import AnswersForm
from apps.tenants.scope import acting_for
from tests.factories import ROBOT, Customer, make_member
from tests.portal.planting import decide, name_company, stop_at, walk_of

LISTED = [["100", "North", True], ["200", "South & Söhne", True], ["900", "Old", False]]


def plant_list(connection: Connection, **changes: Any) -> None:
    EntityList.objects.create(
        **{
            "tenant_id": connection.tenant_id,
            "connection": connection,
            "company_id": connection.company_id,
            "entities": LISTED,
            "total": len(LISTED),
            "read_at": now(),
            **changes,
        }
    )


def at_entity_level(connection: Connection) -> None:
    decide(connection, role_kind="admin", level="entity")
    name_company(connection, "AlderFinch")


def form(connection: Connection, posted: str = "", *, find: str = "") -> AnswersForm:
    walk = walk_of(connection)
    data = QueryDict(posted) if posted else None
    made = answers_form(walk, stop_at(walk, "entities"), data, find=find)
    assert made is not None
    return made


def source(connection: Connection) -> EntitySource:
    walk = walk_of(connection)
    made = entity_source(walk, stop_at(walk, "entities"), may_edit=True)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("posted", "ids"),
    [
        ("entity_ids=100%0D%0A300", "100\n300"),
        ("entity_ids_which=some&entity_ids_ticked=200&entity_ids_ticked=100", "200\n100"),
        ("entity_ids_which=some&entity_ids_ticked=200&entity_ids=7%0D%0A200", "200\n7"),
        ("entity_ids_which=all&entity_ids_ticked=900", "100\n200"),
    ],
)
def test_all_ticked_and_typed_become_one_list(
    connection: Connection, posted: str, ids: str
) -> None:
    at_entity_level(connection)
    plant_list(connection)

    given = form(connection, posted)

    assert given.is_valid()
    assert given.answers == {"entity_ids": ids}


def test_choosing_nothing_is_told_at_the_choice(connection: Connection) -> None:
    at_entity_level(connection)
    plant_list(connection)

    given = form(connection, "entity_ids_which=some")

    assert [each["href"] for each in given.problems()] == ["#id_entity_ids_all"]


def test_a_search_leaves_out_what_is_neither_found_nor_chosen(connection: Connection) -> None:
    at_entity_level(connection)
    plant_list(connection)
    answer(connection, "900\n77")

    html = form(connection, find="söh").as_p()

    assert 'value="200"' in html
    assert 'value="900"' in html
    assert 'value="100"' not in html
    assert ">77</textarea>" in html
    assert "Inactive" in html


def test_without_a_list_the_ids_are_typed(connection: Connection) -> None:
    at_entity_level(connection)

    assert "<textarea" in form(connection).as_p()
    assert "_ticked" not in form(connection).as_p()


def test_before_anybody_signed_in_it_says_why_there_is_no_list(connection: Connection) -> None:
    decide(connection, role_kind="admin", level="entity")
    assert "told us your company" in source(connection).why

    name_company(connection, "AlderFinch")

    assert "none of yours has signed in yet" in source(connection).why
    assert (source(connection).url, source(connection).wanted) == ("", False)


def test_who_has_signed_in_can_be_asked_as(connection: Connection) -> None:
    at_entity_level(connection)
    sign_in(connection)

    assert source(connection).wanted
    assert source(connection).url.endswith("/entities/?step=entities&entity=")


def test_while_intacct_is_away_the_list_stays(connection: Connection) -> None:
    at_entity_level(connection)
    sign_in(connection)
    plant_list(connection, trouble="intacct.unreachable")

    told = source(connection)

    assert told.why
    assert (told.count, told.wanted) == (3, False)
    assert told.read_at is not None


def test_asking_is_for_a_worker_and_the_page_waits(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        at_entity_level(acme.connection)
        sign_in(acme.connection)
    url = f"/t/{acme.tenant.slug}/connections/{acme.connection.id}/"

    answer = client.post(f"{url}entities/?step=entities", headers={"HX-Request": "true"})

    assert "Reading the entities" in answer.content.decode()
    assert client.get(f"{url}entities/?step=entities").status_code == 200
    with acting_for(acme.tenant):
        assert EntityList.objects.get().under_way
        EntityList.objects.update(state="idle", read_at=now(), entities=LISTED)
    over = client.get(f"{url}entities/?step=entities", headers={"HX-Request": "true"})
    assert over["HX-Refresh"] == "true"
    shown = client.get(f"{url}entities/?step=entities&shown=1", headers={"HX-Request": "true"})
    assert shown.status_code == 286


def test_who_only_looks_asks_nothing(acme: Customer, client: Client) -> None:
    with acting_for(acme.tenant):
        at_entity_level(acme.connection)
    client.force_login(make_member(acme.tenant, role="viewer", name="bob"))
    url = f"/t/{acme.tenant.slug}/connections/{acme.connection.id}/"

    assert client.post(f"{url}entities/?step=entities").status_code == 403
    assert client.get(f"{url}entities/?step=entities").status_code == 404


def test_a_step_without_entities_has_no_list(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    url = f"/t/{acme.tenant.slug}/connections/{acme.connection.id}/"

    assert client.get(f"{url}entities/?step=company").status_code == 404


def sign_in(connection: Connection) -> None:
    connections.save_user(
        connection=connection, entity_id="", user_id="Robot", password=None, actor=ROBOT
    )
    connections.note_signed_in(connection=connection, entity_id="")


def answer(connection: Connection, ids: str) -> None:
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk_of(connection), "entities").place.step,
        entity_id="",
        answers={"entity_ids": ids},
        secrets={},
        actor=ROBOT,
    )
