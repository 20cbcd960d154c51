"""The conversation itself, with a client that answers from a script (design D6, docs/adr/0006)."""

import pytest

from apps.checks import questions as ask
from apps.checks.interview import Answer, Caller, Interview
from apps.checks.permissions import Demand, Holding
from apps.checks.questions import Question
from apps.intacct import Layer, Permission, Unclear, UnclearReason, Unreachable, UnreachableReason
from apps.vault.secret import Secret
from tests.checks.script import NO_PERMISSION, WRONG_PASSWORD, Scripted, refused, refusing

NOBODY: tuple[Caller, ...] = ()
OFF = refused(Layer.CONTROL, ("", "Please subscribe to the XML Gateway."))
UNKNOWN = refused(Layer.GATEWAY, ("GW-0011", "Invalid Request"))
NOT_LISTED = refused(Layer.AUTHENTICATION, ("XL03000006", "Invalid Web Services Authorization"))
SILENT = Unreachable(UnreachableReason.TIMEOUT)
MAINTENANCE = Unclear(UnclearReason.HTML, http_status=200)


def caller(entity_id: str = "", *, held: bool = False) -> Caller:
    return Caller(entity_id, f"Craftable{entity_id}", Secret("canary-user-password"), held)


def plan(callers: tuple[Caller, ...]) -> tuple[Question, ...]:
    door = [Question(probe) for probe in ask.DOOR]
    inside = [
        Question(probe, subject=subject, entity_id=each.entity_id, values=vars_of(each))
        for each in callers
        for probe, subject in (
            (ask.SIGN_IN, ""),
            (ask.READ, "VENDOR"),
            (ask.READ, "CUSTOMER"),
        )
    ]
    return (*door, *inside)


def vars_of(caller: Caller) -> dict[str, str]:
    return {"entity_id": caller.entity_id, "user_id": caller.user_id}


def answers(client: Scripted, callers: tuple[Caller, ...] = (caller(),)) -> list[Answer]:
    interview = Interview(
        client=client, company_id="Acme", callers=callers, questions=plan(callers)
    )
    return list(interview.answers())


def outcomes(client: Scripted, callers: tuple[Caller, ...] = (caller(),)) -> str:
    """One letter an answer: p(assed) f(ailed) u(nclear) s(kipped)."""
    return "".join(answer.outcome[0] for answer in answers(client, callers))


def test_every_question_is_answered_in_the_order_of_the_plan() -> None:
    given = answers(Scripted())

    assert tuple(answer.question for answer in given) == plan((caller(),))
    assert {answer.outcome for answer in given} == {"passed"}


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UNKNOWN, "pfsssss"),
        (OFF, "ppfssss"),
        (NOT_LISTED, "pppfsss"),
        (WRONG_PASSWORD, "ppppfss"),
    ],
    ids=["company", "web services", "sender", "sign-in"],
)
def test_being_refused_at_a_stage_proves_those_before_it(error: Exception, expected: str) -> None:
    assert outcomes(Scripted(sign_in=error)) == expected


@pytest.mark.parametrize("error", [SILENT, MAINTENANCE], ids=["silent", "html"])
def test_trouble_fails_nothing(error: Exception) -> None:
    told = outcomes(Scripted(sign_in=error))

    assert told == "ussssss"


def test_without_a_user_it_knocks_as_one_that_cannot_exist() -> None:
    client = Scripted(sign_in=WRONG_PASSWORD)

    assert outcomes(client, NOBODY) == "pppp"
    assert [name.partition("-")[0] for name in client.asked] == ["nobody"]


def test_a_knock_tells_which_door_is_shut() -> None:
    assert outcomes(Scripted(sign_in=OFF), NOBODY) == "ppfs"


def test_a_held_user_is_not_signed_in() -> None:
    client = Scripted(sign_in=WRONG_PASSWORD)

    assert outcomes(client, (caller(held=True),)) == "ppppsss"
    assert "Craftable" not in client.asked


def test_a_missing_permission_fails_that_question_alone() -> None:
    given = answers(Scripted(totals=refusing("VENDOR", error=NO_PERMISSION)))

    failed = [answer for answer in given if answer.outcome == "failed"]
    assert [answer.question.subject for answer in failed] == ["VENDOR"]
    assert failed[0].diagnosis is not None
    assert failed[0].diagnosis.code == "permission.missing"


