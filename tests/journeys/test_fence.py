"""Every address, tried by everybody who has no business there. Addresses come from the resolver."""

import pytest

from tests.journeys.places import Route, ops_routes, tenant_routes
from tests.journeys.stage import Customer, Stage, link_in
from tests.journeys.visitor import Person, Visitor

FORBIDDEN, NOT_FOUND, NOT_ALLOWED = 403, 404, 405


@pytest.fixture(scope="module")
def acme(theatre: Stage) -> Customer:
    return theatre.bring_in("Acme")


@pytest.fixture(scope="module")
def stranger(theatre: Stage) -> Visitor:
    """The admin of another tenant, signed in."""
    return theatre.visitor(theatre.bring_in("Globex").admin)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", tenant_routes(), ids=str)
def test_another_tenants_admin_finds_nothing(
    acme: Customer, stranger: Visitor, *, route: Route, method: str
) -> None:
    path = route.path_for(acme)

    answer = getattr(stranger, method)(path, follow=False)

    assert answer.status_code == NOT_FOUND
    assert not names_of(acme, in_text=answer.text.replace(path, ""))


@pytest.mark.parametrize("route", ops_routes(), ids=str)
def test_to_a_customer_ops_does_not_exist(
    acme: Customer, stranger: Visitor, *, route: Route
) -> None:
    path = route.path_for(acme)

    answers = [stranger.get(path, follow=False), stranger.post(path, follow=False)]

    codes = {answer.status_code for answer in answers}
    assert NOT_FOUND in codes <= {NOT_FOUND, NOT_ALLOWED}
    assert not any(names_of(acme, in_text=answer.text.replace(path, "")) for answer in answers)


@pytest.mark.parametrize("route", [*tenant_routes(), *ops_routes()], ids=str)
def test_anonymous_is_asked_to_sign_in(theatre: Stage, acme: Customer, *, route: Route) -> None:
    visitor, path = theatre.visitor(), route.path_for(acme)

    answers = [visitor.get(path, follow=False), visitor.post(path, follow=False)]

    sent_to = {answer.headers.get("Location", "").partition("?")[0] for answer in answers}
    assert "/accounts/login/" in sent_to <= {"/accounts/login/", ""}
    assert not any(answer.text for answer in answers)


def test_a_viewer_may_read_everything_and_change_nothing(theatre: Stage, acme: Customer) -> None:
    viewer = theatre.visitor(join_as_viewer(theatre, acme))

    seen = {route.name: viewer.get(route.path_for(acme)).status_code for route in tenant_routes()}
    done = {
        route.name: viewer.post(route.path_for(acme), follow=False).status_code
        for route in tenant_routes()
    }

    assert set(seen.values()) <= {200, NOT_FOUND, NOT_ALLOWED}
    assert seen["portal:hub"] == seen["portal:step"] == 200
    assert set(done.values()) == {FORBIDDEN, NOT_ALLOWED}
    assert done["portal:step"] == done["portal:runs"] == FORBIDDEN


def test_an_operator_who_only_views_changes_nothing(theatre: Stage, acme: Customer) -> None:
    viewer = theatre.visitor(theatre.operators["viewer"])

    done = {
        route.name: viewer.post(route.path_for(acme), follow=False).status_code
        for route in ops_routes()
    }

    assert set(done.values()) == {FORBIDDEN, NOT_ALLOWED}
    assert done["ops:runs"] == done["ops:invitations"] == FORBIDDEN
    assert viewer.get("/ops/").ok


def test_only_an_admin_among_the_operators_touches_the_senders(theatre: Stage) -> None:
    answers = {
        role: theatre.visitor(person).get("/ops/senders/").status_code
        for role, person in theatre.operators.items()
    }

    assert answers == {"viewer": FORBIDDEN, "operator": FORBIDDEN, "admin": 200}


def join_as_viewer(stage: Stage, customer: Customer) -> Person:
    email = f"viewer@{customer.slug}.example"
    person = Person("Victor Viewer", email, customer.admin.password)
    operator = stage.visitor(stage.operators["operator"])
    page = operator.post(f"/ops/tenants/{customer.slug}/invitations/", email=email, role="viewer")
    stage.join(person, link_in(page.text, email=email))
    return person


def names_of(customer: Customer, *, in_text: str) -> list[str]:
    """Return what of the tenant's own a text tells."""
    telling = [customer.name, customer.slug, customer.company_id, customer.admin.email]
    return [name for name in telling if name in in_text]
