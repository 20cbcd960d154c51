"""The five built-in guides carry their vendors' pages whole, and mark every word that is ours."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from apps.checklists.guide import seeds
from apps.checklists.guide.cover import Prerequisite
from apps.checklists.guide.coverage import combinations
from apps.checklists.guide.decisions import Option
from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import Instruction, Note, Setting
from apps.checklists.guide.lint import lint
from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.purposes import PROBED, UNPROBED
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import leaves, parts
from apps.checklists.requirements import requirements_of
from apps.checks.objects import PLACES
from apps.checks.questions import PURPOSES

PAGES = Path(__file__).parents[3] / "shared" / "seeds"
SLUGS = {
    "oleria": "000_fe4eff24c2f77801.txt",
    "calance": "001_4137d80bc06ea59a.txt",
    "sage-rest-quickstart": "002_71cad1fb245eb34a.txt",
    "craftable": "003_3bf6b27370921a0b.txt",
    "workato": "004_e176d48b74fd66bd.txt",
}
REVIEWED = date(2026, 11, 21)
GUIDES = {slug: load(BUILT_IN / f"{slug}.yaml") for slug in SLUGS}
EVERY_WAY = [(slug, way) for slug, guide in GUIDES.items() for way in combinations(guide)]

CHROME = {
    "Pre-requisites", "View Web Service user",
    "Skip to main content", "Written by Ashleigh Cola", "Did this answer your question?",
    "Field", "Value", "Note", "Variable", "Notes", "TBD", "Company name",
    "REST developer quickstart", "Requirements",
    "Intacct", "API version", "How to connect to Intacct on Workato", "Intacct triggers",
    "Set up Integration System User for Workato", "Intacct actions",
    "User field Recommended input Description", "Input Field Description",
    "Configure Web Services User information",
    "Select application/modules Select applications/modules",
}  # fmt: skip
"""Headings and navigation of the pages, which say nothing that a customer does."""

CELLS = re.compile(
    r"^((User ID workato_isu|(Last|First|User) name -|(Email address|Contact name|Description) -|"
    r"User type Business|Admin Privileges Full|Sender ID Workato|Status Active|Connection name|"
    r"Login username|Login password|Company ID|Location ID) (?=[A-Z])|"
    r"(Production|Non-production|Intacct User account|Web Services User): )"
)
"""What a row of a table or of a list is about; the guide has it as a label of what follows."""


def test_every_line_of_every_page_is_carried() -> None:
    shares = seeds.shares(seeds_file(), GUIDES.values())

    assert len(shares) == len(SLUGS) * (len(seeds.KINDS) + len(seeds.BESIDES))
    assert [share.missing for share in shares if share.missing] == []
    assert seeds.unknown(seeds_file(), GUIDES.values()) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_names_its_own_page_only(slug: str) -> None:
    page = f"S{list(SLUGS).index(slug)}."

    assert {line[:3] for line in seeds.carried_by(GUIDES[slug])} == {page}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_sentence_of_the_page_is_in_the_guide(slug: str) -> None:
    sentences = sentences_of(page_of(slug))
    words = words_of(GUIDES[slug])

    assert len(sentences) > 20
    assert [sentence for sentence in sentences if sentence not in words] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_not_marked_as_ours_is_on_the_page(slug: str) -> None:
    page = " ".join(plain(line) for line in page_of(slug).splitlines())
    values = GUIDES[slug].values

    unmarked = [text.render(values) for text in told_as_the_vendors(GUIDES[slug])]

    assert len(unmarked) > 15
    assert [words for words in unmarked if plain(words) not in page] == []


@pytest.mark.parametrize(("slug", "way"), EVERY_WAY)
def test_each_purpose_has_one_home_whatever_is_decided(slug: str, way: dict[str, str]) -> None:
    guide = GUIDES[slug]
    steps = guide.steps_for(way)
    served = [each for step in steps for each in step.serves if each not in UNPROBED]

    assert sorted(served) == sorted(PROBED[guide.auth])


@pytest.mark.parametrize(("slug", "way"), EVERY_WAY)
def test_needed_steps_come_first_and_the_last_one_hands_over(
    slug: str, way: dict[str, str]
) -> None:
    steps = GUIDES[slug].steps_for(way)
    before: set[str] = set()

    for step in steps:
        assert set(step.needs) <= before
        before.add(step.id)
    assert "handed_over" in steps[-1].serves


@pytest.mark.parametrize(("slug", "way"), EVERY_WAY)
def test_permissions_and_modules_can_be_proven(slug: str, way: dict[str, str]) -> None:
    demanded = requirements_of(GUIDES[slug], way)

    assert demanded["applications"]
    assert {row["object"] for row in demanded["objects"]} <= PLACES.keys()
    assert demanded["objects"]


@pytest.mark.parametrize(
    ("slug", "faults"),
    {
        "oleria": [
            *("X12", "X6", "permission-unspecified", "unused-prerequisite", "unused-prerequisite"),
        ],
        "calance": ["X12", "permission-unspecified"],
        "sage-rest-quickstart": ["X12", "permission-unspecified"],
        "craftable": ["X7"],
        "workato": ["permission-unspecified", "permission-unspecified"],
    }.items(),
)
def test_what_remains_doubtful_is_the_pages_own_fault(slug: str, faults: list[str]) -> None:
    path = BUILT_IN / f"{slug}.yaml"

    _, doubts = lint(path, today=REVIEWED, probes=frozenset(PURPOSES))

    assert sorted(each.code for each in doubts if not each.accepted) == faults


def seeds_file() -> Path:
    if not PAGES.exists():
        pytest.skip("the vendors' pages are not beside this repository")
    return PAGES / "seeds.yaml"


def page_of(slug: str) -> str:
    return (seeds_file().parent / SLUGS[slug]).read_text(encoding="utf-8")


def sentences_of(page: str) -> list[str]:
    lines = [CELLS.sub("", plain(line)) for line in page.splitlines()]
    told = [line for line in map(once, lines) if line and line not in CHROME]
    return [sentence for line in told for sentence in re.split(r"(?<=\.) (?=[A-Z])", line)]


def once(line: str) -> str:
    """A line, or its first half where it only says the same words twice, as picture names do."""
    half = (len(line) - 1) // 2
    return line[:half] if line[:half] == line[half + 1 :] else line


def words_of(guide: Guide) -> str:
    rendered = (
        leaf.render(guide.values) if isinstance(leaf, Text) else leaf
        for _, leaf in leaves(guide)
        if isinstance(leaf, str)
    )
    return "\n".join(map(plain, rendered))


def told_as_the_vendors(guide: Guide) -> Iterator[Text]:
    """What the guide says in texts that are not marked as the editor's."""
    for section in guide.sections:
        yield from section.text
    yield from (part.text for _, part in parts(guide, Note) if part.by == "vendor")
    yield from (part.text for _, part in parts(guide, Prerequisite) if part.by == "vendor")
    yield from (part.consequence for _, part in parts(guide, Option) if part.by == "vendor")
    yield from (part.value for _, part in parts(guide, Setting) if part.by == "vendor")
    for _, instruction in parts(guide, Instruction):
        yield from instruction.text


def plain(words: str) -> str:
    """Words without list signs, the kind of quotes, the width of white space, link hints."""
    straight = words.translate(str.maketrans("“”’", '""\''))
    bare = re.sub(r"^(\s*(\d+\.|[-•#])(?= |$))+", "", straight)
    return " ".join(bare.replace(" (opens new window)", "").split())
