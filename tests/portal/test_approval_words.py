"""Every way an approval can fail has words of its own, in the house's voice."""

import pytest

from apps.connections.approvals import Reason
from apps.connections.approvals.reasons import OUR_FAULT
from apps.portal.approval_words import TO_STARTER, TO_VISITOR, Side, Words

VALUES = {
    "vendor": "Ledgerline",
    "company": "AlderFinch-prod",
    "tenant": "Alder & Finch",
    "minutes": "10",
    "found_company": "AlderFinch-imp",
    "found_user": "tokafor",
    "found_entity": "200",
    "user_before": "pnair",
}
NEVER = ("please", "sorry", "oops", "invalid", "illegal", "error", "credential", "token")
TABLES = {"starter": TO_STARTER, "visitor": TO_VISITOR}
ALL = [(table, reason) for table, words in TABLES.items() for reason in words]


def test_every_reason_has_words() -> None:
    assert set(TO_STARTER) | set(TO_VISITOR) == set(Reason)


def test_no_two_are_equal() -> None:
    words = [*TO_STARTER.values(), *TO_VISITOR.values()]

    assert len({each.title for each in words}) == len(words)
    assert len({each.text for each in words}) == len(words)


@pytest.mark.parametrize(("table", "reason"), ALL)
def test_the_words_keep_the_voice(table: str, reason: Reason) -> None:
    told = TABLES[table][reason].told(VALUES)

    said = f"{told.title} {told.text} {told.do}".lower()
    assert not [word for word in NEVER if word in said]
    assert len(told.title.split()) <= 10
    assert told.text.endswith(".")
    assert told.do.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason in TO_STARTER])
def test_trouble_of_others_never_blames_the_customer(reason: Reason) -> None:
    words: Words = TO_STARTER[reason].told(VALUES)

    if words.side == Side.OURS:
        assert "our side" in words.text
    if words.side == Side.INTACCT:
        assert not words.text.startswith("You did")
        assert "Sign in to Intacct" not in words.do


@pytest.mark.parametrize("reason", sorted(OUR_FAULT - {Reason.UNOPENED}))
def test_a_refused_application_is_the_vendor_s_matter_and_known_to_it(reason: Reason) -> None:
    words = TO_STARTER[reason].told(VALUES)

    assert words.side == Side.OURS
    assert "up to Ledgerline" in words.do
    assert "Ledgerline has been told" in words.do


def test_whose_approval_was_never_collected_did_nothing_wrong() -> None:
    words = TO_STARTER[Reason.INTERRUPTED].told(VALUES)

    assert words.side == Side.OURS
    assert "What you did was right." in words.do
