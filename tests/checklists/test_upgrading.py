"""From one version of Craftable's guide to the next, with everything done under the older one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.audit.models import Entry
from apps.checklists import library, queries, upgrading
from apps.checklists.differences import Difference
from apps.checklists.models import Checklist, StepState
from apps.checks.models import Run
from tests.checklists.walking import do_everything
from tests.factories import ROBOT

BUILT_IN = Path(library.__file__).parent / "guides/craftable.yaml"
Publish = Callable[..., None]


@pytest.fixture
def publish(tmp_path: Path, settings: Settings) -> Iterator[Publish]:
    """Publish Craftable 2: version 1 with some of its words replaced."""

    def publish(*replaced: tuple[str, str]) -> None:
        text = BUILT_IN.read_text(encoding="utf-8")
        for old, new in (("version: 1\n", "version: 2\n"), *replaced):
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "craftable-2.yaml").write_text(text, encoding="utf-8")
        settings.GUIDES_DIRS = [BUILT_IN.parent, tmp_path]
        library.guides.cache_clear()

    yield publish
    library.guides.cache_clear()


@pytest.fixture
def walked(checklist: Checklist) -> Checklist:
    do_everything(checklist)
    return checklist


MENUS = ("path: [Company, Admin, Roles, Add]", "path: [Administration, Roles, Add]")
MAILBOX = ("value: integrations@craftable.com", "value: intacct@craftable.com")
HINT = ("hint: Gives Craftable the five", "hint: Gives Craftble the five")
WORD = ("label: Everything is set up. Tell the", "label: All is set up and tested. Tell the")


def open_steps() -> list[tuple[str, str]]:
    rows = StepState.objects.exclude(state="done").order_by("step_id")
    return list(rows.values_list("step_id", "standing"))


def upgrade(checklist: Checklist) -> Difference:
    guide = library.newest("craftable")
    return upgrading.upgrade(checklist=checklist, guide=guide, actor=ROBOT)


def test_other_menus_and_another_mailbox_keep_what_is_done(
    walked: Checklist, publish: Publish
) -> None:
    publish(MENUS, MAILBOX)

    found = upgrade(walked)

    told = {each.step.id: (each.what, each.redo) for each in found.changed}
    assert told["role"] == (("where to find it",), False)
    assert told["user"] == (("instructions", "values"), True)
    assert set(told) == {"role", "user"}
    assert open_steps() == []
    assert StepState.objects.get(step_id="finish").attested_by == "Robot"
    assert queries.known_of(walked).guide.version == 2


def test_a_slip_of_the_pen_is_no_change(walked: Checklist, publish: Publish) -> None:
    publish(HINT, ("Press Save.", "press save!"))

    found = upgrading.difference(walked, library.newest("craftable"))

    assert (found.changed, found.added, found.removed) == ((), (), ())
    assert walked.guide_version == 1


def test_who_vouched_for_something_else_is_asked_again(walked: Checklist, publish: Publish) -> None:
    publish(WORD)

    found = upgrade(walked)

    assert [(each.step.id, each.what) for each in found.changed] == [("finish", ("confirmation",))]
    assert open_steps() == [("finish", "reopened")]


def test_a_step_may_come_and_another_may_go(walked: Checklist, publish: Publish) -> None:
    publish(
        ("      - id: entity-access\n", "      - id: all-entities\n"),
        ("user, entity-access]", "user, all-entities]"),
    )

    found = upgrade(walked)

    assert [step.id for step in found.added] == ["all-entities"]
    assert [step.id for step in found.removed] == ["entity-access"]
    assert "enable-web-services" in {step.id for step in found.unchanged}
    assert open_steps() == []  # the purpose it serves is proven already


def test_an_option_that_is_gone_has_to_be_chosen_again(walked: Checklist, publish: Publish) -> None:
    publish(("value: restricted", "value: limited"), ("== restricted", "== limited"))

    upgrade(walked)

    assert ("choose-role", "reopened") in open_steps()


def test_new_demands_are_checked_at_once(walked: Checklist, publish: Publish) -> None:
    publish(
        ("    - code: GL\n      name: General Ledger\n", "    - code: GL\n      name: Ledger\n")
    )
    before = walked.connection.version

    upgrade(walked)

    walked.connection.refresh_from_db()
    assert walked.connection.version == before + 1
    assert Run.objects.filter(version=before + 1, state="queued").exists()


def test_an_upgrade_is_on_record(walked: Checklist, publish: Publish) -> None:
    publish(MENUS)

    upgrade(walked)

    entry = Entry.objects.get(action="checklist.upgraded")
    assert (entry.actor_label, entry.details["before"], entry.details["after"]) == ("Robot", 1, 2)
    assert entry.details["changed"] == ["role"]


def test_only_a_newer_version_of_the_same_guide_is_an_upgrade(checklist: Checklist) -> None:
    for guide in (library.guide_of(checklist), library.newest("oleria")):
        with pytest.raises(upgrading.NotAnUpgrade):
            upgrading.upgrade(checklist=checklist, guide=guide, actor=ROBOT)


def test_other_permissions_are_another_task(walked: Checklist, publish: Publish) -> None:
    publish(("    level: module\n    preset: All\n", "    level: module\n    preset: Read only\n"))

    found = upgrade(walked)

    assert [(each.step.id, each.what) for each in found.changed] == [("role", ("permissions",))]
    demanded = walked.connection.requirements["permissions"]
    assert {tuple(row["rights"]) for row in demanded} == {("List", "View")}
    assert open_steps() == []  # proven by the older demands, and checked by the new ones next
