"""A smallest guide with places to put a snippet, and what a snippet is expected to do there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from textwrap import dedent, indent

from apps.checklists.guide.format import Guide

SMALLEST = """\
format: 1
slug: smallest
version: 1
title: Connect Larch
vendor: {name: Larch, product: Larch Books, team: Larch team}
product: Sage Intacct
auth: xml
environments: [production, implementation]
intro: Follow these steps.
sources:
  - {title: Setup, publisher: Larch, reviewed: 2026-11-21}
#guide
variables:
  - {name: company_id, label: Company ID, owner: customer, exact_case: true}
#variables
requirements:
  applications:
    - {code: GL, name: General Ledger, probes: [{object: GLACCOUNT, words: Can read accounts}]}
    - {code: AP, name: Accounts Payable}
sections:
  - id: start
    title: Start
#section
    steps:
      - id: company
        title: Name your company
        actor: customer
        minutes: 1
        purposes: [company_id]
        asks: [company_id]
#steps
      - id: work
        title: Set everything up
        actor: intacct_admin
        minutes: 5
        purposes:
          - web_services_on
          - sender_authorized
          - user_exists
          - user_signs_in
          - role_permissions
          - module_subscribed
          - entity_access
#step
        instructions:
          - title: Open the page
            text: [Do as the page says.]
#instruction
"""

INDENTS = {"guide": 0, "variables": 2, "section": 4, "steps": 6, "step": 8, "instruction": 12}


@dataclass(frozen=True)
class Feature:
    """Snippets by the place they go to, what the loaded guide then says, and how to spoil it.

    Spoiled: `old` becomes `new`, and the loader answers `sentence` for the line with `spot`.
    """

    snippets: Mapping[str, str]
    holds: Callable[[Guide], bool]
    old: str
    new: str
    spot: str
    sentence: str

    @property
    def text(self) -> str:
        """The smallest guide with the snippets in their places."""
        return guide_with(**self.snippets)


def guide_with(**snippets: str) -> str:
    """The smallest guide with each snippet in the place of that name."""
    text = SMALLEST
    for place, depth in INDENTS.items():
        snippet = indent(dedent(snippets.get(place, "")).strip("\n"), " " * depth)
        text = text.replace(f"#{place}\n", snippet + "\n" if snippet else "")
    return text
