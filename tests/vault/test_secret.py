import copy
import json
import logging
import pickle
from collections.abc import Callable

import pytest
from django.template import Context, Engine

from apps.vault.secret import Secret

CANARY = "canary-5f1c07d2"


@pytest.mark.parametrize(
    "spill",
    [
        str,
        format,
        "{}".format,
        "{:>40}".format,
        pickle.dumps,
        json.dumps,
        copy.copy,
        copy.deepcopy,
        hash,
        len,
        iter,
        vars,
    ],
)
def test_refuses_whatever_would_spill_it(spill: Callable[[Secret], object]) -> None:
    with pytest.raises(TypeError) as refused:
        spill(Secret(CANARY))

    assert CANARY not in str(refused.value)


def test_its_repr_is_constant() -> None:
    assert repr(Secret(CANARY)) == repr(Secret("")) == "Secret(…)"


def test_a_template_shows_nothing() -> None:
    template = Engine().from_string("[{{ secret.reveal }}{{ secret.to_bytes }}]")

    page = template.render(Context({"secret": Secret(CANARY)}))

    assert CANARY not in page


def test_a_log_line_shows_nothing(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("vault").warning("It is %r", Secret(CANARY))

    assert caplog.messages == ["It is Secret(…)"]


@pytest.mark.parametrize("text", [" as given\t", "Grüße", "e\u0301 é", "🔑", "\ud800", "\x00", ""])
def test_keeps_every_character(text: str) -> None:
    assert Secret(text).reveal() == text
    assert Secret.of_bytes(Secret(text).to_bytes()).reveal() == text


def test_equals_only_a_secret_of_the_same_text() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("A")
    assert Secret("a") != "a"
