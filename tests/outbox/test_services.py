from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import NoReturn
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from pytest_django import Settings

from apps.core.clock import now
from apps.core.database import Scope, acting_within
from apps.core.database.everyone import acting_as_everyone
from apps.outbox import services
from apps.outbox.models import Message
from apps.outbox.rendering import Email, Payload
from tests.outbox.conftest import post, registered

State = Message.State


class NoServer(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> NoReturn:
        raise SMTPServerDisconnected(f"not sent: {email_messages[0].body}")


@pytest.fixture
def no_server(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"


def make_due(message: Message, **columns: object) -> None:
    Message.objects.filter(id=message.id).update(next_attempt_at=now(), **columns)


def test_a_due_message_is_rendered_and_sent_once(message: Message) -> None:
    counts = [services.deliver_due(), services.deliver_due()]

    message.refresh_from_db()
    [letter] = mail.outbox
    assert counts == [1, 0]
    assert (letter.to, letter.subject) == (["alice@acme.example"], "Welcome")
    assert "/welcome/7/" in letter.body
    assert (message.state, message.attempts) == (State.SENT, 1)
    assert message.sent_at is not None


def test_what_is_rendered_is_never_stored(message: Message) -> None:
    services.deliver_due()

    [row] = Message.objects.filter(id=message.id).values()
    assert "canary-71c5" in mail.outbox[0].body
    assert "canary-71c5" not in str(row)


def test_the_message_id_comes_from_the_row(message: Message, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Causeway <no-reply@portal.example>"
    services.deliver_due()
    make_due(message, state=State.SENDING)  # the sender died before it could mark the row
    services.deliver_due()

    ids = {letter.extra_headers["Message-ID"] for letter in mail.outbox}
    assert len(mail.outbox) == 2
    assert ids == {f"<{message.id}@portal.example>"}


def test_nothing_is_sent_when_the_change_rolls_back(greetings: None) -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert services.deliver_due() == 0


def test_a_failed_attempt_waits_longer_each_time(message: Message, no_server: None) -> None:
    waits = []

    for _ in range(3):
        make_due(message)
        services.deliver_due()
        message.refresh_from_db()
        waits.append((message.next_attempt_at - now()).total_seconds())

    assert message.state == State.QUEUED
    assert [round(wait / 30 / 2**number) for number, wait in enumerate(waits)] == [1, 1, 1]


def test_an_error_is_kept_by_name_only(message: Message, no_server: None) -> None:
    services.deliver_due()

    message.refresh_from_db()
    assert message.last_error == "SMTPServerDisconnected"


def test_gives_up_after_the_last_attempt(message: Message, no_server: None) -> None:
    make_due(message, attempts=services.ATTEMPTS - 1)

    services.deliver_due()

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, services.ATTEMPTS)


def test_a_message_that_kills_its_sender_is_given_up(message: Message) -> None:
    make_due(message, state=State.SENDING, attempts=services.ATTEMPTS)

    assert services.deliver_due() == 0

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.FAILED, "LeaseRanOut")


def test_one_that_cannot_be_rendered_stops_no_other(greetings: None) -> None:
    services.post(kind="unheard_of", to="bob@acme.example", payload={})
    post()

    services.deliver_due()

    assert [letter.to for letter in mail.outbox] == [["alice@acme.example"]]
    assert Message.objects.get(kind="unheard_of").last_error == "NobodyRenders"


def test_a_message_no_longer_wanted_is_dropped(message: Message) -> None:
    with registered(lambda _: None):
        services.deliver_due()

    message.refresh_from_db()
    assert (message.state, message.sent_at, mail.outbox) == (State.DROPPED, None, [])


def test_a_renderer_may_name_another_address(greetings: None) -> None:
    post()

    with registered(lambda _: Email(subject="Hi", text="", to="bob@acme.example")):
        services.deliver_due()

    assert mail.outbox[0].to == ["bob@acme.example"]


def test_a_message_on_lease_is_left_alone(message: Message) -> None:
    later = now() + timedelta(seconds=30)
    Message.objects.filter(id=message.id).update(state=State.SENDING, next_attempt_at=later)

    assert services.deliver_due() == 0


def test_who_lost_the_lease_marks_nothing(message: Message) -> None:
    def outrun(_: Payload) -> Email:
        Message.objects.filter(id=message.id).update(attempts=2)
        return Email(subject="Hi", text="")

    with registered(outrun):
        services.deliver_due()

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENDING, 2)


def test_takes_on_no_more_than_asked(greetings: None) -> None:
    for number in range(3):
        post(to=f"alice{number}@acme.example")

    assert services.deliver_due(limit=2) == 2


def test_a_second_message_with_the_same_key_is_the_first(greetings: None) -> None:
    tenant = uuid4()
    for _ in range(2):
        post(key="invitation 7")
        post(key="invitation 7", tenant_id=tenant)

    assert Message.objects.filter(dedupe_key="invitation 7").count() == 2


@pytest.mark.django_db
def test_a_tenant_posts_and_cannot_read() -> None:
    tenant = uuid4()

    with acting_within(Scope(tenant_id=tenant)):
        post()
        post(tenant_id=tenant)
        seen = Message.objects.count()

    with acting_as_everyone():
        assert (seen, Message.objects.count()) == (0, 2)


@pytest.mark.django_db
def test_a_tenant_cannot_post_for_another() -> None:
    with (
        acting_within(Scope(tenant_id=uuid4())),
        pytest.raises(DatabaseError, match="row-level security"),
    ):
        post(tenant_id=uuid4())
