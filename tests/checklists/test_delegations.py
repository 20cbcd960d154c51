"""One step in a colleague's hands: who may open it, how it ends, what the log says."""

import pytest

from apps.audit.models import Entry
from apps.checklists import delegations, services
from apps.checklists.delegations.ending import lapse_run_out
from apps.checklists.delegations.links import delegation_id_in, token_for
from apps.checklists.delegations.opening import MOST_MAILS, MOST_TRIES
from apps.checklists.models import Checklist, Delegation, StepState
from apps.outbox.models import Message
from apps.tenants import invitations
from apps.tenants.unfenced import across_tenants
from tests.checklists.delegating import (
    PRIYA,
    code_of,
    place_at,
    run_out,
    send,
    state_of,
    told,
    wrong_code,
)
from tests.checklists.walking import answer, prove
from tests.factories import ROBOT


def waits_for(step_id: str = "company") -> str:
    return StepState.objects.get(step_id=step_id).waiting_on


def mails() -> list[tuple[str, dict[str, str]]]:
    with across_tenants():
        rows = Message.objects.filter(kind="delegation").order_by("created_at")
        return list(rows.values_list("to", "payload"))


def open_(delegation: Delegation, *, name: str = "Priya Nair", code: str = "") -> None:
    delegations.open_(delegation=delegation, name=name, code=code or code_of(delegation))


def test_the_step_waits_for_the_colleague_and_one_mail_is_on_its_way(checklist: Checklist) -> None:
    made = send(checklist)

    assert waits_for() == f"Priya Nair ({PRIYA})"
    assert mails() == [(PRIYA, {"delegation_id": str(made.id), "mail": "1"})]
    assert told(made) == [("step.delegated", "Robot")]


def test_to_the_same_address_a_new_one_replaces_the_old(checklist: Checklist) -> None:
    older, other = send(checklist), send(checklist, email="bob@alder.example")

    newer = send(checklist, email=PRIYA.upper())

    assert [state_of(each) for each in (older, other, newer)] == ["withdrawn", "open", "open"]


def test_the_code_of_the_mail_opens_it_and_the_log_names_who_came(checklist: Checklist) -> None:
    made = send(checklist)

    open_(made, code=f" {code_of(made)[:3]} {code_of(made)[3:]} ")
    open_(made, name="Tom Finch")

    assert told(made, "step") == [
        ("delegation.opened", f"Priya Nair ({PRIYA}), delegated"),
        ("delegation.opened", f"Tom Finch ({PRIYA}), delegated"),
    ]


def test_five_wrong_codes_shut_it_even_to_the_right_one(checklist: Checklist) -> None:
    made = send(checklist)
    for left in range(MOST_TRIES - 1, 0, -1):
        with pytest.raises(delegations.WrongCode, match=str(left)):
            open_(made, code=wrong_code(made))
    with pytest.raises(delegations.NeedsMail):
        open_(made, code=wrong_code(made))

    with pytest.raises(delegations.NeedsMail):
        open_(made)

    made.refresh_from_db()
    assert made.opened_at is None


def shut(delegation: Delegation) -> None:
    for _ in range(MOST_TRIES):
        with pytest.raises((delegations.WrongCode, delegations.NeedsMail)):
            open_(delegation, code=wrong_code(delegation))


def test_another_mail_brings_another_code(checklist: Checklist) -> None:
    made = send(checklist)
    before = code_of(made)
    shut(made)

    delegations.mail_again(delegation=made)

    assert code_of(made) != before
    with pytest.raises(delegations.WrongCode):
        open_(made, code=before)
    open_(made)
    assert [payload["mail"] for _, payload in mails()] == ["1", "2"]


def test_nobody_has_mails_sent_without_end(checklist: Checklist) -> None:
    made = send(checklist)
    with pytest.raises(delegations.NoMoreMails):
        delegations.mail_again(delegation=made)
    for _ in range(MOST_MAILS - 1):
        shut(made)
        delegations.mail_again(delegation=made)
    shut(made)

    with pytest.raises(delegations.NoMoreMails):
        delegations.mail_again(delegation=made)


