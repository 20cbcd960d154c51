"""One stay at Intacct over REST, with a client and tokens that answer from a script."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from apps.checks import questions as ask
from apps.checks.interview import Answer
from apps.checks.questions import Caller, Question
from apps.checks.rest_diagnosis import APPROVED, OWN
from apps.checks.rest_interview import RestInterview
from apps.checks.visits import TurnedAway, Visit
from apps.connections.tokens import AccessToken, GrantEnded, NoGrant
from apps.core.clock import now
from apps.intacct import IntacctError, Unreachable, UnreachableReason
from apps.intacct.rest import PageOf, RestClient, RestEntity, UserRecord, resources
from apps.intacct.rest.resources import Resource
from apps.vault.secret import Secret
from tests.checks.rest_refusals import DEAD, DENIED, TENANT

SILENT = Unreachable(UnreachableReason.TIMEOUT)
DIMENSIONS, QUERY = "services/company-config/dimensions/list", "services/core/query"


@dataclass
class Script(RestClient):
    """Says what is next on the list for a path: an error is raised; where nothing is left, ()."""

    said: dict[str, list[object]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list, repr=False)

    def ask(self, resource: Resource[Any], *, access_token: str, entity_id: str = "") -> Any:
        self.asked.append((resource.path, access_token, entity_id))
        answers = self.said.get(resource.path, [])
        answer = answers.pop(0) if answers else ()
        if isinstance(answer, IntacctError):
            raise answer
        return answer


@dataclass
class Purse:
    """Tokens numbered from 1; raises the error given instead."""

    error: Exception | None = None
    generation: int = 1
    refused: list[int] = field(default_factory=list)

    def access(self, entity_id: str) -> AccessToken:
        if self.error is not None:
            raise self.error
        return AccessToken(Secret(f"canary-{self.generation}"), now(), self.generation)

    def refuse(self, entity_id: str, *, generation: int) -> None:
        self.refused.append(generation)
        self.generation += 1


def visit(client: Script, purse: Purse, way: str = APPROVED) -> Visit:
    return Visit(client=client, tokens=purse, way=way)


def turned_away(made: Visit) -> str:
    with pytest.raises(TurnedAway) as caught:
        made.ask(resources.dimensions())
    return caught.value.diagnosis.code if caught.value.diagnosis else ""


def test_one_token_serves_the_whole_stay() -> None:
    client, purse = Script(), Purse()
    made = visit(client, purse)

    made.ask(resources.dimensions())
    made.ask(resources.dimensions(), in_entity="100")

    assert client.asked == [(DIMENSIONS, "canary-1", ""), (DIMENSIONS, "canary-1", "100")]


def test_a_refused_token_is_exchanged_once_and_the_question_put_again() -> None:
    client, purse = Script(said={DIMENSIONS: [DEAD]}), Purse()

    visit(client, purse).ask(resources.dimensions())

    assert [token for _, token, _ in client.asked] == ["canary-1", "canary-2"]
    assert purse.refused == [1]


def test_what_is_said_to_the_fresh_token_is_believed() -> None:
    client, purse = Script(said={DIMENSIONS: [DEAD, DEAD, DEAD]}), Purse()
    made = visit(client, purse)

    assert turned_away(made) == "session.ended"
    assert turned_away(made) == "session.ended"
    assert purse.refused == [1]


@pytest.mark.parametrize(
    ("way", "tries"), [(OWN, 2), (APPROVED, 1)], ids=["own client", "approval"]
)
def test_only_a_minted_token_is_exchanged_for_the_company_s_refusal(way: str, tries: int) -> None:
    client = Script(said={DIMENSIONS: [TENANT, TENANT]})

    turned_away(visit(client, Purse(), way))

    assert len(client.asked) == tries


@pytest.mark.parametrize(
    ("way", "error", "code"),
    [
        (APPROVED, NoGrant(), ""),
        (OWN, NoGrant(), ""),
        (APPROVED, GrantEnded("superseded"), "approval.superseded"),
        (OWN, GrantEnded("disconnected"), ""),
        (APPROVED, SILENT, "intacct.unreachable"),
    ],
)
def test_why_there_is_no_token_is_told(way: str, error: Exception, code: str) -> None:
    assert turned_away(visit(Script(), Purse(error=error), way)) == code


def test_no_token_shows_in_a_repr() -> None:
    made = visit(Script(), Purse())
    made.ask(resources.dimensions())

    assert "canary" not in repr(made)


CALLER = Caller("", "Robot")
WHO = {"entity_id": "", "user_id": "Robot"}


def answers(client: Script, purse: Purse, *questions: Question, way: str = OWN) -> list[Answer]:
    interview = RestInterview(
        client=client,
        login=None,
        tokens=purse,
        way=way,
        company_id="Acme",
        callers=(CALLER,),
        questions=(Question(ask.REACH), *questions),
    )
    return list(interview.answers())


def outcomes(given: list[Answer]) -> str:
    return "".join(answer.outcome[0] for answer in given)


def question(probe: str, subject: str = "") -> Question:
    return Question(probe, subject, values=WHO)


@pytest.fixture
def reads() -> list[Question]:
    names = ("general-ledger/account", "accounts-payable/vendor", "accounts-payable/bill")
    return [question(ask.READ, name) for name in names]


def test_a_hanging_intacct_costs_one_deadline(reads: list[Question]) -> None:
    client = Script(said={QUERY: [SILENT]})

    assert outcomes(answers(client, Purse(), *reads)) == "puss"
    assert [path for path, _, _ in client.asked] == [DIMENSIONS, QUERY]


def test_silence_at_the_door_is_told_once(reads: list[Question]) -> None:
    given = answers(Script(), Purse(error=SILENT), question(ask.SIGN_IN), *reads)

    assert outcomes(given) == "ussss"


def test_a_missing_permission_fails_that_question_alone(reads: list[Question]) -> None:
    assert outcomes(answers(Script(said={QUERY: [(), DENIED]}), Purse(), *reads)) == "ppfp"


def test_being_refused_a_right_at_the_door_is_being_let_in(reads: list[Question]) -> None:
    assert outcomes(answers(Script(said={DIMENSIONS: [DENIED]}), Purse(), *reads)) == "pppp"


def record(status: str) -> UserRecord:
    return UserRecord("1", "Robot", status, "business", "off", web_services_only=True)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [(record("active"), "p"), (record("lockedOut"), "f"), (DENIED, "s"), (None, "s")],
    ids=["active", "locked", "not readable", "not listed"],
)
def test_the_user_s_record_counts_where_it_can_be_read(said: object, outcome: str) -> None:
    given = answers(Script(said={QUERY: [said]}), Purse(), question(ask.USER))

    assert outcomes(given) == f"p{outcome}"


def listed(*entities: str, status: str = "active") -> PageOf[RestEntity]:
    rows = tuple(RestEntity("1", each, each, status) for each in entities)
    return PageOf(rows, len(rows), 1, 1000, None)


def test_no_more_than_a_few_entities_are_tried() -> None:
    client = Script(said={QUERY: [listed(*map(str, range(40)))]})

    assert outcomes(answers(client, Purse(), question(ask.ENTITIES))) == "pp"
    assert [entity_id for path, _, entity_id in client.asked if entity_id] == list("01234")


def test_an_inactive_entity_is_not_tried() -> None:
    client = Script(said={QUERY: [listed("100", status="inactive")]})

    assert outcomes(answers(client, Purse(), question(ask.ENTITIES))) == "pp"
    assert not [entity_id for _, _, entity_id in client.asked if entity_id]


def test_who_may_not_list_entities_has_failed_nothing() -> None:
    client = Script(said={QUERY: [DENIED]})

    assert outcomes(answers(client, Purse(), question(ask.ENTITIES))) == "pp"


def test_an_approver_who_is_not_active_is_named_so() -> None:
    client = Script(said={QUERY: [record("inactive")]})

    given = answers(client, Purse(), question(ask.USER), way=APPROVED)

    assert given[-1].diagnosis is not None
    assert given[-1].diagnosis.code == "approver.not_active"
