"""The recurring failures E1 to E24 of ../shared/reference/market.md §5: where each is handled."""

import re
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import RULES, diagnose
from apps.intacct import Layer
from tests.checks.script import refused

MARKET = Path(__file__).parents[3] / "shared" / "reference" / "market.md"
CONTROL, AUTHENTICATION, FUNCTION = Layer.CONTROL, Layer.AUTHENTICATION, Layer.FUNCTION

SAID = [
    ("E1", CONTROL, "Incorrect Intacct XML Partner ID or password", "sender.refused"),
    ("E1", CONTROL, "Sender ID/Password is invalid", "sender.refused"),
    ("E2", AUTHENTICATION, "Invalid Web Services Authorization", "sender.not_authorized"),
    ("E3", AUTHENTICATION, "Sign-in information is incorrect", "sign_in.refused"),
    ("E4", CONTROL, "Please subscribe to the XML Gateway.", "web_services.off"),
    ("E5", FUNCTION, "You do not have permission for API operation", "permission.missing"),
    ("E6", AUTHENTICATION, "Top level access only", "entity.top_level_only"),
    ("E7", AUTHENTICATION, "the entity you are attempting to slide into", "entity.closed"),
    ("E13", AUTHENTICATION, "This user is in LOCKEDOUT state", "sign_in.locked"),
    ("E14", AUTHENTICATION, "Intacct user authentication failure", "sign_in.refused"),
    ("E16", AUTHENTICATION, "Invalid Web Services Authorization", "sender.not_authorized"),
    ("E17", AUTHENTICATION, "Sign-in information is incorrect", "sign_in.refused"),
]
HANDLED = {
    "E8": "apps.checks.probes.opens_entity",
    "E12": "apps.checks.history.refined",
    "E18": "apps.checks.snapshots.lost_since_good",
    "E19": "apps.checks.history.refined",
    "E20": "apps.intacct.answers.read_answer",
    "E21": "apps.intacct.Unclear",
    "E23": "apps.connections.services.name_company",
    "E24": "apps.checks.outbreaks.watch",
}
ELSEWHERE = {
    "E9": "OAuth: this portal signs in over XML alone",
    "E10": "OAuth: this portal signs in over XML alone",
    "E11": "OAuth: this portal signs in over XML alone",
    "E15": "between Intacct's mail and the customer: the guide's own troubleshooting says it",
    "E22": "the vendor's first sync, after the connection is made",
}


@pytest.mark.parametrize(("row", "layer", "words", "code"), SAID)
def test_what_intacct_says_means_its_finding(row: str, layer: Layer, words: str, code: str) -> None:
    assert diagnose(refused(layer, ("XL03000006", words))).code == code, row


@pytest.mark.parametrize(("row", "name"), HANDLED.items())
def test_what_words_cannot_tell_has_a_mechanism(row: str, name: str) -> None:
    assert callable(import_string(name)), row


def test_every_row_of_the_market_is_spoken_for() -> None:
    if not MARKET.exists():
        pytest.skip("../shared/reference is not here")
    section = MARKET.read_text().partition("## 5. ")[2].partition("\n## 6. ")[0]

    named = {row for row, *_ in SAID} | HANDLED.keys() | ELSEWHERE.keys()

    assert set(re.findall(r"^\| (E\d+) ", section, re.MULTILINE)) == named


def test_the_rules_lead_to_findings_of_the_catalogue() -> None:
    assert {rule.code for rule in RULES} <= CATALOGUE.keys()
