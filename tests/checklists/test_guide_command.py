from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.checklists.guide.loader import BUILT_IN


def test_sound_guides_are_named() -> None:
    out = StringIO()

    call_command("guides", "check", stdout=out)

    assert "craftable version 1: 10 steps, nothing wrong" in out.getvalue()


def test_a_spoiled_guide_fails_with_file_and_line(tmp_path: Path) -> None:
    spoiled = tmp_path / "mine.yaml"
    text = (BUILT_IN / "craftable.yaml").read_text(encoding="utf-8")
    spoiled.write_text(text.replace("auth: xml", "auth: smoke"), encoding="utf-8")

    with pytest.raises(CommandError, match=rf"{spoiled}:\d+: \"auth\" must be 'xml'"):
        call_command("guides", "check", str(tmp_path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("guides", "check", str(tmp_path / "nowhere.yaml"))
