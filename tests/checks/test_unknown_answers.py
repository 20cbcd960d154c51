"""What no rule knows is counted for operators, with nothing in it that names a customer."""

from apps.checks import questions as ask
from apps.checks.diagnosis import diagnose
from apps.checks.interview import Answer
from apps.checks.models import UnknownAnswer
from apps.checks.questions import Question
from apps.connections.models import Connection
from apps.intacct import IntacctError, Layer, SenderLogin, SignIn, UserLogin
from tests.checks.runs import settle
from tests.checks.script import refused
from tests.factories import canary
from tests.intacct.gateway import ENDPOINT, HOSTS, answer, authentication_failure


def said(words: str, *, probe: str = ask.REACH, errorno: str = "BL01") -> Answer:
    error = refused(Layer.AUTHENTICATION, (errorno, words))
    return Answer(Question(probe), "unclear", diagnose(error))


def counted() -> dict[str, int]:
    return dict(UnknownAnswer.objects.values_list("text", "times"))


def test_one_wording_is_counted_once_and_its_times(connection: Connection) -> None:
    settle(connection, said("The moon is full on day 12"))
    settle(connection, said("The moon is full on day 31"))
    settle(connection, said("The tide is high"))

    assert counted() == {"The moon is full on day #": 2, "The tide is high": 1}


def test_another_number_or_layer_is_another_answer(connection: Connection) -> None:
    settle(connection, said("The moon is full", errorno="BL01001973"))
    settle(connection, said("The moon is full", errorno="PL04000099"))

    rows = UnknownAnswer.objects.values_list("layer", "errorno")
    assert set(rows) == {("authentication", "BL01001973"), ("authentication", "PL04000099")}


def test_names_and_numbers_are_taken_out(connection: Connection) -> None:
    words = f"User Craftable of AlderFinch ({connection.tenant.name}) has 7 left"

    settle(connection, said(words))

    assert counted() == {"User … of … (…) has # left": 1}


def test_the_users_of_every_entity_are_taken_out(two_entities: Connection) -> None:
    settle(two_entities, said("Neither Craftable100 nor Craftable200"))

    assert counted() == {"Neither … nor …": 1}


def test_what_a_rule_knows_is_not_counted(connection: Connection) -> None:
    settle(connection, said("API rate limit exceeded"))

    assert counted() == {}


def test_a_password_intacct_repeats_is_not_kept(connection: Connection) -> None:
    secret = canary("user")
    login = UserLogin("AlderFinch", "Craftable", secret)
    sign_in = SignIn(sender=SenderLogin("X", "Y"), caller=login, endpoint=ENDPOINT, hosts=HOSTS)
    try:
        sign_in.read(answer(authentication_failure(("BL01", f"Not {secret} again"))))
    except IntacctError as error:
        settle(connection, Answer(Question(ask.REACH), "unclear", diagnose(error)))

    assert counted() == {"Not ••• again": 1}
