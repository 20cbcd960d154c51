"""Twenty visits and twenty workers at once, on database connections of their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from celery import Celery
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from apps.connections import doorway
from apps.connections.approvals import Receipt, Verdict, finishing, judging
from apps.connections.approvals.judging import Sight
from apps.connections.models import Approval, ClientApplication, Grant
from apps.core.clock import now
from apps.intacct.rest import TokenSet
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Attempt, Office, register

TIMES = 20


@pytest.fixture
def application(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[object]:
    """What the other connections can see, since it is committed; no broker hears of it."""
    monkeypatch.setattr(Celery, "send_task", lambda *_, **__: None)
    with django_db_blocker.unblock():
        application = register()
        yield application
        sender = application.sender
        application.delete()
        sender.delete()
        connections.close_all()


@pytest.fixture
def office(application: ClientApplication) -> Iterator[Office]:
    yield from opened(application)


@pytest.fixture
def rival(application: ClientApplication) -> Iterator[Office]:
    yield from opened(application)


def opened(application: ClientApplication) -> Iterator[Office]:
    with transaction.atomic():
        office = Office.open(application)
    yield office
    office.delete()


@pytest.fixture
def attempt(intacct: Intacct, office: Office) -> Attempt:
    return office.start()


def visit(office: Office, attempt: Attempt, back: str) -> Receipt:
    try:
        return office.receive(attempt, back)
    finally:
        connections.close_all()


def work(office: Office, attempt: Attempt) -> None:
    try:
        office.work(attempt)
    finally:
        connections.close_all()


def test_twenty_visits_and_workers_make_one_token_request(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)

    with ThreadPoolExecutor(TIMES) as visitors:
        waiting = [visitors.submit(visit, office, attempt, back) for _ in range(TIMES)]
        receipts = [each.result(timeout=30) for each in waiting]
    with ThreadPoolExecutor(TIMES) as workers:
        done = [workers.submit(work, office, attempt) for _ in range(TIMES)]
        for each in done:
            each.result(timeout=30)

    assert {receipt.verdict for receipt in receipts} == {Verdict.RETURNED}
    assert len(set(receipts)) == 1
    assert intacct.token_requests() == ["success"]
    assert office.approval(attempt).state == Approval.State.GRANTED
    assert [grant.state for grant in office.grants()] == [Grant.State.LIVE]


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers begin to keep a grant together, and wait for each other in between.

    Where they have to take turns, the first waits in vain.
    """
    start, middle = Barrier(2), Barrier(2)
    look, supersede = judging.look, doorway.supersede

    def look_together(received: TokenSet) -> Sight:
        sight = look(received)
        start.wait(timeout=20)
        return sight

    def meet(grant: Grant) -> int:
        with suppress(BrokenBarrierError):
            middle.wait(timeout=1.5)
        return supersede(grant)

    monkeypatch.setattr(finishing, "look", look_together)
    monkeypatch.setattr(doorway, "supersede", meet)


@pytest.mark.usefixtures("together")
def test_two_approvals_of_one_user_at_once_leave_one_alive(
    office: Office, rival: Office, intacct: Intacct
) -> None:
    ClientApplication.objects.update(approved_at=now())  # else they queue for its row
    both = [(each, each.start()) for each in (office, rival)]
    for each, attempt in both:
        each.receive(attempt, intacct.walk(attempt.url))

    with ThreadPoolExecutor(2) as workers:
        for done in [workers.submit(work, each, attempt) for each, attempt in both]:
            done.result(timeout=30)

    states = [grant.state for each in (office, rival) for grant in each.grants()]
    assert sorted(states) == [Grant.State.LIVE, Grant.State.SUPERSEDED]


def test_a_stranger_among_twenty_changes_nothing_or_ends_it(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)

    with ThreadPoolExecutor(TIMES) as visitors:
        good = [visitors.submit(visit, office, attempt, back) for _ in range(TIMES // 2)]
        bad = [
            visitors.submit(visit, office, Attempt(attempt.id, attempt.url, ""), back)
            for _ in range(TIMES // 2)
        ]
        verdicts = {each.result(timeout=30).verdict for each in good}
        refused = {each.result(timeout=30).verdict for each in bad}

    assert refused == {Verdict.REFUSED}
    assert len(verdicts) == 1
