"""Every branch of where a step stands, on the Craftable guide, without a database."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from apps.checklists.guide.format import Section
from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.library import newest
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import (
    Known,
    Place,
    can_start,
    places,
    standing_of,
    waits_for_proof,
)
from apps.connections.models import Connection

TOP = {"role_kind": "restricted", "level": "top"}
PER_ENTITY = {"role_kind": "restricted", "level": "entity"}


def known(
    decisions: Mapping[str, str] = TOP, answers: Mapping[str, str] | None = None, **proofs: str
) -> Known:
    """What is known, with each purpose's outcome for the company as a whole."""
    return Known(
        checklist=Checklist(
            connection=Connection(), decisions=dict(decisions), answers=dict(answers or {})
        ),
        guide=newest("craftable"),
        proofs={(purpose, ""): outcome for purpose, outcome in proofs.items()},
        attested=frozenset(),
        named_users={},
    )


def place(known: Known, step_id: str, entity_id: str = "") -> Place:
    step = next(step for step in known.steps if step.id == step_id)
    return Place(step, entity_id)


def standing(known: Known, step_id: str, entity_id: str = "") -> str:
    return standing_of(place(known, step_id, entity_id), known)


def test_nothing_known_is_nothing_done() -> None:
    nothing = known({})

    assert {standing_of(each, nothing) for each in places(nothing)} == {"todo"}


def test_a_proven_purpose_is_done_and_a_disproven_one_is_a_problem() -> None:
    assert standing(known(web_services_on="passed"), "enable-web-services") == "done"
    assert standing(known(web_services_on="failed"), "enable-web-services") == "problem"


def test_a_proof_without_the_answer_is_not_done() -> None:
    proven = known(company_id="passed")

    assert standing(proven, "company") == "todo"
    answered = known(answers={"company_id": "AlderFinch"}, company_id="passed")
    assert standing(answered, "company") == "done"


def test_a_problem_comes_before_a_missing_answer() -> None:
    assert standing(known(company_id="failed"), "company") == "problem"


def test_one_purpose_of_two_is_not_enough() -> None:
    title = {"role_title": "Craftable"}

    assert standing(known(answers=title, role_permissions="passed"), "role") == "todo"
    both = known(answers=title, role_permissions="passed", module_subscribed="passed")
    assert standing(both, "role") == "done"


def test_a_decision_is_done_once_made() -> None:
    assert standing(known({}), "choose-role") == "todo"
    assert standing(known({"role_kind": "admin"}), "choose-role") == "done"


def test_a_user_step_is_answered_by_the_user_that_is_named() -> None:
    proven = known(user_exists="passed", user_signs_in="passed")

    assert standing(proven, "user") == "todo"
    named = replace(proven, named_users={"": "ws"})
    assert standing(named, "user") == "done"


def test_what_no_probe_can_tell_is_done_once_attested() -> None:
    assert standing(known(), "finish") == "todo"
    assert standing(replace(known(), attested=frozenset({("finish", "")})), "finish") == "done"


def test_before_the_entities_are_listed_a_repeated_step_stands_once_and_open() -> None:
    none_listed = replace(known(PER_ENTITY), named_users={"": "ws"})

    stands = [each for each in places(none_listed) if each.step.id == "user"]
    assert [each.entity_id for each in stands] == [""]
    assert standing(none_listed, "user") == "todo"


def test_a_repeated_step_stands_once_for_each_entity_in_the_customer_s_order() -> None:
    listed = known(PER_ENTITY, {"entity_ids": "200\r\n\r\n100\r\n"})

    stands = [each.entity_id for each in places(listed) if each.step.id == "user"]
    assert stands == ["200", "100"]


def test_each_entity_is_proven_for_itself() -> None:
    purposes = ("user_exists", "user_signs_in", "entity_access")
    listed = replace(
        known(PER_ENTITY, {"entity_ids": "100\n200"}),
        proofs={(purpose, "100"): "passed" for purpose in purposes},
        named_users={"100": "ws", "200": "ws"},
    )

    assert standing(listed, "user", "100") == "done"
    assert standing(listed, "user", "200") == "todo"


@pytest.mark.parametrize(
    ("second", "expected"), [("passed", "done"), ("failed", "problem"), ("", "todo")]
)
def test_a_role_covers_every_entity_and_a_module_the_company(second: str, expected: str) -> None:
    listed = replace(
        known(PER_ENTITY, {"entity_ids": "100\n200", "role_title": "Craftable"}),
        proofs={
            ("module_subscribed", ""): "passed",
            ("role_permissions", "100"): "passed",
            ("role_permissions", "200"): second,
        },
    )

    assert standing(listed, "role") == expected


