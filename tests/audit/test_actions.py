import re

from apps.audit.actions import Action


def test_actions_are_subject_dot_verb_and_named_alike() -> None:
    for action in Action:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", action.value)
        assert action.name == action.value.replace(".", "_").upper()
