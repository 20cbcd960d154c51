"""Sections of another guide come with all they speak of, and problems name the include."""

from pathlib import Path

import pytest

from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import load
from tests.checklists.features.feature import guide_with
from tests.checklists.test_guide_features import EXTRA

RICH = EXTRA + (
    "        hand_offs: [{to: vendor_operator, via: mail, message: greeting}]\n"
    "        instructions: [{title: Give rights, matrix: rights}]\n"
)


def other(**replaced: str) -> str:
    text = guide_with(
        guide="""
        messages: [{id: greeting, to: Us, subject: "{contact}", body: [Hello]}]
        matrices: [{id: rights, level: module, preset: All, rows: [{application: AR}]}]
        """,
        variables="- {name: contact, label: Contact, owner: customer, exact_case: true}",
    )
    text = text.replace("slug: smallest", "slug: other").replace("sections:\n", RICH)
    text = text.replace("sections:", "sections:", 1)
    text = text.replace("    - {code: AP", "    - {code: AR, name: Receivables}\n    - {code: AP")
    for old, new in replaced.items():
        text = text.replace(old, new)
    return text


def loaded(folder: Path, include: str, text: str) -> Guide:
    (folder / "other.yaml").write_text(text, encoding="utf-8")
    path = folder / "guide.yaml"
    path.write_text(guide_with(guide=f"includes: [{include}]"), encoding="utf-8")
    return load(path)


def test_what_a_section_speaks_of_comes_with_it(tmp_path: Path) -> None:
    guide = loaded(tmp_path, "{guide: other@1, sections: [extra]}", other())

    assert [each.id for each in guide.sections] == ["start", "extra"]
    assert guide.variable("contact").label == "Contact"
    assert guide.message("greeting").subject == "{contact}"
    assert guide.matrix("rights").rows[0].application == "AR"
    assert guide.application("AR").name == "Receivables"


def test_our_own_definition_counts(tmp_path: Path) -> None:
    text = other(contact="company_id").replace(
        "  - {name: company_id, label: Contact, owner: customer, exact_case: true}\n", ""
    )

    guide = loaded(tmp_path, "{guide: other@1, sections: [extra]}", text)

    assert [each.name for each in guide.variables] == ["company_id"]


def test_a_clash_is_told_at_the_include(tmp_path: Path) -> None:
    with pytest.raises(GuideRefused, match=r'guide.yaml:12: "start" is defined twice\.'):
        loaded(tmp_path, "{guide: other@1}", other())


def test_a_guide_that_includes_itself_is_refused(tmp_path: Path) -> None:
    text = other().replace("sources:", "includes: [{guide: smallest@1}]\nsources:")

    with pytest.raises(GuideRefused, match="smallest@1 includes this guide again"):
        loaded(tmp_path, "{guide: other@1, sections: [extra]}", text)


def test_a_broken_guide_beside_it_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("[", encoding="utf-8")

    guide = loaded(tmp_path, "{guide: other@1, sections: [extra]}", other())

    assert len(guide.sections) == 2
