"""A guide on paper says all it says, whatever is decided, and its words stay words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from apps.checklists.guide import render
from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import BUILT_IN, load, load_all
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import leaves
from tests.checklists.features.feature import guide_with

GUIDES = load_all()
HOSTILE = "<script>alert(1)</script>[x](javascript:alert(2))`'\"# | &amp; **b** {{x}}"
LETTERS = "".join(each for each in HOSTILE if each.isalnum())


class Page(HTMLParser):
    """The words of a page, its tags, and whatever it would fetch or run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def only_letters(words: str) -> str:
    return "".join(each for each in words if each.isalnum())


def literals(guide: Guide) -> list[str]:
    texts = [leaf for place, leaf in leaves(guide) if place[0] != "translations"]
    return [part.literal for leaf in texts if isinstance(leaf, Text) for part in leaf.parts()]


@pytest.mark.parametrize("key", GUIDES)
def test_html_says_every_text_of_the_guide(key: tuple[str, int]) -> None:
    page = Page(render.html(GUIDES[key]))

    words = only_letters("".join(page.words))

    assert [each for each in literals(GUIDES[key]) if only_letters(each) not in words] == []


@pytest.mark.parametrize("key", GUIDES)
def test_markdown_says_every_text_of_the_guide(key: tuple[str, int]) -> None:
    page = render.markdown(GUIDES[key])

    words = only_letters(page.replace("&gt;", "").replace("&lt;", "").replace("&amp;", ""))

    assert [each for each in literals(GUIDES[key]) if only_letters(each) not in words] == []


def test_html_needs_nothing_else_and_runs_nothing() -> None:
    page = Page(render.html(load(BUILT_IN / "craftable.yaml")))

    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "form", "a"})
    assert page.attributes <= {"lang", "charset", "name", "content", "scope", "class", "start"}


def test_branches_stand_under_headings_that_begin_with_if() -> None:
    page = render.markdown(load(BUILT_IN / "craftable.yaml"))

    assert "\n### If you chose “Restricted permissions”\n" in page
    assert page.index("### If you chose “Restricted") < page.index("Create the role")


def test_fixed_values_are_filled_in_and_others_blank() -> None:
    page = render.markdown(load(BUILT_IN / "craftable.yaml"))

    assert "| Sender ID | `CraftableMPP` |" in page
    assert r"\_ (Role title)" in page


def test_a_bar_in_a_value_is_escaped_in_tables_only(tmp_path: Path) -> None:
    path = tmp_path / "guide.yaml"
    path.write_text(
        guide_with(
            variables="- {name: odd, label: Odd, owner: vendor, value: 'a|b'}",
            step="hint: Type {odd}.",
        ),
        encoding="utf-8",
    )

    page = render.markdown(load(path))

    assert "Type `a|b`." in page
    assert r"| Odd | Larch | `a\|b` |" in page


def hostile(folder: Path) -> Guide:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = guide_with(
        guide=f"glossary: [{{term: {quoted}, means: {quoted}}}]\nnotes: [{{text: {quoted}}}]",
        variables=f"- {{name: odd, label: {quoted}, owner: vendor, value: {quoted}}}",
        step=f"hint: {quoted}\ntroubles: [{{symptom: {quoted}, text: {quoted}, error: {quoted}}}]",
        instruction=f"path: [{quoted}]\nvalues: [{{variable: odd, label: {quoted}}}]",
    )
    path = folder / "guide.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_hostile_words_stay_words_in_html(tmp_path: Path) -> None:
    page = Page(render.html(hostile(tmp_path)))

    assert "script" not in page.tags
    assert only_letters("".join(page.words)).count(LETTERS) > 8


def test_hostile_words_stay_words_in_markdown(tmp_path: Path) -> None:
    page = render.markdown(hostile(tmp_path))

    outside_code = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", page)
    assert "<" not in outside_code
    assert "[x](" not in outside_code
    assert r"\[x\](javascript:alert(2))" in page
