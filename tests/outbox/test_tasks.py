import pytest
from django.core import mail

from config.celery import app
from tests.outbox.conftest import greeting, post, registered


@pytest.mark.django_db
def test_the_task_that_beat_names_delivers_across_tenants() -> None:
    app.loader.import_default_modules()
    name = app.conf.beat_schedule["deliver-outbox"]["task"]
    post()

    with registered(greeting):
        app.tasks[name]()

    assert len(mail.outbox) == 1