def test_words_we_do_not_know_are_unclear_and_the_rest_is_asked() -> None:
    odd = refused(Layer.FUNCTION, ("BL01", "The moon is full"))

    assert outcomes(Scripted(totals=refusing("VENDOR", error=odd))) == "pppppup"


def test_each_entity_has_its_own_sign_in() -> None:
    client = Scripted()

    assert outcomes(client, (caller("100"), caller("200"))) == "p" * 10
    assert client.asked.count("Craftable100") == client.asked.count("Craftable200") == 1


def test_one_entity_refused_leaves_the_other_alone() -> None:
    client = Scripted(
        sign_in=lambda user: WRONG_PASSWORD if user == "Craftable200" else Scripted().sign_in
    )

    assert outcomes(client, (caller("100"), caller("200"))) == "pppppppfss"


def test_the_door_is_tried_with_the_first_user_not_held() -> None:
    client = Scripted()

    assert outcomes(client, (caller("100", held=True), caller("200"))) == "ppppsssppp"
    assert client.asked[0] == "Craftable200"


def test_no_password_shows_in_a_repr() -> None:
    interview = Interview(
        client=Scripted(), company_id="Acme", callers=(caller(),), questions=plan((caller(),))
    )

    assert "canary" not in repr(interview)


ASKED = Question(ask.RIGHTS, values=vars_of(caller()))
WANTED = Demand("General Ledger", ("List", "View"), "Accounts")


def compared(permissions: object) -> Answer:
    interview = Interview(
        client=Scripted(permissions=permissions),
        company_id="Acme",
        callers=(caller(),),
        questions=(Question(ask.SIGN_IN, values=vars_of(caller())), ASKED),
        demands=(WANTED,),
    )
    return list(interview.answers())[-1]


def test_what_the_user_holds_is_compared_with_what_the_guide_asks() -> None:
    enough = compared((Permission("General Ledger", "Accounts", ("List", "View")),))
    short = compared((Permission("General Ledger", "Accounts", ("List",)),))

    assert (enough.outcome, enough.diagnosis) == ("passed", None)
    assert short.outcome == "failed"
    assert short.diagnosis is not None
    assert short.diagnosis.values["lacking"] == "**General Ledger › Accounts** (View)"
    assert short.held == (Holding("General Ledger", "Accounts", ("List",)),)


def test_a_user_who_may_not_read_its_own_permissions_has_failed_nothing() -> None:
    answer = compared(NO_PERMISSION)

    assert (answer.outcome, answer.diagnosis) == ("skipped", None)


def test_silence_about_permissions_is_unclear() -> None:
    answer = compared(SILENT)

    assert answer.outcome == "unclear"
    assert answer.diagnosis is not None
    assert answer.diagnosis.code == "intacct.unreachable"


def test_a_hanging_intacct_costs_one_deadline_not_one_for_each_question() -> None:
    client = Scripted(totals=SILENT)

    assert outcomes(client) == "pppppus"
    assert client.asked == ["Craftable", "VENDOR"]


def test_an_answer_nobody_can_read_does_not_end_the_asking() -> None:
    assert outcomes(Scripted(totals=MAINTENANCE)) == "pppppuu"


def test_the_company_s_applications_are_asked_for_once() -> None:
    client = Scripted(modules=("CO", "GL"))
    asked = [Question(ask.SIGN_IN, values=vars_of(caller()))]
    asked += [Question(ask.APPLICATION, code, values=vars_of(caller())) for code in ("CO", "AP")]

    interview = Interview(
        client=client, company_id="Acme", callers=(caller(),), questions=tuple(asked)
    )

    assert [answer.outcome for answer in interview.answers()] == ["passed", "passed", "failed"]
    assert client.asked.count("applications") == 1


def test_a_sender_of_the_customer_s_own_that_is_refused_is_theirs_to_mend() -> None:
    wrong = refused(Layer.CONTROL, ("XL03000006", "Incorrect Intacct XML Partner ID or password."))
    interview = Interview(
        client=Scripted(sign_in=wrong),
        company_id="Acme",
        callers=NOBODY,
        questions=plan(NOBODY),
        own_sender=True,
    )

    given = list(interview.answers())

    assert "".join(answer.outcome[0] for answer in given) == "pssf"
    assert given[-1].diagnosis is not None
    assert given[-1].diagnosis.code == "sender.own_refused"
