import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.intacct.rest import Misformatted, Mistake, Username, parse_username
from apps.intacct.rest.username import EXPLANATIONS

ACME = Username("ws_user", "Acme-DEV")
CENTRAL = Username("Admin", "MyCompany", "Central Region")


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("ws_user@Acme-DEV", ACME),
        ("Admin@MyCompany|Central Region", CENTRAL),
        ("  ws_user@Acme-DEV\n", ACME),
        ('"ws_user@Acme-DEV"', ACME),
        ("“ws_user@Acme-DEV”", ACME),
        ("username=ws_user%40Acme-DEV", ACME),
        ("User name: ws_user@Acme-DEV", ACME),
        ('"username": "ws_user@Acme-DEV",', ACME),
        ("Admin%40MyCompany%7CCentral%20Region", CENTRAL),
        ("jane@acme.com@Acme", Username("jane@acme.com", "Acme")),
        ("ws%user@Acme", Username("ws%user", "Acme")),
        ("user@Acme|E@1", Username("user", "Acme", "E@1")),
    ],
)
def test_what_people_paste_is_split(pasted: str, meant: Username) -> None:
    assert parse_username(pasted) == meant


@pytest.mark.parametrize(
    ("pasted", "mistake", "suggestion"),
    [
        ("", Mistake.EMPTY, ""),
        (" \n", Mistake.EMPTY, ""),
        ("ws_user", Mistake.NO_COMPANY, ""),
        ("Acme|E100", Mistake.NO_COMPANY, ""),
        ("ws_user@", Mistake.NO_COMPANY, ""),
        ("@Acme", Mistake.NO_USER, ""),
        ("ws_user@Acme|", Mistake.NO_ENTITY, "ws_user@Acme"),
        ("ws_user|", Mistake.NO_COMPANY, ""),
        ("jane @acme.com", Mistake.SPACES, ""),
        ("ws_user@Acme|A|B", Mistake.SEVERAL_ENTITIES, ""),
        ("ws_user @ Acme", Mistake.SPACES, "ws_user@Acme"),
        ("ws_user@Acme | E100", Mistake.SPACES, "ws_user@Acme|E100"),
        ("jane@acme.com", Mistake.EMAIL, ""),
        ("https://www.intacct.com/?.company=Acme", Mistake.ADDRESS, ""),
        ("ws\u200buser@Acme", Mistake.HIDDEN_CHARACTERS, ""),
        ("ws_user@Acme\x00", Mistake.HIDDEN_CHARACTERS, ""),
        ("u" * 400 + "@Acme", Mistake.TOO_LONG, ""),
    ],
)
def test_a_mistake_is_named(pasted: str, mistake: Mistake, suggestion: str) -> None:
    with pytest.raises(Misformatted) as caught:
        parse_username(pasted)

    assert (caught.value.mistake, caught.value.suggestion) == (mistake, suggestion)
    assert caught.value.explanation.endswith(".")


def test_each_mistake_has_a_sentence_of_its_own() -> None:
    assert set(EXPLANATIONS) == set(Mistake)
    assert len(set(EXPLANATIONS.values())) == len(Mistake)


@pytest.mark.parametrize(
    ("parts", "mistake"),
    [
        (("ws|user", "Acme", ""), Mistake.SEVERAL_ENTITIES),
        (("ws_user", "Ac@me", ""), Mistake.AT_IN_COMPANY),
        (("", "Acme", ""), Mistake.NO_USER),
        (("ws_user", "Acme", " E1"), Mistake.SPACES),
    ],
)
def test_stored_parts_that_would_read_as_others_are_refused(
    parts: tuple[str, str, str], mistake: Mistake
) -> None:
    with pytest.raises(Misformatted) as caught:
        Username(*parts)

    assert caught.value.mistake is mistake


PART = st.text(alphabet="aZ0-_.+&%é ", min_size=1, max_size=12).filter(
    lambda part: part == part.strip()
)


@given(PART, PART.filter(lambda part: "." not in part), PART | st.just(""))
def test_what_was_built_is_read_back(user_id: str, company_id: str, entity_id: str) -> None:
    name = Username(user_id, company_id, entity_id)

    assert parse_username(name.text) == name


def read(pasted: str) -> Username | Misformatted:
    try:
        return parse_username(pasted)
    except Misformatted as mistake:
        return mistake


@given(st.text(max_size=60) | st.text(alphabet="ab@|% \"'=:.40\n", max_size=30))
@example("%40" * 3)
def test_any_text_is_a_username_or_a_mistake(pasted: str) -> None:
    found = read(pasted)

    if isinstance(found, Username):
        assert read(found.text) == found
    elif found.suggestion:
        assert isinstance(read(found.suggestion), Username)
