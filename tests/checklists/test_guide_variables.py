from typing import Any

import pytest
from pydantic import ValidationError

from apps.checklists.guide.variables import Variable


def variable(**members: Any) -> Variable:
    return Variable.model_validate({"name": "it", "label": "It", "owner": "customer", **members})


@pytest.mark.parametrize(
    ("members", "answer", "sentence"),
    [
        ({}, "", "It must not be empty."),
        ({}, " Craftable", "It must not begin or end with a space."),
        ({"max_length": 3}, "four", "It must have 3 characters or fewer."),
        ({"pattern": {"matches": r"\S+", "says": "No spaces."}}, "a b", "No spaces."),
        (
            {"kind": "choice", "options": ["Limited", "Full"]},
            "full",
            "It must be one of: Limited, Full.",
        ),
        ({"kind": "list"}, "\n \n", "It must not be empty."),
        ({"kind": "email"}, "larch.example", "It must be an email address."),
        ({"kind": "url"}, "http://x", "It must be an address that begins with https://."),
        ({"sentinels": [{"value": "-", "means": "One"}]}, "", "It must not be empty."),
        ({"kind": "list"}, "100\n 200", "It must not begin or end with a space."),
    ],
)
def test_an_answer_that_cannot_be_taken_is_explained(
    members: dict[str, Any], answer: str, sentence: str
) -> None:
    assert variable(**members).problem_with(answer) == sentence


@pytest.mark.parametrize(
    ("kind", "answer"), [("text", "CraftableMPP"), ("list", "100\r\n\r\n200"), ("secret", " p w ")]
)
def test_an_answer_that_can_be_taken_has_no_problem(kind: str, answer: str) -> None:
    assert variable(kind=kind).problem_with(answer) is None


@pytest.mark.parametrize(
    ("members", "answer"),
    [
        ({"optional": True}, ""),
        ({"sentinels": [{"value": "", "means": "All entities"}]}, ""),
        ({"kind": "email", "sentinels": [{"value": "-", "means": "None"}]}, "-"),
    ],
)
def test_a_blank_or_a_sentinel_may_be_an_answer(members: dict[str, Any], answer: str) -> None:
    assert variable(**members).problem_with(answer) is None


def test_a_problem_never_repeats_the_answer() -> None:
    problem = variable(kind="secret", max_length=3).problem_with("canary-5f0c")

    assert problem is not None
    assert "canary" not in problem


@pytest.mark.parametrize(
    "members",
    [
        {"kind": "secret", "default": "hunter2"},
        {"derived": "{a}", "value": "b"},
        {"recipient": "vendor"},
        {"kind": "email", "value": "larch"},
        {"kind": "url", "default": "http://larch.example"},
        {"kind": "choice"},
        {"options": ["a"]},
        {"max_length": 2, "default": "abc"},
        {"pattern": {"matches": "(", "says": "No."}},
    ],
)
def test_a_variable_that_contradicts_itself_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        variable(**members)