def test_it_ends_with_the_step(checklist: Checklist) -> None:
    made = send(checklist)
    answer(checklist, "company", company_id="AlderFinch")

    prove(checklist, "passed", "company_id")

    assert (state_of(made), waits_for()) == ("done", "")
    assert told(made)[-1] == ("delegation.completed", "Causeway")
    with pytest.raises(delegations.Ended, match="done"):
        open_(made)


def test_the_colleague_can_say_that_it_is_done(checklist: Checklist) -> None:
    made = send(checklist)

    delegations.complete(delegation=made, actor=made.actor_named("Priya Nair"))

    assert (state_of(made), waits_for()) == ("done", "")
    assert told(made)[-1] == ("delegation.completed", f"Priya Nair ({PRIYA}), delegated")
    with pytest.raises(delegations.Ended):
        delegations.complete(delegation=made, actor=ROBOT)


def test_taken_back_it_is_dead_and_the_step_waits_for_who_is_left(checklist: Checklist) -> None:
    first, second = send(checklist), send(checklist, email="bob@alder.example", name="Bob")

    delegations.withdraw(delegation=second, actor=ROBOT)
    waited = waits_for()
    delegations.withdraw(delegation=first, actor=ROBOT)
    delegations.withdraw(delegation=first, actor=ROBOT)

    assert (waited, waits_for()) == (f"Priya Nair ({PRIYA})", "")
    assert [action for action, _ in told(first)] == ["step.delegated", "delegation.withdrawn"]
    with pytest.raises(delegations.Ended, match="withdrawn"):
        open_(first)


def test_what_is_done_or_approved_in_intacct_is_not_sent(checklist: Checklist) -> None:
    answer(checklist, "company", company_id="AlderFinch")
    prove(checklist, "passed", "company_id")

    with pytest.raises(delegations.CannotDelegate, match="done"):
        send(checklist)


def test_a_checklist_mails_only_so_many_people(checklist: Checklist) -> None:
    for number in range(20):
        send(checklist, email=f"colleague-{number}@alder.example")

    with pytest.raises(delegations.TooManyOpen):
        send(checklist)


def test_what_they_answer_is_theirs_in_the_log(checklist: Checklist) -> None:
    made = send(checklist)

    services.answer(
        checklist=checklist,
        step=place_at(checklist, "company").step,
        entity_id="",
        answers={"company_id": "AlderFinch"},
        secrets={},
        actor=made.actor_named("Priya Nair"),
    )

    entry = Entry.objects.get(action="company.named")
    assert entry.actor_label == f"Priya Nair ({PRIYA}), delegated"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1],
        lambda token: token[1:],
        lambda token: token.upper(),
        lambda token: token.replace("~", "~~"),
        lambda token: token.partition("~")[0],
        lambda token: "",
        lambda token: "~",
        lambda token: token + "\x00",
        lambda token: "0" * 32 + "~" + token.partition("~")[2],
    ],
)
def test_an_edited_link_is_none_of_ours(checklist: Checklist, spoil: object) -> None:
    token = token_for(send(checklist).id)

    assert callable(spoil)
    assert delegation_id_in(spoil(token)) is None


@pytest.mark.parametrize("around", ["<{}>", "{}.", "({})", "{}),"])
def test_what_a_mail_puts_around_a_link_does_no_harm(checklist: Checklist, around: str) -> None:
    made = send(checklist)

    assert delegation_id_in(around.format(token_for(made.id))) == made.id


def test_a_link_opens_no_invitation_and_the_other_way_round(checklist: Checklist) -> None:
    made = send(checklist)

    assert invitations.invitation_id_in(token_for(made.id)) is None
    assert delegation_id_in(invitations.token_for(made.id)) is None


def test_run_out_the_step_waits_no_more(checklist: Checklist) -> None:
    made = send(checklist)
    run_out(made)

    lapse_run_out()
    lapse_run_out()

    assert (state_of(made), waits_for()) == ("expired", "")
    with pytest.raises(delegations.Ended, match="expired"):
        open_(made)
