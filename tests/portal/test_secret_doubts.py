"""What came along with a copied secret is pointed out; the choice to keep it is the customer's."""

import pytest
from django.http import QueryDict

from apps.connections.models import Connection
from apps.portal.answers import answers_form
from apps.portal.forms import AnswersForm
from apps.portal.secret_doubts import doubt
from apps.vault.secret import Secret
from tests.portal.planting import stop_at, walk_of


def form(connection: Connection, password: str, **more: str) -> AnswersForm:
    walk = walk_of(connection)
    data = QueryDict(mutable=True)
    data.update({"user_id": "Craftable", "user_password": password, **more})
    made = answers_form(walk, stop_at(walk, "user"), data)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        (" canary", "begins with a space"),
        ("canary\t", "ends with a space"),
        ("canary\xa0", "ends with a space"),
        ("can\u200bary", "does not show"),
        ("Password: canary", "begins with a label"),
        ("client secret=canary", "begins with a label"),
        ("\u201ccanary\u201d", "curly quotes"),
        ("canary\u2014canary", "long dash"),
        ("canary (temporary)", "a remark in parentheses"),
    ],
)
def test_what_came_along_is_named_and_the_rest_is_not(secret: str, says: str) -> None:
    assert says in doubt(secret)
    assert "canary" not in doubt(secret)


@pytest.mark.parametrize(
    "secret", ["canary", "can ary", "p\xe4ss(word)x", "passwordish", "a:b", "'x'", "Secret!"]
)
def test_an_ordinary_secret_raises_no_doubt(secret: str) -> None:
    assert doubt(secret) == ""


def test_a_doubtful_secret_is_asked_about_and_not_sent_back(connection: Connection) -> None:
    given = form(connection, " canary-31 ")

    assert not given.is_valid()
    assert "begins with a space" in given.problems()[0]["text"]
    assert given.problems()[0]["href"] == "#id_user_password"
    assert "data-needed" in given["user_password_as_typed"].as_widget()
    assert "canary-31" not in given.as_p()


def test_kept_as_typed_every_byte_stays(connection: Connection) -> None:
    given = form(connection, " canary\u201d ", user_password_as_typed="on")

    assert given.is_valid()
    assert given.secrets == {"user_password": Secret(" canary\u201d ")}
    assert given.answers == {"user_id": "Craftable"}