def test_a_step_that_does_not_apply_is_not_there() -> None:
    as_admin = known({"role_kind": "admin", "level": "single"})

    ids = {each.step.id for each in places(as_admin)}
    assert ids.isdisjoint({"role", "entities", "entity-access"})


def test_an_answered_step_waits_for_its_proof() -> None:
    answered = known(answers={"role_title": "Craftable"})

    assert waits_for_proof(place(answered, "role"), answered)
    assert not waits_for_proof(place(known(), "role"), known())
    assert not waits_for_proof(place(answered, "enable-web-services"), answered)


def repeating(tmp_path: Path, over: str) -> Known:
    """Craftable's last step, to be done once for each of something."""
    text = (BUILT_IN / "craftable.yaml").read_text(encoding="utf-8")
    last = "      - id: finish\n"
    path = tmp_path / "craftable.yaml"
    repeat = f"        repeat: {{each: item, over: {over}}}\n"
    path.write_text(text.replace(last, last + repeat), encoding="utf-8")
    return replace(known(), guide=load(path))


@pytest.mark.parametrize(
    ("over", "items"),
    [
        ("application", ["Company", "Cash Management", "General Ledger"]),
        ("environment", ["production"]),
        ("sender", ["CraftableMPP"]),
    ],
)
def test_a_step_repeats_over_more_than_entities(
    tmp_path: Path, over: str, items: list[str]
) -> None:
    found = [each for each in places(repeating(tmp_path, over)) if each.step.id == "finish"]

    assert [each.item for each in found][:3] == items
    assert {each.entity_id for each in found} == {""}


def test_each_round_is_vouched_for_by_itself(tmp_path: Path) -> None:
    rounds = repeating(tmp_path, "application")
    signed = replace(rounds, attested=frozenset({("finish", "General Ledger")}))

    done = [
        each.item
        for each in places(signed)
        if each.step.id == "finish" and standing_of(each, signed) == "done"
    ]
    assert done == ["General Ledger"]


def test_a_blank_that_means_something_is_an_answer() -> None:
    guide = newest("craftable")
    blank = guide.variable("role_title").model_copy(update={"optional": True})
    variables = tuple(blank if each.name == blank.name else each for each in guide.variables)
    lenient = guide.model_copy(update={"variables": variables})
    unanswered = known(role_permissions="passed", module_subscribed="passed")
    left_blank = replace(unanswered, checklist=known(answers={"role_title": ""}).checklist)

    assert standing(left_blank, "role") == "todo"
    assert standing(replace(left_blank, guide=lenient), "role") == "done"
    assert standing(replace(unanswered, guide=lenient), "role") == "todo"


def test_a_choice_the_guide_no_longer_has_is_no_choice() -> None:
    assert standing(known({"role_kind": "king"}), "choose-role") == "todo"


def rows(**states: str) -> dict[tuple[str, str], StepState]:
    """The stored states of steps, by their ids with underscores."""
    return {
        (step_id.replace("_", "-"), ""): StepState(state=state) for step_id, state in states.items()
    }


def test_a_step_can_start_once_what_it_needs_is_done() -> None:
    everything = known()

    assert can_start(place(everything, "sender"), everything, {})
    assert not can_start(place(everything, "role"), everything, rows(choose_role="todo"))
    assert can_start(place(everything, "role"), everything, rows(choose_role="done"))


def test_what_is_optional_locks_nothing() -> None:
    guide = newest("craftable")
    lenient = guide.model_copy(update={"sections": tuple(map(with_optional_steps, guide.sections))})
    everything = replace(known(), guide=lenient)

    assert can_start(place(everything, "role"), everything, rows(choose_role="todo"))


def with_optional_steps(section: Section) -> Section:
    steps = tuple(step.model_copy(update={"optional": True}) for step in section.steps)
    return section.model_copy(update={"steps": steps})


def test_each_round_needs_its_own_round_alone() -> None:
    listed = known(PER_ENTITY, {"entity_ids": "100\n200"})
    user = place(listed, "user", "100").step
    then = replace(place(listed, "user"), step=user.model_copy(update={"needs": ("user",)}))
    done = {("user", "100"): StepState(state="done"), ("user", "200"): StepState(state="todo")}

    assert can_start(replace(then, item="100"), listed, done)
    assert not can_start(replace(then, item="200"), listed, done)
