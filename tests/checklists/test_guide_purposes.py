"""The guide format is plain Python and keeps its own list of purposes: it must be the checks'."""

from apps.checklists.guide.purposes import PROBED, Purpose
from apps.checks.catalogue import CATALOGUE
from apps.checks.questions import PURPOSES

NEEDED = frozenset[Purpose]().union(*PROBED.values())


def test_every_purpose_that_a_probe_proves_needs_a_step() -> None:
    proven = {purpose for purposes in PURPOSES.values() for purpose in purposes}

    assert proven == NEEDED


def test_every_purpose_that_a_finding_disproves_needs_a_step() -> None:
    disproven = {kind.purpose for kind in CATALOGUE.values() if kind.purpose}

    assert disproven <= NEEDED
