"""One word, one thing, and no word for nothing: actions, findings, tasks and purposes are used."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.audit.actions import Action
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.library import newest_of_each
from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import RULES
from config.celery import app

APPS = Path(__file__).parents[2] / "apps"
CODE = re.compile(r"\"([a-z_]+\.[a-z_]+)\"")


def source(*but: str) -> str:
    files = [path for path in APPS.rglob("*.py") if "migrations" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.name not in but)


def test_every_action_of_the_audit_log_is_recorded_somewhere() -> None:
    used = source("actions.py")

    assert [action.name for action in Action if f"Action.{action.name}" not in used] == []


def test_every_finding_a_rule_names_is_in_the_catalogue() -> None:
    assert {rule.code for rule in RULES} - set(CATALOGUE) == set()


def test_every_finding_of_the_catalogue_is_named_by_code_that_finds_it() -> None:
    catalogue = [path.name for path in (APPS / "checks/catalogue").glob("*.py")]

    assert set(CATALOGUE) - set(CODE.findall(source(*catalogue))) == set()


def steps() -> list[Step]:
    return [
        step for guide in newest_of_each() for section in guide.sections for step in section.steps
    ]


def test_every_purpose_a_probe_asks_about_has_a_step_in_some_guide() -> None:
    served = {purpose for step in steps() for purpose in step.serves}
    probed = {Purpose(purpose) for purposes in ask.PURPOSES.values() for purpose in purposes}

    assert probed - served == set()


def test_every_task_the_schedule_sends_exists_and_expires() -> None:
    app.loader.import_default_modules()
    schedule: dict[str, Any] = settings.CELERY_BEAT_SCHEDULE

    for planned in schedule.values():
        assert planned["task"] in app.tasks
        assert planned["options"]["expires"] > planned["schedule"]
