import pytest

from apps.outbox.models import Message
from apps.outbox.rendering import RENDERERS, Email, NobodyRenders, Payload, rendered, renders


def test_the_registered_function_renders_its_kind() -> None:
    @renders("farewell")
    def farewell(payload: Payload) -> Email:
        return Email(subject=f"Goodbye {payload['id']}", text="")

    email = rendered(Message(kind="farewell", payload={"id": "7"}))

    del RENDERERS["farewell"]
    assert email == Email(subject="Goodbye 7", text="")


def test_a_kind_that_nobody_renders_is_named() -> None:
    with pytest.raises(NobodyRenders, match="unheard_of"):
        rendered(Message(kind="unheard_of", payload={}))


def test_an_email_does_not_show_its_text() -> None:
    assert "canary" not in repr(Email(subject="Welcome", text="canary"))
