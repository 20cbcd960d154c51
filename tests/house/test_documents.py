"""The documents and the packaging say what the tree says."""

import ast
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DESIGN = ROOT.parent / "shared/design.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
DECISIONS = sorted(ROOT.glob("docs/adr/*.md"))
ASKS = re.compile(r"env\.\w+|os\.environ\.get")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
OURS = ("web", "worker", "fleet", "beat", "migrate")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def compose() -> Any:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def settings_read() -> set[str]:
    """The names that the settings file asks the environment for."""
    tree = ast.parse((ROOT / "config/settings.py").read_text(encoding="utf-8"))
    asked = [
        ast.literal_eval(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ASKS.fullmatch(ast.unparse(node.func))
    ]
    return set(asked)


def settings_offered() -> list[str]:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    return re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_link_leads_to_a_file(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))

    assert [each for each in targets if not (document.parent / each).exists()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=relative)
def test_a_decision_has_context_decision_and_consequences(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")

    assert text.startswith(f"# {decision.name[:4]} ")
    assert re.findall("^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_every_decision_is_one_of_the_design() -> None:
    if not DESIGN.exists():
        pytest.skip(f"{DESIGN} is not here")

    decided = re.findall(r"^\*\*D(\d+) ", DESIGN.read_text(encoding="utf-8"), re.MULTILINE)

    assert [each.name for each in DECISIONS if str(int(each.name[:4])) not in decided] == []


def test_every_decision_the_tree_cites_exists() -> None:
    sources = [*ROOT.glob("apps/**/*.py"), *ROOT.glob("config/**/*.py"), *DOCUMENTS]
    cited = {
        number
        for source in sources
        for number in re.findall(r"(?:adr/|ADR )(\d{4})", source.read_text(encoding="utf-8"))
    }

    assert cited
    assert cited - {decision.name[:4] for decision in DECISIONS} == set()


def test_the_glossary_means_one_thing_by_each_term() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|", glossary, re.MULTILINE)

    terms = Counter(term for row in rows for term in row.split(", "))

    assert terms
    assert [term for term, times in terms.items() if times > 1] == []


def test_the_example_environment_names_each_setting_once() -> None:
    assert sorted(settings_offered()) == sorted(settings_read())


@pytest.mark.parametrize("command", ["demo", "test"])
def test_a_command_of_the_readme_can_be_run(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"    bin/{command} " in readme
    assert (ROOT / "bin" / command).stat().st_mode & 0o111


def test_our_services_share_one_image_and_only_the_workers_can_open() -> None:
    services = compose()["services"]

    holders = [name for name in services if "vault_private_keys" in services[name]["secrets"]]

    assert len({services[name]["image"] for name in OURS}) == 1
    assert holders == ["worker", "fleet"]


def test_the_services_are_given_only_settings_and_secrets_that_exist() -> None:
    stack = compose()
    ours = [stack["services"][name] for name in OURS]

    given = {name.removesuffix("_FILE") for each in ours for name in each["environment"]}
    mounted = {name for each in stack["services"].values() for name in each["secrets"]}

    assert given - settings_read() == set()
    assert mounted == set(stack["secrets"])


@pytest.mark.parametrize("name", OURS)
def test_a_service_is_mounted_every_secret_it_is_pointed_to(name: str) -> None:
    service = compose()["services"][name]

    pointed = {
        Path(value).name for key, value in service["environment"].items() if key.endswith("_FILE")
    }

    assert pointed == set(service["secrets"])


def test_the_image_installs_the_lock_by_its_hashes() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [line.split()[1] for line in dockerfile.splitlines() if line.startswith("COPY ")]

    assert "--require-hashes --requirement /requirements.lock" in dockerfile
    assert [
        each for each in copied if not each.startswith("--") and not (ROOT / each).exists()
    ] == []
