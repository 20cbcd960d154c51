from django.test import Client
from pytest_django import Settings

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def test_alive_answers_without_the_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_answers_when_database_and_cache_do(db: None, client: Client) -> None:
    assert client.get("/readyz").content == b"ready\n"


def test_without_the_cache_it_is_not_ready(db: None, client: Client, settings: Settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOBODY_LISTENS}}
    client.raise_request_exception = False

    assert client.get("/readyz").status_code == 500
    assert client.get("/healthz").status_code == 200
